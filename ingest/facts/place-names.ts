/**
 * Places as news writes them: a kind and a name ("huyện Hữu Lũng", "TP. Vinh", "xã Tân Thành").
 * Names of provinces and districts come from the gazetteer, so that "Chủ tịch UBND huyện Trần Văn
 * Thời Lê Văn An" falls into its parts; names of communes are taken as they stand.
 */
import { namesByFirstSyllable, type PlaceName } from '../../knowledge/places/gazetteer.ts';
import { fold } from '../../knowledge/text/normalise.ts';
import { personWithin } from './person-names.ts';
import { isCapitalised, phraseList, type Word } from './words.ts';

export type PlaceLevel = 'province' | 'district' | 'commune';

export interface PlaceMention {
  level: PlaceLevel;
  /** Without its kind, as written; undefined for "thành phố", "tỉnh" alone. */
  name: string | undefined;
  /** Its kind is "thành phố" or "TP". */
  isCity: boolean;
  /** The gazetteer's provinces for that name. */
  provinces: readonly string[];
  /** Indexes of the first word and of the word after the last. */
  from: number;
  to: number;
}

const PROVINCE_KINDS = phraseList('tỉnh, thành phố, tp, t p');
const DISTRICT_KINDS = phraseList('huyện, quận, thị xã, tx, huyện đảo, thành phố, tp, q, h');
const COMMUNE_KINDS = phraseList(
  'xã, phường, thị trấn, tt, thôn, bản, ấp, buôn, khóm, tổ dân phố, đặc khu',
);
const COMMUNE_SYLLABLES_MAX = 4;

/** The place whose kind stands at `at`: the longest reading. */
export function matchPlace(words: readonly Word[], at: number): PlaceMention | undefined {
  const district = ofKind(words, at, DISTRICT_KINDS.match(words, at), 'district');
  const province = ofKind(words, at, PROVINCE_KINDS.match(words, at), 'province');
  if (district?.name !== undefined && province?.name === undefined) return district;
  return province ?? district ?? communeAt(words, at);
}

/** A province or district named without its kind: "An Dương" in a list, "Hải Phòng". */
export function matchBareName(words: readonly Word[], at: number): PlaceMention | undefined {
  return known(words, at, at, 'province') ?? known(words, at, at, 'district');
}

function ofKind(words: readonly Word[], at: number, after: number, level: PlaceLevel) {
  if (after === at) return undefined;
  const name = words[after]?.text === '.' ? after + 1 : after;
  const isAbbreviation = words[at]!.key.length <= 2;
  const found = known(words, at, name, level);
  if (found) return found;
  const unlisted =
    level === 'district' && !isAbbreviation ? unlistedDistrict(words, at, name) : undefined;
  if (unlisted) return unlisted;
  // "Q" and "H" before anything but a known name are letters, and "huyện Xyz" is not "huyện".
  if (isAbbreviation && words[at]!.key !== 'tp') return undefined;
  return {
    level,
    name: undefined,
    isCity: isCityWord(words, at),
    provinces: [],
    from: at,
    to: after,
  };
}

function known(
  words: readonly Word[],
  from: number,
  at: number,
  level: PlaceLevel,
): PlaceMention | undefined {
  const first = words[at];
  if (!first || !(isCapitalised(first) || first.kind === 'number')) return undefined;
  const fits = (place: PlaceName) =>
    (place.district === undefined) === (level === 'province') && spells(words, at, place);
  const places = (namesByFirstSyllable.get(fold(first.text.replace(/['’].*$/u, ''))) ?? []).filter(
    fits,
  );
  const longest = Math.max(...places.map((place) => nameEnd(words, at, place)), 0);
  if (longest === 0) return undefined;
  const provinces = places
    .filter((place) => nameEnd(words, at, place) === longest)
    .map((place) => place.province);
  return {
    level,
    name: written(words, at, longest),
    isCity: isCityWord(words, from),
    provinces,
    from,
    to: longest,
  };
}

/** Index after the name, counting the marks inside it ("Bà Rịa - Vũng Tàu"); 0 when it is another name. */
function nameEnd(words: readonly Word[], at: number, place: PlaceName): number {
  let index = at;
  let position = 0;
  while (position < place.syllables.length) {
    if (position > 0 && /^[-–.]$/.test(words[index]?.text ?? '')) index += 1;
    const word = words[index];
    if (!word || !(isCapitalised(word) || word.kind === 'number')) return 0;
    // "M'gar" is one word here and two syllables there.
    for (const part of word.key.split(/['’]/)) {
      if (part !== place.syllables[position]) return 0;
      position += 1;
    }
    index += 1;
  }
  return index;
}

function spells(words: readonly Word[], at: number, place: PlaceName): boolean {
  return nameEnd(words, at, place) > 0;
}

/** "huyện Đak Đoa" in a spelling the gazetteer lacks: up to three capitalised words that are no person. */
function unlistedDistrict(
  words: readonly Word[],
  from: number,
  at: number,
): PlaceMention | undefined {
  if (words[from]?.key !== 'huyện' && words[from]?.key !== 'quận') return undefined;
  let to = at;
  while (isCapitalised(words[to])) to += 1;
  const end = Math.min(personWithin(words, at, to), to);
  if (end === at || end - at > UNLISTED_MAX || /^(?:UBND|HĐND|HTX)$/.test(words[at]?.text ?? ''))
    return undefined;
  return {
    level: 'district',
    name: written(words, at, end),
    isCity: false,
    provinces: [],
    from,
    to: end,
  };
}

const UNLISTED_MAX = 3;

function communeAt(words: readonly Word[], at: number): PlaceMention | undefined {
  const after = COMMUNE_KINDS.match(words, at);
  if (after === at) return undefined;
  let to = after;
  while (to - after < COMMUNE_SYLLABLES_MAX + 5 && isNamePart(words[to])) to += 1;
  const person = to - after > 2 ? personWithin(words, after, to) : to;
  // Communes are named after people too ("xã Lý Thường Kiệt"), but hardly ever after a Văn or Thị.
  const isNamesake = person === after && !/^(?:văn|thị)$/.test(words[after + 1]?.key ?? '');
  to = Math.min(isNamesake ? to : person, after + COMMUNE_SYLLABLES_MAX);
  const name = to > after ? written(words, after, to) : undefined;
  return { level: 'commune', name, isCity: false, provinces: [], from: at, to };
}

function isCityWord(words: readonly Word[], at: number): boolean {
  return /^(?:thành|tp|t)$/.test(words[at]?.key ?? '');
}

function isNamePart(word: Word | undefined): boolean {
  return isCapitalised(word) || word?.kind === 'number';
}

function written(words: readonly Word[], from: number, to: number): string {
  let text = '';
  let last: Word | undefined;
  for (const word of words.slice(from, to)) {
    text += last && word.start > last.end ? ` ${word.text}` : word.text;
    last = word;
  }
  return text;
}
