/**
 * Finds the provinces and districts that a text names. It prefers silence to a guess: a district
 * name that several provinces have, or that is also an ordinary word or a person's name, counts
 * only where the words around it settle which place is meant.
 */
import { fold, hasDiacritics } from '../text/normalise.ts';
import { type Token, tokenize } from '../text/tokens.ts';
import { namesByFirstSyllable, type PlaceName, province, provinces } from './gazetteer.ts';

export interface Place {
  /** Without its kind, as of before July 2025: "Kiên Giang". */
  province: string;
  district?: string;
  /** UTF-16 offsets of the name, without "tỉnh", "huyện" and the like. */
  start: number;
  end: number;
}

export interface PlaceSearch {
  /** The province the text is about, for district names that several provinces share. */
  province?: string;
  /** Accept a district without "huyện", "quận" … before it: for questions, where people leave it out. */
  bareDistricts?: boolean;
}

type Rank = 'province' | 'city' | 'quận' | 'district' | undefined;

interface Mention {
  candidates: PlaceName[];
  rank: Rank;
  start: number;
  end: number;
}

// What may stand before a name, folded; a city ("thành phố", "TP") may be a province or a district.
const RANKS: Readonly<Record<string, Rank>> = {
  tinh: 'province',
  'thu do': 'province',
  'thanh pho': 'city',
  tp: 'city',
  quan: 'quận',
  huyen: 'district',
  'thi xa': 'district',
  tx: 'district',
};
// Family names: "Nguyễn Hà Nam" is a person.
const FAMILY_NAMES = new Set(
  'nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ ngô dương lý đào đinh đoàn lâm trịnh mai lưu cao tạ chu lương trương phùng tô hà'.split(
    ' ',
  ),
);
// Words that a place name merely begins or that are ordinary words without a capital.
const FALSE_FRIENDS = new Set(['thái bình dương', 'hà nam ninh']);
const ORDINARY_WORDS = new Set(['hòa bình', 'huế', 'lắk', 'vinh', 'chũ']);
// "An Dương – An Lão – Kiến An", "An Dương, An Lão và Kiến An".
const LIST_JOINT = /^\s*(?:,|;|\/|&|[-–—]|và|va)\s*(?:và\s+|va\s+)?$/iu;
const NEAR_CHARS = 20;

/** The places a text names, in order, without overlap. Expects NFC text (cleanText). */
export function findPlaces(text: string, search: PlaceSearch = {}): Place[] {
  return resolve(mentionsIn(text, search.bareDistricts ?? false), search.province);
}

/** The province that a text names; undefined when it names none or several. */
export function provinceOf(text: string): string | undefined {
  const found = new Set(findPlaces(text).map((place) => place.province));
  return found.size === 1 ? [...found][0] : undefined;
}

const HOST_SPELLINGS: readonly (readonly [spelling: string, province: string])[] = [
  ['tphcm', 'Hồ Chí Minh'],
  ['hcm', 'Hồ Chí Minh'],
  ['thuathienhue', 'Huế'],
  ['vungtau', 'Bà Rịa - Vũng Tàu'],
  ...provinces.map(({ name }) => [fold(name).replace(/[^a-z]/g, ''), name] as const),
];
// The longest first, so that a name inside another one does not win.
const HOST_NAMES = HOST_SPELLINGS.map(([spelling, name]) => ({ spelling, province: name })).sort(
  (a, b) => b.spelling.length - a.spelling.length,
);
const HOST_NAME_MIN_CHARS = 5; // "hue" stands in too many words; it must be a label of its own

