/**
 * How far a denial reaches in a text: which words stand under "không", and which under a word that
 * denies by itself ("cấm", "miễn", "ngừng"). A guess by clause borders, on which comparing relies.
 */
import type { Token } from './support-reading.ts';
import { isContentWord as isContent } from './support-words.ts';

export const NEGATORS = new Set(['không', 'chưa', 'chẳng', 'chả']);
/** Words that deny or forbid without a negator; two syllables are joined by the rewrites. */
export const DENIALS = new Set(
  'cấm miễn trừ thiếu chỉ ngừng từ_chối chấm_dứt bãi_bỏ hạn_chế hết_hiệu_lực'.split(' '),
);
/** Between a negator and what it denies. */
export const CARRIERS = new Set(
  'được phải có bị là thể còn cần phép thuộc hề đồng thời hẳn nhất thiết'.split(' '),
);
/** Words that begin a clause of its own, to which an earlier negator does not reach. */
const CLAUSE_WORDS = new Set('thì nhưng mà song tuy nếu khi để kể nên vì do'.split(' '));
/** A denying word governs its own object only. */
const OBJECT_END_WORDS = new Set('và đã rồi'.split(' '));
/** What follows a comma is a clause, not a further list item, when one of these stands in it. */
const PREDICATE_WORDS = new Set('phải được thì sẽ đã cần là có đang bị'.split(' '));
export const UPPER = 'tối_đa';
export const LOWER = 'tối_thiểu';
const joined = (phrase: string) => [phrase, phrase.replaceAll(' ', '_')] as const;
/** Rewritten before anything is compared, the longer first; an empty result carries no denial. */
const REWRITES: readonly (readonly [string, string])[] = [
  ['không được vượt quá', UPPER],
  ['không vượt quá', UPPER],
  ['không được quá', UPPER],
  ['không quá', UPPER],
  ['không hơn', UPPER],
  ['nhiều nhất', UPPER],
  ['tối đa', UPPER],
  ['không ít hơn', LOWER],
  ['không thấp hơn', LOWER],
  ['không dưới', LOWER],
  ['ít nhất', LOWER],
  ['tối thiểu', LOWER],
  ['không chỉ', ''],
  ['không những', ''],
  ['không ngừng', ''],
  ['không nhỏ', ''],
  ...['từ chối', 'chấm dứt', 'bãi bỏ', 'hạn chế', 'hết hiệu lực'].map(joined),
  ...['địa chỉ', 'chỉ đạo', 'chỉ thị', 'chỉ số', 'chỉ tiêu', 'chỉ định', 'chỉ dẫn', 'chỉ huy'].map(
    joined,
  ),
];
/** No denial reaches over more content words than this. */
const SCOPE_WORDS_MAX = 14;
export const COMMA = ',';
export const STOP = '|';

/** A word that says something, neither a mark nor a number. */
export const isContentWord = (word: string): boolean => /^\p{L}/u.test(word) && isContent(word);

/** A text with its denials resolved. */
export interface DenialReading {
  /** Words in order, numbers as "#3", commas and clause ends between, phrases rewritten. */
  words: string[];
  /** For each word: whether a negator reaches it. */
  isDenied: boolean[];
  /** For each word: whether a denying word reaches it. */
  isForbidden: boolean[];
  /** Where the negators stand. */
  negators: number[];
}

/** Reads the denials of a text. */
export function readDenials(tokens: readonly Token[]): DenialReading {
  const plain: string[] = [];
  for (const token of tokens) {
    if (plain.length > 0 && /[.;:!?()\n]/.test(token.gap)) plain.push(STOP);
    else if (plain.length > 0 && token.gap.includes(',')) plain.push(COMMA);
    if (token.kind === 'word') plain.push(token.text);
    else plain.push(token.kind === 'number' ? `#${token.values[0]}` : token.raw);
  }
  const words = rewrite(plain);
  const isDenied = words.map(() => false);
  const isForbidden = words.map(() => false);
  const negators: number[] = [];
  for (const [at, word] of words.entries()) {
    if (NEGATORS.has(word)) {
      negators.push(at);
      isDenied.fill(true, at + 1, scopeEnd(words, at));
    } else if (DENIALS.has(word)) {
      const object = words.findIndex((other, i) => i > at && OBJECT_END_WORDS.has(other));
      const end = Math.min(scopeEnd(words, at), object < 0 ? words.length : object);
      isForbidden.fill(true, at + 1, end);
    }
  }
  return { words, isDenied, isForbidden, negators };
}

/** Where the reach of the denial at an index ends. */
export function scopeEnd(words: readonly string[], at: number): number {
  let counted = 0;
  for (let i = at + 1; i < words.length; i += 1) {
    const word = words[i]!;
    if (word === STOP || CLAUSE_WORDS.has(word) || counted >= SCOPE_WORDS_MAX) return i;
    if (word === COMMA && (i === at + 1 || isClause(words, i + 1))) return i;
    if (isContentWord(word)) counted += 1;
  }
  return words.length;
}

function isClause(words: readonly string[], from: number): boolean {
  for (let i = from; i < words.length && words[i] !== COMMA && words[i] !== STOP; i += 1) {
    if (PREDICATE_WORDS.has(words[i]!)) return true;
  }
  return false;
}

const rewrites = REWRITES.map(([from, to]) => ({ from: from.split(' '), to }));
const rewritten = new Set(rewrites.map(({ from }) => from[0]!));

function rewrite(words: readonly string[]): string[] {
  const out: string[] = [];
  for (let i = 0; i < words.length; ) {
    const word = words[i]!;
    const hit =
      rewritten.has(word) &&
      rewrites.find(({ from }) => from.every((part, k) => words[i + k] === part));
    if (!hit) out.push(word);
    else if (hit.to !== '') out.push(hit.to);
    i += hit ? hit.from.length : 1;
  }
  return out;
}

/** True when a text cut off right behind these words would lose a denial that governs it. */
export function endsInDenial(before: readonly string[]): boolean {
  const governing = before.findLast((word) => !CARRIERS.has(word));
  return governing !== undefined && (NEGATORS.has(governing) || governing === 'cấm');
}
