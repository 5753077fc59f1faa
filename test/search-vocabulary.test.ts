import { describe, expect, test } from 'vitest';
import { type Corpus, openCorpus } from '../knowledge/corpus/corpus.ts';
import { createKindFrequency } from '../knowledge/search/term-frequency.ts';
import { vocabularyOf } from '../knowledge/search/vocabulary.ts';

function publish(corpus: Corpus, kind: 'article' | 'legal', text: string): void {
  const passages = [{ kind: 'text', heading: '', text, start: 0, end: text.length }] as const;
  corpus.publish(
    { key: text, name: text, collection: 'test', contentHash: text },
    { kind, title: 'Tin', text, metadata: {}, visibility: 'public', passages: [...passages] },
    { fingerprint: 'silent', vectors: [new Float32Array(4)] },
  );
}

describe('the words of a corpus', () => {
  test('name what a mistyping may have been meant to be, and follow the corpus', () => {
    const corpus = openCorpus(':memory:');
    publish(corpus, 'article', 'Phường Hoàng Mai');
    const vocabularyNow = vocabularyOf(corpus);
    expect(vocabularyNow().near('hoag')).toEqual(['hoang']);
    expect(vocabularyNow().has('hoa')).toBe(false);
    publish(corpus, 'legal', 'Trồng hoa');
    expect(vocabularyNow().near('hoag')).toEqual(['hoang', 'hoa']);
    expect(vocabularyNow().has('hoa')).toBe(true);
  });

  test('are told apart by the kind of document', () => {
    const corpus = openCorpus(':memory:');
    publish(corpus, 'article', 'Phường Hoàng Mai');
    publish(corpus, 'legal', 'Trồng hoa');
    expect(createKindFrequency(corpus, 'legal').near('hoag')).toEqual(['hoa']);
    expect(createKindFrequency(corpus, 'article').near('hoag')).toEqual(['hoang']);
  });
});