/** The province that a web address speaks of: "baolangson.vn" → "Lạng Sơn". Accepts a host or a URL. */
export function provinceOfHost(address: string): string | undefined {
  const host =
    address
      .toLowerCase()
      .replace(/^[a-z]+:\/\//, '')
      .split(/[/?#:]/)[0] ?? '';
  const labels = host.split('.');
  return HOST_NAMES.find(({ spelling }) =>
    labels.some(
      (label) =>
        label === spelling ||
        label === `bao${spelling}` ||
        (spelling.length >= HOST_NAME_MIN_CHARS && label.replace(/-/g, '').includes(spelling)),
    ),
  )?.province;
}

/** The provinces that initials may stand for: "HP" → Hải Phòng, "HN" → Hà Nội and Hà Nam. Any case. */
export function provinceCandidates(abbreviation: string): string[] {
  const letters = fold(abbreviation)
    .replace(/^tp\.?\s*(?=\w)/, '')
    .replace(/[^a-z]/g, '');
  if (letters.length < 2) return [];
  return provinces.map(({ name }) => name).filter((name) => initials(name) === letters);
}

/** The province that a province has been part of since July 2025. */
export function successorOf(name: string): string | undefined {
  return province(name)?.successor;
}

function initials(name: string): string {
  return fold(name)
    .split(/[\s-]+/)
    .map((syllable) => syllable[0])
    .join('');
}

function mentionsIn(text: string, bareDistricts: boolean): Mention[] {
  const tokens = tokenize(text);
  const unaccented = !hasDiacritics(text);
  const mentions: Mention[] = [];
  for (let at = 0; at < tokens.length; ) {
    const match = matchAt(text, tokens, at, unaccented);
    const mention = match && judge(text, tokens, at, match, mentions.at(-1), bareDistricts);
    if (mention) mentions.push(mention);
    at += match && (mention || match.isFalseFriend) ? match.length : 1;
  }
  return mentions;
}

interface Match {
  names: PlaceName[];
  length: number;
  capitalised: boolean;
  isFalseFriend: boolean;
}

/** The longest names that start at a token, if its own diacritics allow them. */
function matchAt(
  text: string,
  tokens: readonly Token[],
  at: number,
  unaccented: boolean,
): Match | undefined {
  const options = namesByFirstSyllable.get(fold(tokens[at]!.text)) ?? [];
  for (const length of new Set(options.map((name) => name.syllables.length))) {
    const words = tokens.slice(at, at + length);
    if (words.length < length || !areAdjacent(text, words)) continue;
    const capitalised = words.every((word) => /^[\p{Lu}\d]/u.test(text[word.start]!));
    const mayBeFolded =
      (unaccented || capitalised) && !hasDiacritics(words.map((word) => word.text).join(''));
    const names = options.filter(
      (name) =>
        name.syllables.length === length &&
        name.syllables.every(
          (syllable, i) =>
            syllable === words[i]!.text || (mayBeFolded && fold(syllable) === words[i]!.text),
        ),
    );
    if (names.length === 0) continue;
    const longer = tokens
      .slice(at, at + length + 1)
      .map((word) => word.text)
      .join(' ');
    return { names, length, capitalised, isFalseFriend: FALSE_FRIENDS.has(longer) };
  }
  return undefined;
}

function areAdjacent(text: string, words: readonly Token[]): boolean {
  return words.every(
    (word, i) => i === 0 || /^\s?[-–—'’.]?\s?$/.test(text.slice(words[i - 1]!.end, word.start)),
  );
}

/** Decides whether a match is a place, and which of its readings its surroundings allow. */
function judge(
  text: string,
  tokens: readonly Token[],
  at: number,
  match: Match,
  previous: Mention | undefined,
  bareDistricts: boolean,
): Mention | undefined {
  if (match.isFalseFriend) return undefined;
  const start = tokens[at]!.start;
  const end = tokens[at + match.length - 1]!.end;
  const own = rankBefore(text, tokens, at);
  const joined = previous !== undefined && LIST_JOINT.test(text.slice(previous.end, start));
  const rank = own ?? (joined ? previous.rank : undefined);
  const candidates = match.names.filter((name) => allows(rank, name, bareDistricts));
  if (candidates.length === 0) return undefined;
  if (own === undefined) {
    const word = tokens
      .slice(at, at + match.length)
      .map((token) => token.text)
      .join(' ');
    const before = tokens[at - 1];
    const isPerson =
      match.capitalised &&
      before !== undefined &&
      FAMILY_NAMES.has(before.text) &&
      /^\p{Lu}\p{Ll}/u.test(text.slice(before.start)) &&
      /^\s+$/.test(text.slice(before.end, start));
    if (isPerson || (!match.capitalised && ORDINARY_WORDS.has(word))) return undefined;
    // "Chủ tịch Hồ Chí Minh", "tư tưởng Hồ Chí Minh": the city is written with its kind.
    if (word === 'hồ chí minh' && rank === undefined) return undefined;
  }
  return { candidates, rank, start, end };
}

function allows(rank: Rank, name: PlaceName, bareDistricts: boolean): boolean {
  const isProvince = name.district === undefined;
  if (isProvince) return rank === undefined || rank === 'province' || rank === 'city';
  if (rank === undefined) return bareDistricts && name.syllables.length > 1;
  if (rank === 'province') return false;
  return rank !== 'quận' || name.urban || name.syllables.length > 1;
}

function rankBefore(text: string, tokens: readonly Token[], at: number): Rank {
  const last = tokens[at - 1];
  if (!last || !/^[.\s]*$/.test(text.slice(last.end, tokens[at]!.start))) return undefined;
  const word = fold(last.text);
  const pair = at > 1 ? `${fold(tokens[at - 2]!.text)} ${word}` : word;
  if (/^[qh]$/.test(word) && text[last.end] === '.') return word === 'q' ? 'quận' : 'district';
  return RANKS[pair] ?? RANKS[word];
}

/** Settles mentions with several readings: by their rank, a province named next to them, the given one, or the only one in the text. */
function resolve(mentions: readonly Mention[], given: string | undefined): Place[] {
  const named = new Set(
    mentions.flatMap((mention) => {
      const provincesOf = new Set(mention.candidates.map((name) => name.province));
      return provincesOf.size === 1 ? [...provincesOf] : [];
    }),
  );
  const places: Place[] = [];
  for (const [i, mention] of mentions.entries()) {
    const next = mentions[i + 1];
    const beside = next && next.start - mention.end <= NEAR_CHARS ? ownProvince(next) : undefined;
    const choice =
      pick(mention, beside) ??
      pick(mention, given) ??
      (named.size === 1 ? pick(mention, [...named][0]) : undefined) ??
      only(mention.candidates) ??
      only(byRank(mention));
    if (choice) places.push(toPlace(choice, mention));
  }
  return places;
}

function ownProvince(mention: Mention): string | undefined {
  return mention.candidates.find((name) => name.district === undefined)?.province;
}

function pick(mention: Mention, wanted: string | undefined): PlaceName | undefined {
  const ranked = byRank(mention);
  const fitting = ranked.filter((name) => name.province === wanted);
  return only(fitting);
}

function only(names: readonly PlaceName[]): PlaceName | undefined {
  return names.length === 1 ? names[0] : undefined;
}

/** The readings that fit the word before the name best. */
function byRank({ candidates, rank }: Mention): PlaceName[] {
  const isProvince = (name: PlaceName) => name.district === undefined;
  const prefer = (test: (name: PlaceName) => boolean) => {
    const some = candidates.filter(test);
    return some.length > 0 ? some : candidates;
  };
  if (rank === 'quận') return prefer((name) => name.urban);
  if (rank === 'district') return prefer((name) => !isProvince(name) && !name.urban);
  if (rank === 'city') {
    // "thành phố Hải Phòng" is the province-level city, "thành phố Cao Bằng" a town of its province.
    const city = candidates.filter(
      (name) => isProvince(name) && province(name.province)?.kind === 'thành phố',
    );
    return city.length > 0 ? city : prefer((name) => !isProvince(name));
  }
  return prefer(isProvince);
}

function toPlace(name: PlaceName, { start, end }: Mention): Place {
  return {
    province: name.province,
    ...(name.district === undefined ? {} : { district: name.district }),
    start,
    end,
  };
}
