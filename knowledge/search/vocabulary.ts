/**
 * The words that a corpus holds. The sample of the statistics knows the frequent ones without a
 * look-up, the others are remembered until the corpus changes. What a mistyping may have been meant
 * to be takes some hundred look-ups, and search and answering both ask for it: found once.
 */
import type { Corpus } from '../corpus/corpus.ts';
import { oneEditAway } from '../text/typos.ts';
import { type CorpusStatistics, exactKey, foldedKey, statisticsOf } from './corpus-statistics.ts';
import { hasTerm } from './lexical-index.ts';
import { codeOf } from './passage-terms.ts';
import { perCorpus } from './per-corpus.ts';
import type { Vocabulary } from './query-analysis.ts';

/** Words remembered, most of them strings one edit away from a mistyping, which no passage holds. */
const WORDS_REMEMBERED_MAX = 20_000;
/** Mistypings remembered, each with the few words it may stand for. */
const MISTYPINGS_REMEMBERED_MAX = 2_000;

/** The words of a corpus, following it, looked up once for all who ask: call the result before each question. */
export const vocabularyOf = perCorpus(createVocabulary);

function createVocabulary(corpus: Corpus): () => Vocabulary {
  const { database } = corpus;
  const statisticsNow = statisticsOf(corpus);
  let statistics: CorpusStatistics | undefined;
  const remembered = new Map<string, boolean>();
  const meant = new Map<string, readonly string[]>();

  function isFrequent(term: string): boolean {
    const { folded, code, spelling } = codeOf(term);
    const key = folded === term ? foldedKey(code) : exactKey(code, spelling);
    return statistics?.commonFrequency(key) !== undefined;
  }

  function has(term: string): boolean {
    const known = remembered.get(term);
    if (known !== undefined) return known;
    if (isFrequent(term)) return true;
    if (remembered.size >= WORDS_REMEMBERED_MAX) remembered.clear();
    const isHeld = hasTerm(database, term);
    remembered.set(term, isHeld);
    return isHeld;
  }

  function near(folded: string): readonly string[] {
    const known = meant.get(folded);
    if (known) return known;
    if (meant.size >= MISTYPINGS_REMEMBERED_MAX) meant.clear();
    const held = oneEditAway(folded).filter(has);
    meant.set(folded, held);
    return held;
  }

  const vocabulary = { has, near };
  return () => {
    const current = statisticsNow();
    if (current !== statistics) {
      remembered.clear();
      meant.clear();
    }
    statistics = current;
    return vocabulary;
  };
}
