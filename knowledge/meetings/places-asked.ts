/**
 * The provinces and districts a question limits itself to: named in full, typed without diacritics,
 * or shortened to initials ("HP", "kg") that fit one province the corpus knows.
 */
import { findPlaces, type Place, provinceCandidates } from '../places/places.ts';
import { POSSIBLE_ABBREVIATIONS, SURE_ABBREVIATIONS } from '../text/abbreviations.ts';
import { fold } from '../text/normalise.ts';
import type { Span } from './mask.ts';

export interface PlacesAsked {
  /** A meeting fits when it is in one of these. */
  places: { province: string; district?: string }[];
  spans: Span[];
}

const RANK_BEFORE =
  /(?:^|\s)(?:(?:o|tai|cua|tren dia ban|dia ban|thuoc|trong) )*(?:tinh|thanh pho|tp\.?|huyen|quan|thi xa|tx\.?)?\s*$/;
const SHORT = /(?<![\p{L}\d])\p{L}{2,4}(?![\p{L}\d])/gu;
/** After these words initials can hardly be anything but a place. */
const PLACE_EXPECTED =
  /(?:^|\s)(?:o|tai|tinh|tp|thanh pho|lmhtx|lien minh|lien minh htx|lien minh hop tac xa|htx|cua)\s*$/;

/** `known` are the provinces of the corpus, against which initials are tried. */
export function placesAsked(text: string, known: ReadonlySet<string>): PlacesAsked {
  const folded = fold(text);
  const asked: PlacesAsked = { places: [], spans: [] };
  for (const { province, district, start, end } of named(text)) {
    asked.places.push({ province, ...(district !== undefined && { district }) });
    asked.spans.push(withRank(folded, start, end));
  }
  for (const match of text.matchAll(SHORT)) {
    const province = provinceOfInitials(match[0], folded.slice(0, match.index), known);
    const span = withRank(folded, match.index, match.index + match[0].length);
    const isTaken = asked.spans.some((other) => span.start < other.end && other.start < span.end);
    if (province === undefined || isTaken) continue;
    asked.places.push({ province });
    asked.spans.push(span);
  }
  return { ...asked, places: withoutWider(asked.places) };
}

/** Names typed without diacritics in a question that has some elsewhere count only when nothing else does. */
function named(text: string): Place[] {
  const asTyped = findPlaces(text, { bareDistricts: true });
  const sure = asTyped.filter(
    (place) => place.district === undefined || isMeantAsPlace(text, place),
  );
  return sure.length > 0 ? sure : findPlaces(fold(text)).filter(({ district }) => !district);
}

const AT_PLACE =
  /(?:^|\s)(?:o|tai|dia ban|thuoc|huyen|quan|thi xa|tx\.?|thanh pho|tp\.?|cum|,|va|-|–)\s*$/;

/** "thống nhất" is a verb and a district: a name in small letters counts only where a place is said. */
function isMeantAsPlace(text: string, { start, end }: Place): boolean {
  const isCapitalised = /^\p{Lu}/u.test(text.slice(start, end));
  return isCapitalised || AT_PLACE.test(fold(text.slice(0, start)));
}

function withRank(folded: string, start: number, end: number): Span {
  return { start: start - (RANK_BEFORE.exec(folded.slice(0, start))?.[0].length ?? 0), end };
}

function provinceOfInitials(
  short: string,
  before: string,
  known: ReadonlySet<string>,
): string | undefined {
  const key = short.toLowerCase();
  const isSyllable = /[aeiouy]/.test(fold(key)) && short !== short.toUpperCase();
  if (isSyllable || SURE_ABBREVIATIONS.has(key)) return undefined;
  const candidates = provinceCandidates(short).filter((province) => known.has(province));
  const [province, other] = candidates;
  if (province === undefined || other !== undefined) return undefined;
  const readings = (POSSIBLE_ABBREVIATIONS.get(key) ?? []).map((reading) =>
    fold(reading.join(' ')),
  );
  const isExpected = PLACE_EXPECTED.test(before) || readings.length === 0;
  return isExpected || readings[0] === fold(province) ? province : undefined;
}

/** "huyện Vĩnh Bảo, Hải Phòng" asks for the district alone. */
function withoutWider(places: PlacesAsked['places']): PlacesAsked['places'] {
  return places.filter(
    ({ province, district }) =>
      district !== undefined ||
      !places.some((other) => other.district !== undefined && other.province === province),
  );
}
