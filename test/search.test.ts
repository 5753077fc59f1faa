import { describe, expect, test } from 'vitest';
import { openCorpus } from '../knowledge/corpus/corpus.ts';
import type { DocumentDraft } from '../knowledge/corpus/document.ts';
import type { Embedder } from '../knowledge/embedder/embedder.ts';
import { createRetriever } from '../knowledge/search/retriever.ts';

const silentEmbedder: Embedder = {
  fingerprint: 'silent',
  dimension: 4,
  embedQuery: async () => new Float32Array(4),
  embedPassages: async (texts) => texts.map(() => new Float32Array(4)),
};

function corpusOf(drafts: Partial<DocumentDraft>[]) {
  const corpus = openCorpus(':memory:');
  for (const [index, draft] of drafts.entries()) {
    const text = draft.text ?? 'Không có gì.';
    corpus.publish(
      { key: `/s/${index}`, name: `s${index}`, collection: '/s', contentHash: String(index) },
      {
        kind: 'article',
        title: 'Tin',
        metadata: {},
        visibility: 'public',
        passages: [{ kind: 'text', heading: '', text, start: 0, end: text.length }],
        ...draft,
        text,
      },
      { fingerprint: 'silent', vectors: [new Float32Array(4)] },
    );
  }
  return corpus;
}

async function found(corpus: ReturnType<typeof corpusOf>, query: string, filter = {}) {
  const retriever = createRetriever({ corpus, embedder: silentEmbedder });
  const hits = await retriever.retrieve({ query, limit: 5, filter });
  return hits.map((hit) => hit.passage.text);
}

describe('retriever', () => {
  const leAn = 'Liên minh HTX Hải Phòng kết nạp 4 thành viên mới.';
  const khac = 'Đại hội đã bầu Chủ tịch Liên minh HTX tỉnh Lạng Sơn.';

  test('finds a passage by its words, with and without diacritics', async () => {
    const corpus = corpusOf([{ text: leAn }, { text: khac }]);
    expect((await found(corpus, 'Hải Phòng kết nạp thành viên nào?'))[0]).toBe(leAn);
    expect((await found(corpus, 'dai hoi bau chu tich'))[0]).toBe(khac);
  });

  test('finds a passage by another wording of the query, which counts less than its own', async () => {
    const asked = 'Quán của hợp tác xã dẹp tiệm thì báo ai?';
    const law = 'Hợp tác xã giải thể phải gửi nghị quyết đến cơ quan đăng ký kinh doanh.';
    const words = 'Quán của hợp tác xã mà dẹp tiệm thì báo cho xóm.';
    const corpus = corpusOf([
      { text: 'Hợp tác xã trồng chè ở vùng cao, thu hái hai vụ mỗi năm.' },
      { text: law },
      { text: words },
    ]);
    const retriever = createRetriever({ corpus, embedder: silentEmbedder });
    const ranked = (paraphrases: string[]) =>
      retriever.retrieve({ query: asked, paraphrases, limit: 3 });
    const lawIn = (hits: Awaited<ReturnType<typeof ranked>>) =>
      hits.find(({ passage }) => passage.text === law)!;
    const helped = await ranked(['giải thể']);
    expect(lawIn(helped).score).toBeGreaterThan(lawIn(await ranked([])).score);
    expect(helped.map(({ passage }) => passage.text).slice(0, 2)).toEqual([words, law]);
  });

  test.each([
    ['thời kì kí kết', 'Thời kỳ ký kết hợp đồng.'],
    ['quí II có tỉ lệ gì', 'Quý 2 đạt tỷ lệ cao.'],
    ['quy 2 ty le', 'Quí II đạt tỉ lệ cao.'],
    ['thi si nao', 'Thi sỹ làng Vân.'],
    ['đại hội lần thứ 6', 'Đại hội lần thứ VI.'],
    ['dai hoi lan thu vi', 'Đại hội lần thứ 6.'],
    ['khóa XI', 'Nhiệm kỳ khóa 11.'],
    ['thế kỉ XII', 'Thế kỷ 12.'],
  ])('finds "%s" as "%s"', async (query, text) => {
    const [best] = await createRetriever({
      corpus: corpusOf([{ text }, { text: khac }, { text: leAn }]),
      embedder: silentEmbedder,
    }).retrieve({ query, limit: 1 });
    expect(best?.passage.text).toBe(text);
    expect(best?.features.words).toBeGreaterThan(0.2);
  });

  test('does not take a syllable for a Roman numeral', async () => {
    const corpus = corpusOf([{ text: 'XỬ PHẠT VI PHẠM' }, { text: 'Điều 6. Phạm nhân.' }]);
    expect((await found(corpus, '6 phạm'))[0]).toBe('Điều 6. Phạm nhân.');
    expect((await found(corpus, 'vi phạm'))[0]).toBe('XỬ PHẠT VI PHẠM');
  });

  test('shows internal documents only to a request that names them', async () => {
    const corpus = corpusOf([{ text: leAn, visibility: 'internal' }, { text: khac }]);
    expect(await found(corpus, 'kết nạp thành viên')).not.toContain(leAn);
    const visibilities = ['public', 'internal'] as const;
    expect(await found(corpus, 'kết nạp thành viên', { visibilities })).toContain(leAn);
  });
});
