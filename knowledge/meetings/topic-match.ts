/**
 * How well an item of a meeting speaks of a topic: each named topic counts one, all further words
 * together one; a word counts more the rarer it is, and most beside its neighbour of the question.
 */
import { fold } from '../text/normalise.ts';
import { syllableRarity } from '../text/syllable-rarity.ts';
import { syllables, tokenize } from '../text/tokens.ts';
import type { MeetingFilter } from './question.ts';
import { phraseIn, speaksOf } from './topics.ts';

/** A single syllable without its neighbour may be another word ("đai" of "đai an toàn"). */
const ALONE = 0.5;
/** From here on a text speaks of what was asked. */
const SPEAKS = 0.6;

export interface TopicMatcher {
  /** False for a question without a topic. */
  isAsked: boolean;
  speaks(text: string): boolean;
  /** Where the text first speaks of it, a UTF-16 offset; undefined when it does not. */
  place(text: string): number | undefined;
}

export function topicMatcher({
  topics,
  words,
}: Pick<MeetingFilter, 'topics' | 'words'>): TopicMatcher {
  const parts = topics.length + (words.length > 0 ? 1 : 0);
  return {
    isAsked: parts > 0,
    speaks(text) {
      const own = syllables(text);
      const edged = ` ${own.join(' ')} `;
      const named = topics.filter((topic) => speaksOf(edged, topic)).length;
      const further = words.length > 0 ? coverage(words, own) : 0;
      return parts > 0 && (named + further) / parts >= SPEAKS;
    },
    place(text) {
      if (parts === 0) return undefined;
      const tokens = tokenize(text);
      const edged = ` ${tokens.map((token) => token.text).join(' ')} `;
      const named = topics.flatMap((topic) => phraseIn(edged, topic) ?? []);
      const folded = new Set(words.map(fold));
      const index = Math.min(
        ...named.map((at) => edged.slice(0, at + 1).split(' ').length - 2),
        tokens.findIndex((token) => folded.has(fold(token.text))) >>> 0,
      );
      return tokens[index]?.start;
    },
  };
}

/** Share of the words' weight that the text holds. A word typed with diacritics is met only by itself. */
function coverage(words: readonly string[], own: readonly string[]): number {
  const exact = new Set(own);
  const foldedOwn = own.map(fold);
  const folded = new Set(foldedOwn);
  const pairs = new Set(foldedOwn.slice(1).map((syllable, i) => `${foldedOwn[i]} ${syllable}`));
  const isAccented = words.some((word) => fold(word) !== word);
  let total = 0;
  let met = 0;
  for (const [i, word] of words.entries()) {
    const weight = syllableRarity(fold(word));
    total += weight;
    const stands = isAccented ? exact.has(word) : folded.has(fold(word));
    if (!stands) continue;
    const beside = [
      words[i - 1] && `${fold(words[i - 1]!)} ${fold(word)}`,
      words[i + 1] && `${fold(word)} ${fold(words[i + 1]!)}`,
    ];
    const isPaired =
      words.length === 1 || beside.some((pair) => pair !== undefined && pairs.has(pair));
    met += weight * (isPaired ? 1 : ALONE);
  }
  return total === 0 ? 0 : met / total;
}
