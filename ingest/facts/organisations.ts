/**
 * Organisations in running text: a head noun ("Liên minh", "HTX", "Sở", "Công ty"), phrases that
 * say what it does, a proper name, a place. The end is where none of these continues; a verb such
 * as "thông tin" or "xây dựng" after a finished name does not, although it may stand inside one.
 */
import { INSIDE, matchHead, type OrganisationSort, UNIT_HEADS } from './organisation-words.ts';
import { matchPlace, type PlaceMention } from './place-names.ts';
import { commonPair, isActivity, overUnknown, properRun, quotedName } from './proper-names.ts';
import { isCapitalised, isTitleCase, type Word } from './words.ts';

export interface OrganisationMention {
  sort: OrganisationSort;
  from: number;
  to: number;
  /** A proper name, number or place closes it: it is one organisation, not a kind. */
  isNamed: boolean;
  /** The last place inside the name ("tỉnh", "huyện An Dương"). */
  place: PlaceMention | undefined;
}

// After these, the next capitalised word still belongs: "Nông nghiệp và Phát triển nông thôn".
const JOINERS = new Set(['và', '&', '-', '–', ',']);
/** Ministries and departments whose own name has a comma. */
const COMMA_NAMES = /^(?:văn hóa|thể thao|văn hoá|nông lâm)$/;
const OPENING = /^["“”'‘(]$/;
const WORDS_MAX = 28;

/** The organisation that begins at `at`. With `anyHead`, one whose head was said before ("Trưởng phòng | Kế hoạch"). */
export function matchOrganisation(
  words: readonly Word[],
  at: number,
  anyHead = false,
): OrganisationMention | undefined {
  const head = matchHead(words, at);
  if (!head && !anyHead) return undefined;
  const sort = head?.sort ?? 'body';
  const reading = readName(words, at, head?.to ?? at, sort);
  const isPlaceOnly = head !== undefined && matchPlace(words, at)?.from === at;
  if (reading.to === at) return undefined;
  return {
    sort,
    from: at,
    to: reading.to,
    isNamed:
      reading.isNamed ||
      (isPlaceOnly && reading.place?.name !== undefined) ||
      (sort === 'unit' && closingName(words, at + 1, reading.to) < reading.to),
    place: reading.place,
  };
}

/** The proper part of a unit's name: what stands after its kind and activities; undefined when nothing does. */
export function properName(
  words: readonly Word[],
  { from, to, place }: OrganisationMention,
): string | undefined {
  const end = place?.name !== undefined ? place.from : to;
  let at = Math.max(from + 1, UNIT_HEADS.match(words, from));
  for (;;) {
    const next = Math.max(
      INSIDE.match(words, at),
      JOINERS.has(words[at]?.text ?? '') ? at + 1 : at,
    );
    if (next === at || next > end) break;
    at = next;
  }
  const rest = words.slice(Math.min(at, closingName(words, from + 1, end)), end);
  if (!rest.some((word) => isCapitalised(word) || word.kind === 'number')) return undefined;
  return rest.map((word) => word.text).join(' ');
}

/**
 * Where the capitalised words that close a name begin: "Hoa Ban" of "HTX Hoa Ban", although "hoa"
 * says elsewhere what a unit grows. `to` when there are fewer than two or they are one such phrase.
 */
function closingName(words: readonly Word[], from: number, to: number): number {
  let at = to;
  while (at > from && isTitleCase(words[at - 1])) at -= 1;
  return to - at >= 2 && INSIDE.match(words, at) < to ? at : to;
}

interface Reading {
  to: number;
  isNamed: boolean;
  place: PlaceMention | undefined;
}

function readName(
  words: readonly Word[],
  from: number,
  afterHead: number,
  sort: OrganisationSort,
): Reading {
  // A head that is itself a place ("huyện An Dương") is read as a place; "Tỉnh ủy" is none.
  const whole = matchPlace(words, from);
  const start = Math.max(afterHead, INSIDE.match(words, from));
  const reading: Reading =
    whole && whole.to >= start
      ? { to: whole.to, isNamed: whole.name !== undefined, place: whole }
      : { to: start, isNamed: false, place: undefined };
  while (reading.to - from < WORDS_MAX) {
    const step = nextStep(words, from, reading, sort);
    if (!step) break;
    Object.assign(reading, step);
  }
  return reading;
}

function nextStep(
  words: readonly Word[],
  from: number,
  reading: Reading,
  sort: OrganisationSort,
): Partial<Reading> | undefined {
  const { to, isNamed, place } = reading;
  const word = words[to];
  if (!word) return undefined;
  const placed = matchPlace(words, to);
  const phrase = INSIDE.match(words, to);
  if (placed && !place?.name && placed.to >= phrase) {
    return { to: placed.to, place: placed, isNamed: isNamed || placed.name !== undefined };
  }
  if (place) return undefined;
  const proper = properRun(words, to, sort, isNamed);
  if (phrase > to && (!isNamed || isCapitalised(word))) {
    // "Việt Nam" and "TW" name one organisation; the other phrases only narrow the kind.
    const names = /^(?:việt nam|vn|trung ương|tw)$/.test(keyOf(words, to, phrase));
    return { to: phrase, isNamed: isNamed || names };
  }
  if (proper === to + 1 && sort === 'unit' && !isNamed && isActivity(words, to))
    return { to: proper };
  if (proper > to) {
    const pair = sort === 'body' && proper === to + 1 ? commonPair(words, from, to) : proper;
    return { to: pair, isNamed: true };
  }
  const unknown = sort === 'unit' && !isNamed && to > from + 1 ? overUnknown(words, to) : to;
  if (unknown > to) return { to: unknown };
  if (OPENING.test(word.text) && word.text !== '(') return quotedName(words, to);
  if (JOINERS.has(word.text) || word.key === 'và') return joined(words, from, reading, sort);
  return undefined;
}

function joined(
  words: readonly Word[],
  from: number,
  { to, isNamed }: Reading,
  sort: OrganisationSort,
): Partial<Reading> | undefined {
  const joiner = words[to]!;
  const next = words[to + 1];
  if (!next || to === from) return undefined;
  if (joiner.text === ',' && !COMMA_NAMES.test(keyOf(words, to - 2, to))) return undefined;
  const phrase = INSIDE.match(words, to + 1);
  const isTight = joiner.kind === 'mark' && next.start === joiner.end;
  const continues =
    phrase > to + 1
      ? isCapitalised(next) || ((isTight || sort === 'unit') && !isNamed)
      : isTight && isCapitalised(next);
  if (!continues || matchHead(words, to + 1)?.sort === 'alliance') return undefined;
  // "Liên minh HTX và UBND tỉnh" are two; "Nông nghiệp và Phát triển nông thôn" is one.
  const head = matchHead(words, to + 1);
  if (
    head &&
    phrase <= head.to &&
    head.to - to > 1 &&
    /^(?:ubnd|hđnd|sở|hội|htx|công|đảng|tỉnh|ban)$/.test(next.key)
  ) {
    return undefined;
  }
  return { to: phrase > to + 1 ? phrase : to + 2 };
}

function keyOf(words: readonly Word[], from: number, to: number): string {
  return words
    .slice(Math.max(0, from), to)
    .map((word) => word.key)
    .join(' ');
}
