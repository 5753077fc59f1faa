/**
 * The persons a question names, found among those the corpus knows: by the full name in any
 * spelling, by its last two syllables, or as people say it, "ông Khánh". A name with a form of
 * address that the corpus does not know is kept as typed, so that it finds nothing instead of all.
 */
import { fold } from '../text/normalise.ts';
import type { Span } from './mask.ts';

export interface PersonsAsked {
  /** Names as stored, or as typed when unknown; a meeting fits when one of them took part. */
  names: string[];
  spans: Span[];
}

const ADDRESS = '(?:ong|ba|anh|chi|co|chu|bac|dong chi|d/c|dc)\\.? ';
const UNKNOWN_NAME =
  /(?<!\p{L})(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Bb]ác|[Đđ]ồng chí|đ\/c)\s+((?:\p{Lu}[\p{L}’']*)(?:\s+\p{Lu}[\p{L}’']*){0,4})/gu;

/** `known` are the names of people who took part in events, as stored. */
export function personsAsked(text: string, known: readonly string[]): PersonsAsked {
  const folded = fold(text);
  const asked: PersonsAsked = { names: [], spans: [] };
  for (const name of known) {
    const span = standing(text, folded, name);
    if (!span) continue;
    asked.names.push(name);
    asked.spans.push(span);
  }
  if (asked.names.length > 0) return onlyLongest(asked);
  for (const match of text.matchAll(UNKNOWN_NAME)) {
    const name = match[1]!;
    asked.names.push(name);
    asked.spans.push({ start: match.index, end: match.index + match[0].length });
  }
  return asked;
}

function standing(text: string, folded: string, name: string): Span | undefined {
  const syllables = name.split(/\s+/);
  if (!folded.includes(fold(syllables.at(-1)!))) return undefined; // most names, at little cost
  const full = find(folded, fold(name));
  if (full && (syllables.length > 2 || isTyped(text, full, name))) return full;
  const tail = syllables.slice(-2).join(' ');
  const byTail = syllables.length > 2 ? find(folded, fold(tail)) : undefined;
  const addressed = findAddressed(folded, fold(tail));
  if (byTail && (addressed || isTyped(text, byTail, tail))) return addressed ?? byTail;
  return findAddressed(folded, fold(syllables.at(-1)!));
}

/** The question has the very letters, so "Minh Hoàng" is no "minh hoang" of another word. */
function isTyped(text: string, { start, end }: Span, name: string): boolean {
  const typed = text.slice(start, end);
  return typed.toLowerCase() === name.toLowerCase() && /^\p{Lu}/u.test(typed);
}

function find(folded: string, key: string): Span | undefined {
  const match = new RegExp(`(?<![a-z0-9])${escaped(key)}(?![a-z0-9])`).exec(folded);
  return match ? { start: match.index, end: match.index + match[0].length } : undefined;
}

function findAddressed(folded: string, key: string): Span | undefined {
  const match = new RegExp(
    `(?<![a-z0-9])${ADDRESS}${escaped(key)}(?![a-z0-9]| [a-z]+ (?:htx|chu tich))`,
  ).exec(folded);
  return match ? { start: match.index, end: match.index + match[0].length } : undefined;
}

function escaped(key: string): string {
  return key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s+');
}

/** "Ngô Ngọc Khánh" in full is not also every other Khánh. */
function onlyLongest({ names, spans }: PersonsAsked): PersonsAsked {
  const length = ({ start, end }: Span) => end - start;
  const kept = names
    .map((name, index) => ({ name, span: spans[index]! }))
    .filter(
      ({ span }) =>
        !spans.some(
          (other) =>
            other.start <= span.start && other.end >= span.end && length(other) > length(span),
        ),
    );
  return { names: kept.map(({ name }) => name), spans: kept.map(({ span }) => span) };
}
