/**
 * In how many passages a syllable stands, in any spelling: estimated for frequent syllables, counted
 * for rare ones, remembered until the corpus changes.
 */
import type { Corpus } from '../corpus/corpus.ts';
import { createStatistics, foldedKey } from './corpus-statistics.ts';
import { countWith } from './lexical-index.ts';
import { hashOf } from './passage-terms.ts';

/** Counts remembered; a question asks for a few dozen. */
const REMEMBERED_MAX = 20_000;

/** `frequency(folded syllable)`, following the corpus. */
export function createTermFrequency(corpus: Corpus): (folded: string) => number {
  const statistics = createStatistics(corpus);
  let generation = -1;
  let remembered = new Map<string, number>();
  return (folded) => {
    const current = corpus.generation();
    if (current !== generation || remembered.size > REMEMBERED_MAX) remembered = new Map();
    generation = current;
    const known = remembered.get(folded);
    if (known !== undefined) return known;
    const common = statistics().commonFrequency(foldedKey(hashOf(folded)));
    const frequency = common ?? countWith(corpus.database, folded);
    remembered.set(folded, frequency);
    return frequency;
  };
}
