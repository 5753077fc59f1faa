/**
 * In how many passages a syllable stands, in any spelling: of all passages, or of those of one kind of
 * document, since a word that is common in laws may be rare in the news. Estimated for frequent
 * syllables, counted for rare ones, remembered until the corpus changes.
 */
import type { Corpus } from '../corpus/corpus.ts';
import type { DocumentKind } from '../corpus/document.ts';
import { foldedKey, statisticsOf } from './corpus-statistics.ts';
import { countWith, passagesBetween } from './lexical-index.ts';
import { hashOf } from './passage-terms.ts';
import { vocabularyOf } from './vocabulary.ts';

/** Counts remembered; a question asks for a few dozen. */
const REMEMBERED_MAX = 20_000;

/** `frequency(folded syllable, or two joined by "_")`, following the corpus. */
export function createTermFrequency(corpus: Corpus): (folded: string) => number {
  const statistics = statisticsOf(corpus);
  return remembering(
    corpus,
    (folded) =>
      statistics().commonFrequency(foldedKey(hashOf(folded))) ?? countWith(corpus.database, folded),
  );
}

export interface KindFrequency {
  documentFrequency(folded: string): number;
  passageCount(): number;
  /** The syllables of these passages that are one edit away from a folded one. */
  near(folded: string): readonly string[];
}

/** Frequencies in the passages of one kind of document, following the corpus. */
export function createKindFrequency(corpus: Corpus, kind: DocumentKind): KindFrequency {
  const { database } = corpus;
  const passages = (comparison: string) =>
    database
      .prepare<[DocumentKind], number>(
        `SELECT p.id FROM passages p JOIN documents d ON d.id = p.document_id WHERE d.kind ${comparison} ?`,
      )
      .pluck();
  const ofKind = passages('=');
  const ofOthers = passages('<>');
  let generation = -1;
  let split = splitOf([], []);
  const current = () => {
    const now = corpus.generation();
    if (now !== generation) split = splitOf(ofKind.all(kind), ofOthers.all(kind));
    generation = now;
    return split;
  };
  const count = (folded: string) => {
    const { fewer, isOwn, from, to } = current();
    const ofFewer = passagesBetween(database, folded, from, to).filter((id) =>
      fewer.has(id),
    ).length;
    return isOwn ? ofFewer : countWith(database, folded) - ofFewer;
  };
  const documentFrequency = remembering(corpus, count);
  const vocabularyNow = vocabularyOf(corpus);
  return {
    documentFrequency,
    passageCount: () => current().count,
    near: (folded) =>
      vocabularyNow()
        .near(folded)
        .filter((other) => documentFrequency(other) > 0),
  };
}

/**
 * The passages of a kind or the others, whichever are fewer, and between which ids they lie: naming
 * the passages of a term takes four times as long as counting them.
 */
interface Split {
  fewer: ReadonlySet<number>;
  isOwn: boolean;
  from: number;
  to: number;
  /** Passages of the kind. */
  count: number;
}

function splitOf(own: readonly number[], others: readonly number[]): Split {
  const isOwn = own.length <= others.length;
  const fewer = new Set(isOwn ? own : others);
  let from = Number.MAX_SAFE_INTEGER;
  let to = 0;
  for (const id of fewer) {
    from = Math.min(from, id);
    to = Math.max(to, id);
  }
  return { fewer, isOwn, from, to, count: own.length };
}

function remembering(
  corpus: Corpus,
  count: (folded: string) => number,
): (folded: string) => number {
  let generation = -1;
  let remembered = new Map<string, number>();
  return (folded) => {
    const current = corpus.generation();
    if (current !== generation || remembered.size > REMEMBERED_MAX) remembered = new Map();
    generation = current;
    const known = remembered.get(folded);
    if (known !== undefined) return known;
    const frequency = count(folded);
    remembered.set(folded, frequency);
    return frequency;
  };
}
