/**
 * Named cooperatives, companies and groups with where they are: "HTX Sinh thái Ba Thôn, huyện Kiến
 * Thụy", "Công ty TNHH Vận tải Thịnh Hưng". A unit is a head noun with a proper name; "HTX nông
 * nghiệp trên địa bàn" names none.
 */
import type { MembershipFact } from '../../knowledge/facts/schemas.ts';
import { matchOrganisation, properName } from './organisations.ts';
import { matchPlace, type PlaceMention } from './place-names.ts';
import { readWords, type Word } from './words.ts';

export interface UnitMention {
  name: string;
  /** Only the proper part, without head and activity: "Ba Thôn". */
  proper: string;
  unitKind: MembershipFact['unitKind'];
  commune: string | undefined;
  district: string | undefined;
  province: string | undefined;
  /** The gazetteer's provinces for the district. */
  districtProvinces: readonly string[];
  /** Offsets into the sentence, the place included. */
  start: number;
  end: number;
}

/** The units a sentence names, in order. */
export function readUnits(sentence: string): UnitMention[] {
  const words = readWords(sentence);
  const units: UnitMention[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const alliance = matchOrganisation(words, at);
    if (alliance?.sort === 'alliance') {
      at = alliance.to - 1;
      continue;
    }
    const found = unitAt(words, at, sentence);
    if (!found) continue;
    units.push(found.unit);
    at = found.to - 1;
  }
  return units;
}

function unitAt(words: readonly Word[], at: number, sentence: string) {
  const organisation = matchOrganisation(words, at);
  if (organisation?.sort !== 'unit' || !organisation.isNamed) return undefined;
  const proper = properName(words, organisation);
  if (proper === undefined || isNumberOfSomething(words, at, organisation.to, proper))
    return undefined;
  const unitKind = unitKindOf(words[at]!, words[at + 1]);
  const inside = organisation.place;
  // "HTX Nông nghiệp An Bình huyện Cao Lãnh": the place is said after the name, not part of it.
  const nameTo = inside ? inside.from : organisation.to;
  if (nameTo <= at + 1 && inside) return undefined;
  const { places, to } = placesAfter(words, inside ? inside.from : organisation.to);
  const placed = (level: PlaceMention['level']) => places.find((place) => place.level === level);
  const unit: UnitMention = {
    name: sentence.slice(words[at]!.start, words[nameTo - 1]!.end),
    proper,
    unitKind,
    commune: placed('commune')?.name,
    district: placed('district')?.name,
    province: placed('province')?.provinces[0],
    districtProvinces: placed('district')?.provinces ?? [],
    start: words[at]!.start,
    end: words[to - 1]!.end,
  };
  return { unit, to };
}

/** "Luật HTX 2023", "HTX 9 tháng đầu năm": the number belongs to something else than a name. */
function isNumberOfSomething(
  words: readonly Word[],
  at: number,
  to: number,
  proper: string,
): boolean {
  if (words[at - 1]?.key === 'luật') return true;
  if (!/^\d+$/.test(proper)) return false;
  return /^(?:19|20)\d\d$/.test(proper) || words[to]?.kind === 'word';
}

const PLACES_MAX = 4;

/** The chain "xã A, huyện B, tỉnh C" after a name, in brackets or after "ở", "tại", "thuộc". */
function placesAfter(words: readonly Word[], from: number) {
  const places: PlaceMention[] = [];
  let to = from;
  while (places.length < PLACES_MAX) {
    let at = to;
    if (/^[,(–-]$/.test(words[at]?.text ?? '')) at += 1;
    if (/^(?:ở|tại|thuộc|của)$/.test(words[at]?.key ?? '')) at += 1;
    const place = matchPlace(words, at);
    if (place?.name === undefined) break;
    places.push(place);
    to = place.to;
  }
  return { places, to };
}

function unitKindOf(head: Word, next: Word | undefined): MembershipFact['unitKind'] {
  if (/^(?:lh|lhhtx)$/.test(head.key) || (head.key === 'liên' && next?.key === 'hiệp'))
    return 'liên hiệp HTX';
  if (head.key === 'htx' || head.key === 'hợp') return 'HTX';
  if (head.key === 'tht' || head.key === 'tổ')
    return head.key === 'tổ' && next?.key !== 'hợp' ? 'khác' : 'THT';
  if (/^(?:công|cty|tập|tổng|doanh|dntn|xí|nhà)$/.test(head.key)) return 'doanh nghiệp';
  return head.key === 'quỹ' || head.key === 'qtdnd' ? 'quỹ' : 'khác';
}
