/**
 * In how many passages a syllable stands, in any spelling: of all passages, or of those of one kind of
 * document, since a word that is common in laws may be rare in the news. Estimated for frequent
 * syllables, counted for rare ones, remembered until the corpus changes.
 */
import type { Corpus } from '../corpus/corpus.ts';
import type { DocumentKind } from '../corpus/document.ts';
import { createStatistics, foldedKey } from './corpus-statistics.ts';
import { countWith, passagesWith } from './lexical-index.ts';
import { hashOf } from './passage-terms.ts';

/** Counts remembered; a question asks for a few dozen. */
const REMEMBERED_MAX = 20_000;

/** `frequency(folded syllable, or two joined by "_")`, following the corpus. */
export function createTermFrequency(corpus: Corpus): (folded: string) => number {
  const statistics = createStatistics(corpus);
  return remembering(
    corpus,
    (folded) =>
      statistics().commonFrequency(foldedKey(hashOf(folded))) ?? countWith(corpus.database, folded),
  );
}

export interface KindFrequency {
  documentFrequency(folded: string): number;
  passageCount(): number;
}

/** Frequencies in the passages of one kind of document, following the corpus. */
export function createKindFrequency(corpus: Corpus, kind: DocumentKind): KindFrequency {
  const passages = corpus.database
    .prepare<[DocumentKind], number>(
      'SELECT p.id FROM passages p JOIN documents d ON d.id = p.document_id WHERE d.kind = ?',
    )
    .pluck();
  let generation = -1;
  let ofKind: ReadonlySet<number> = new Set();
  const ids = () => {
    const current = corpus.generation();
    if (current !== generation) ofKind = new Set(passages.all(kind));
    generation = current;
    return ofKind;
  };
  const count = (folded: string) => {
    const own = ids();
    return passagesWith(corpus.database, folded).filter((id) => own.has(id)).length;
  };
  return { documentFrequency: remembering(corpus, count), passageCount: () => ids().size };
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
