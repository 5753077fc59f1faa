import { expect, test } from 'vitest';
import { type Corpus, openCorpus } from '../knowledge/corpus/corpus.ts';
import type { Embedder } from '../knowledge/embedder/embedder.ts';
import { EmbedderUnavailableError } from '../knowledge/embedder/openai-embedder.ts';
import { openStaticEmbedder } from '../knowledge/embedder/static-embedder.ts';
import { embedDocument } from '../knowledge/search/embed-document.ts';
import { createRetriever } from '../knowledge/search/retriever.ts';

const shipped = openStaticEmbedder();
const text = 'Hợp tác xã Rau sạch Bến Vải có 37 thành viên, trồng rau trong nhà lưới.';

async function corpusOfOne(): Promise<Corpus> {
  const corpus = openCorpus(':memory:');
  const passages = [{ kind: 'text', heading: '', text, start: 0, end: text.length }] as const;
  const draft = { title: 'Rau sạch', passages: [...passages] };
  const source = { key: 'a', name: 'a.txt', collection: 'test', contentHash: 'a' };
  corpus.publish(
    source,
    { kind: 'article', text, metadata: {}, visibility: 'public', ...draft },
    await embedDocument(shipped, draft),
  );
  return corpus;
}

function failing(fingerprint: string): Embedder {
  return {
    fingerprint,
    dimension: 8,
    embedQuery: () => Promise.reject(new EmbedderUnavailableError('no answer', 503)),
    embedPassages: () => Promise.reject(new EmbedderUnavailableError('no answer', 503)),
  };
}

test('finds passages by words alone while the embedding endpoint gives no vectors', async () => {
  const corpus = await corpusOfOne();
  const retriever = createRetriever({ corpus, embedder: failing(shipped.fingerprint) });
  const found = await retriever.retrieve({ query: 'Bến Vải có mấy thành viên', limit: 3 });
  expect(found.map(({ passage }) => passage.text)).toEqual([text]);
});

test('never compares a question with vectors of another embedder', async () => {
  const corpus = await corpusOfOne();
  const other: Embedder = {
    ...failing('another'),
    embedQuery: async () => new Float32Array(8).fill(1),
  };
  const [found] = await createRetriever({ corpus, embedder: other }).retrieve({
    query: 'rau sạch',
    limit: 3,
  });
  expect(found?.features.cosine).toBe(0);
});
