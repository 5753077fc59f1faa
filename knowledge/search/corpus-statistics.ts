/**
 * What scoring must know of the corpus as a whole: how many passages, how long they are, and in how
 * many of them a term stands. Frequent terms are counted in a sample, since counting them exactly
 * would cost more than the search; rare ones are counted when they are looked up.
 */
import type { Corpus } from '../corpus/corpus.ts';
import type { Database } from '../corpus/database.ts';
import { streamOf } from './lexical-index.ts';
import { FIELD_END, SENTENCE_END, spelling } from './passage-terms.ts';
import { perCorpus } from './per-corpus.ts';
import { createTermCounter } from './term-counter.ts';

export interface CorpusStatistics {
  /** The corpus's generation that these are of. */
  generation: number;
  passageCount: number;
  /** Tokens of an average passage, title and heading included. */
  averageLength: number;
  /** In how many passages a frequent term stands, by the sample; undefined for a rare term. */
  commonFrequency(term: TermKey): number | undefined;
}

/** A term as it stands in token streams. */
export type TermKey = number;

/** A syllable in any spelling that folds alike. */
export function foldedKey(code: number): TermKey {
  return code;
}

const SPELLING_BASE = 2 ** 33;
const PAIR_BASE = 2 ** 42;

/** A syllable in one spelling. */
export function exactKey(code: number, spellingCode: number): TermKey {
  return SPELLING_BASE + code * 128 + spellingCode;
}

/** Two neighbouring syllables in any spelling. */
export function pairKey(left: number, right: number): TermKey {
  return PAIR_BASE + ((Math.imul(left, 0x9e3779b1) ^ ((right << 13) | (right >>> 19))) >>> 0);
}

const SAMPLE_PASSAGES = 1_000;
/** Terms in a larger share of the sample are common. */
const COMMON_SHARE = 0.02;
/** Counted again when the corpus has grown or shrunk by more than this share. */
const DRIFT = 0.1;

/** Statistics that follow the corpus, counted once for all who ask: call the result before each search. */
export const statisticsOf = perCorpus(createStatistics);

function createStatistics(corpus: Corpus): () => CorpusStatistics {
  let generation = -1;
  let held: CorpusStatistics | undefined;
  return () => {
    const current = corpus.generation();
    if (held && current === generation) return held;
    generation = current;
    const passageCount = corpus.passageCount();
    const drifted =
      !held ||
      Math.abs(passageCount - held.passageCount) > DRIFT * held.passageCount ||
      passageCount < SAMPLE_PASSAGES;
    const taken = drifted || !held ? sample(corpus.database, passageCount) : held;
    held = { ...taken, passageCount, generation };
    return held;
  };
}

function sample(database: Database, passageCount: number): Omit<CorpusStatistics, 'generation'> {
  const ids = sampleIds(database, passageCount);
  const counter = createTermCounter();
  let tokens = 0;
  for (const id of ids) {
    counter.nextPassage();
    tokens += countStream(database, id, counter.count);
  }
  const common = counter.atLeast(Math.max(2, COMMON_SHARE * ids.length));
  const scale = passageCount / Math.max(1, ids.length);
  return {
    passageCount,
    averageLength: Math.max(1, tokens / Math.max(1, ids.length)),
    commonFrequency: (key) => {
      const count = common.get(key);
      return count === undefined ? undefined : count * scale;
    },
  };
}

function countStream(database: Database, id: number, count: (key: TermKey) => void): number {
  const stream = streamOf(database, id);
  if (!stream) return 0;
  let previous = SENTENCE_END;
  let tokens = 0;
  for (let at = 0; at < stream.codes.length; at++) {
    const code = stream.codes[at]!;
    if (code !== SENTENCE_END && code !== FIELD_END) {
      tokens++;
      count(foldedKey(code));
      count(exactKey(code, spelling(stream.marks[at]!)));
      if (previous !== SENTENCE_END && previous !== FIELD_END) count(pairKey(previous, code));
    }
    previous = code;
  }
  return tokens;
}

/** Passages spread evenly over the corpus. */
function sampleIds(database: Database, passageCount: number): Float64Array {
  const step = Math.max(1, Math.floor(passageCount / SAMPLE_PASSAGES));
  // Unsorted, so that SQLite reads an index and not all rows: a second at 64,000 passages.
  const ids = database.prepare<[], number>('SELECT id FROM passages').pluck().all();
  return Float64Array.from(ids)
    .sort()
    .filter((_, index) => index % step === 0);
}
