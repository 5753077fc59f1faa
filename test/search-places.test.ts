import { expect, test } from 'vitest';
import { openCorpus } from '../knowledge/corpus/corpus.ts';
import { openStaticEmbedder } from '../knowledge/embedder/static-embedder.ts';
import { createCandidateSearch } from '../knowledge/search/candidate-search.ts';
import { createReranker, FIRST_PLACES } from '../knowledge/search/reranker.ts';

const QUERY = 'Hợp tác xã Lê An được Liên minh kết nạp khi nào?';

/** Twenty passages about the question, each with less of it than the one before. */
async function candidates() {
  const embedder = openStaticEmbedder();
  const corpus = openCorpus(':memory:');
  const words = 'Hợp tác xã Lê An được Liên minh kết nạp ngày 8 tháng 8 năm 2023.'.split(' ');
  for (let n = 0; n < 20; n += 1) {
    const text = `${words.slice(0, words.length - (n % 12)).join(' ')} Tin số ${n} của tỉnh.`;
    const passage = { kind: 'text' as const, heading: '', text, start: 0, end: text.length };
    corpus.publish(
      { key: `/${n}`, name: `${n}`, collection: '/', contentHash: `${n}` },
      {
        kind: 'article',
        title: 'Tin',
        text,
        metadata: {},
        visibility: 'public',
        passages: [passage],
      },
      {
        fingerprint: embedder.fingerprint,
        vectors: await embedder.embedPassages([text], undefined),
      },
    );
  }
  const search = createCandidateSearch({ corpus, embedder, graphFile: undefined });
  const { passages, accents } = await search.find({ query: QUERY });
  const reranker = createReranker(accents);
  const score = ({ features }: (typeof passages)[number]) => reranker.score(features);
  return { reranker, ranked: passages.sort((a, b) => score(b) - score(a)) };
}

test('the first places go by score, and every candidate has a place', async () => {
  const { reranker, ranked } = await candidates();
  const placed = reranker.place(ranked);
  expect(placed.slice(0, FIRST_PLACES)).toEqual(ranked.slice(0, FIRST_PLACES));
  expect(new Set(placed)).toEqual(new Set(ranked));
});

test('behind them, a candidate that is the first by one view has a better place than by its score', async () => {
  const { reranker, ranked } = await candidates();
  const last = ranked.at(-1)!;
  const before = reranker.place(ranked).indexOf(last);
  // A little above the best by each of the vectors' views: too little to change its score much.
  for (const view of ['cosine', 'sentenceCosine', 'windowCosine', 'words', 'window'] as const) {
    last.features[view] = Math.max(...ranked.map(({ features }) => features[view])) + 1e-6;
  }
  const after = reranker.place(ranked).indexOf(last);
  expect(before).toBeGreaterThan(FIRST_PLACES);
  expect(after).toBeLessThan(before);
  expect(after).toBeGreaterThanOrEqual(FIRST_PLACES);
});
