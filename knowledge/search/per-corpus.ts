/** What is made of a corpus once and shared by all who ask for it. */
import type { Corpus } from '../corpus/corpus.ts';

/** The same function, which makes its result once for each open corpus and drops it with the corpus. */
export function perCorpus<T>(make: (corpus: Corpus) => T): (corpus: Corpus) => T {
  const made = new WeakMap<Corpus, { value: T }>();
  return (corpus) => {
    const known = made.get(corpus) ?? { value: make(corpus) };
    made.set(corpus, known);
    return known.value;
  };
}
