/**
 * The proper part of an organisation's name ("Tân Thành", "Lê Hồng Phong"), and where it ends and a
 * person's name or the rest of the sentence begins.
 */
import {
  INSIDE,
  matchHead,
  NAMESAKES,
  NOT_IN_NAMES,
  type OrganisationSort,
  UNIT_HEADS,
} from './organisation-words.ts';
import { isFamilyName, personWithin } from './person-names.ts';
import { matchBareName, matchPlace } from './place-names.ts';
import { matchTitle } from './titles.ts';
import { isCapitalised, type Word } from './words.ts';

/** Longer than any name with a person's after it. */
const RUN_MAX = 12;

/** Capitalised words and numbers, up to a person's name that follows without a comma. */
export function properRun(
  words: readonly Word[],
  from: number,
  sort: OrganisationSort,
  isNamed: boolean,
): number {
  let to = from;
  while (
    to - from < RUN_MAX &&
    (isCapitalised(words[to]) || (words[to]?.kind === 'number' && !isNamed))
  ) {
    if (to > from && INSIDE.match(words, to) > to + 1) break;
    to += 1;
  }
  if (to === from) return from;
  const place = sort === 'body' && isNamed === false ? matchBareName(words, from) : undefined;
  if (place) return place.to;
  const person = personWithin(words, from, to);
  if (person === to) return to;
  // A cooperative may bear a person's name; a committee or a department does not.
  const isWhole = person === from;
  if (!isWhole || isNamed || sort !== 'unit') return person;
  return isPersonal(words, person, to, isAfterTitle(words, from)) ? person : to;
}

/** A title stands right before the head: "Giám đốc HTX | Cao Đăng Duy". */
function isAfterTitle(words: readonly Word[], from: number): boolean {
  for (let at = Math.max(0, from - TITLE_WORDS_MAX); at < from; at += 1) {
    const title = matchTitle(words, at);
    if (title && UNIT_HEADS.match(words, title.to) === from) return true;
  }
  return false;
}

const TITLE_WORDS_MAX = 8;
/** Is the name after "HTX" a person's, although cooperatives too are named after people? */
function isPersonal(words: readonly Word[], from: number, to: number, isLed: boolean): boolean {
  if (NAMESAKES.match(words, from) === to) return false;
  if (/^(?:văn|thị)$/.test(words[from + 1]?.key ?? '')) return true;
  return isLed && to - from >= 3 && isFamilyName(words[from], true);
}

/** "Trưởng phòng | Phong trào": a capital and a small syllable right after the department are its name. */
export function commonPair(words: readonly Word[], from: number, at: number): number {
  const next = words[at + 1];
  const isFirst = at <= from + 1;
  return isFirst && next?.kind === 'word' && !isCapitalised(next) && !NOT_IN_NAMES.has(next.key)
    ? at + 2
    : at + 1;
}

const UNKNOWN_MAX = 2;

/** "HTX Nuôi | tôm Tân Hưng": one capital before a small word begins what the unit does. */
export function isActivity(words: readonly Word[], at: number): boolean {
  const next = words[at + 1];
  const goesOn = next?.kind === 'word' && !isCapitalised(next) && !NOT_IN_NAMES.has(next.key);
  return goesOn && matchPlace(words, at + 1) === undefined && overActivity(words, at + 1);
}

/** A proper name follows within a few small words. */
function overActivity(words: readonly Word[], at: number): boolean {
  for (let to = at; to - at < ACTIVITY_MAX; to += 1) {
    const word = words[to];
    if (word?.kind !== 'word' || (!isCapitalised(word) && NOT_IN_NAMES.has(word.key))) return false;
    if (isCapitalised(word)) return matchHead(words, to) === undefined;
  }
  return false;
}

const ACTIVITY_MAX = 6;

/** "HTX Cá | nước lạnh Thanh Kim": one or two words no list knows, if a proper name follows them. */
export function overUnknown(words: readonly Word[], at: number): number {
  for (let to = at; to - at < UNKNOWN_MAX; to += 1) {
    const word = words[to];
    if (word?.kind !== 'word' || isCapitalised(word) || NOT_IN_NAMES.has(word.key)) return at;
    if (isCapitalised(words[to + 1]) && !matchHead(words, to + 1)) return to + 1;
  }
  return at;
}

const CLOSING = /^["”“'’)]$/;

export function quotedName(
  words: readonly Word[],
  at: number,
): { to: number; isNamed: boolean } | undefined {
  const close = words.findIndex((word, index) => index > at && CLOSING.test(word.text));
  if (close === -1 || close - at > 8 || !isCapitalised(words[at + 1])) return undefined;
  return { to: close + 1, isNamed: true };
}
