/**
 * The places a person names when choosing what to hear of: "hai phong", "huyện Vĩnh Bảo, Hải Phòng",
 * "HP". A short list of names is expected, not a sentence, so a bare district counts where one
 * province settles which is meant.
 */

import { province } from '../knowledge/places/gazetteer.ts';
import { findPlaces, provinceCandidates } from '../knowledge/places/places.ts';
import { cleanText } from '../knowledge/text/normalise.ts';
import type { SubscribedPlace } from './store/subscriptions.ts';

const SEPARATOR = /\s*[,;\n/]\s*|\s+(?:và|va)\s+/i;
const KIND = /^(?:tỉnh|tinh|thành phố|thanh pho|tp\.?)\s+/i;

/** `home`: the bot's own province. What is not understood stands in `unknown`, as it was typed. */
export function readPlaceWishes(
  text: string,
  home: string | undefined,
): { places: SubscribedPlace[]; unknown: string[] } {
  const names = cleanText(text)
    .split(SEPARATOR)
    .filter((name) => name !== '');
  const named = names.map(provinceNamed).find((name) => name !== undefined);
  const places: SubscribedPlace[] = [];
  const unknown: string[] = [];
  for (const name of names) {
    const found = placeNamed(name, named ?? home);
    if (!found) unknown.push(name);
    // "huyện Vĩnh Bảo, Hải Phòng" is one wish: the province only says which Vĩnh Bảo.
    else if (found.district !== undefined || !isSettledBy(places.at(-1), found)) places.push(found);
  }
  return { places, unknown };
}

function isSettledBy(before: SubscribedPlace | undefined, { province }: SubscribedPlace): boolean {
  return before?.district !== undefined && before.province === province;
}

function placeNamed(name: string, around: string | undefined): SubscribedPlace | undefined {
  const whole = provinceNamed(name);
  if (whole !== undefined) return { province: whole };
  const search = around === undefined ? {} : { province: around };
  const found = findPlaces(name, { ...search, bareDistricts: true })[0];
  return found && { province: found.province, district: found.district };
}

function provinceNamed(name: string): string | undefined {
  const plain = name.replace(KIND, '');
  const known = province(plain)?.name;
  if (known !== undefined) return known;
  const [only, ...others] = provinceCandidates(name);
  if (only !== undefined && others.length === 0) return only;
  const found = findPlaces(name);
  return found.length === 1 && found[0]?.district === undefined ? found[0]?.province : undefined;
}
