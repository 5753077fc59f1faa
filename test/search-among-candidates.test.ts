import { expect, test } from 'vitest';
import { openCorpus } from '../knowledge/corpus/corpus.ts';
import type { Embedder } from '../knowledge/embedder/embedder.ts';
import { createCandidateSearch } from '../knowledge/search/candidate-search.ts';

const silentEmbedder: Embedder = {
  fingerprint: 'silent',
  dimension: 4,
  embedQuery: async () => new Float32Array(4),
  embedPassages: async (texts) => texts.map(() => new Float32Array(4)),
};

/** The features of each text, in the order given, for a question. */
async function measured(texts: readonly string[], query: string) {
  const corpus = openCorpus(':memory:');
  for (const [index, text] of texts.entries()) {
    corpus.publish(
      { key: `/s/${index}`, name: `s${index}`, collection: '/s', contentHash: String(index) },
      {
        kind: 'article',
        title: '',
        metadata: {},
        visibility: 'public',
        text,
        passages: [{ kind: 'text', heading: '', text, start: 0, end: text.length }],
      },
      { fingerprint: 'silent', vectors: [new Float32Array(4)] },
    );
  }
  const search = createCandidateSearch({ corpus, embedder: silentEmbedder, graphFile: undefined });
  const { passages } = await search.find({ query });
  return passages.sort((a, b) => a.passageId - b.passageId).map(({ features }) => features);
}

const named = 'Hôm qua anh Trần Văn Khoa nói về giá lúa.';
const nameless = 'Hôm qua giá lúa và giá ngô ở chợ.';

test('a passage without the name that was asked for covers none of the names', async () => {
  const [right, wrong] = await measured([named, nameless], 'Giá lúa theo Trần Văn Khoa ra sao?');
  expect(right!.names).toBe(1);
  expect(wrong!.names).toBe(0);
});

test('a name typed without capitals and diacritics is known by how the passages write it', async () => {
  const [right, wrong] = await measured([named, nameless], 'gia lua theo tran van khoa ra sao');
  expect(right!.names).toBeGreaterThan(0.9);
  expect(wrong!.names).toBe(0);
});

test('a question without a name has no names to cover', async () => {
  for (const features of await measured([named, nameless], 'giá lúa hôm qua')) {
    expect(features.names).toBe(0);
  }
});

test('a term that every candidate holds tells less than one that few hold', async () => {
  const texts = ['lúa mùa và ngô', 'lúa mùa và khoai', 'lúa mùa và sắn', 'lúa mùa và đậu'];
  const features = await measured(texts, 'lúa ngô');
  const [ngo, khoai] = features;
  expect(ngo!.telling).toBe(1);
  expect(khoai!.telling).toBeLessThan(khoai!.coverage);
});
