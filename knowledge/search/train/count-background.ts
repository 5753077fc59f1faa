/**
 * Counts syllables and pairs over a sample of training text, for weights/background.bin.
 * `npm run count-background -- FILE…`
 */
import { tokenize } from '../../text/tokens.ts';
import type { BackgroundCounts } from '../background.ts';

/** Passages as long as those of a corpus: longer stretches would make every word look common. */
const PASSAGE_CHARACTERS = 700;
/** Rarer ones are as good as unseen, and would make the file several times larger. */
const SYLLABLE_PASSAGES_MIN = 15;
const PAIR_PASSAGES_MIN = 20;

/** Counts in how many passages of the texts each syllable and pair stands. */
export function countBackground(texts: Iterable<string>): BackgroundCounts {
  const syllables = new Map<string, number>();
  const pairs = new Map<string, number>();
  let passages = 0;
  for (const text of texts) {
    for (const passage of passagesOf(text)) {
      passages++;
      const seen = termsOf(passage);
      for (const syllable of seen.syllables) count(syllables, syllable);
      for (const pair of seen.pairs) count(pairs, pair);
    }
  }
  return {
    passages,
    syllables: atLeast(syllables, SYLLABLE_PASSAGES_MIN),
    pairs: atLeast(pairs, PAIR_PASSAGES_MIN),
  };
}

function* passagesOf(text: string): Generator<string> {
  let passage = '';
  for (const line of text.split('\n')) {
    passage += `${line}\n`;
    if (passage.length < PASSAGE_CHARACTERS) continue;
    yield passage.slice(0, 3 * PASSAGE_CHARACTERS);
    passage = '';
  }
  if (passage.length > PASSAGE_CHARACTERS / 4) yield passage;
}

function termsOf(passage: string): { syllables: Set<string>; pairs: Set<string> } {
  const syllables = new Set<string>();
  const pairs = new Set<string>();
  for (const stretch of passage.split(/[.;:!?()\n]/)) {
    let previous = '';
    for (const { text } of tokenize(stretch)) {
      syllables.add(text);
      if (previous !== '') pairs.add(`${previous}_${text}`);
      previous = text;
    }
  }
  return { syllables, pairs };
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function atLeast(counts: Map<string, number>, least: number): Map<string, number> {
  return new Map([...counts].filter(([, number]) => number >= least));
}
