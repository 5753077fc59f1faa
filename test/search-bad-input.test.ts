import { beforeAll, describe, expect, test } from 'vitest';
import { openCorpus } from '../knowledge/corpus/corpus.ts';
import type { DocumentDraft } from '../knowledge/corpus/document.ts';
import { openStaticEmbedder } from '../knowledge/embedder/static-embedder.ts';
import { embedDocument } from '../knowledge/search/embed-document.ts';
import { analyzeQuery } from '../knowledge/search/query-analysis.ts';
import { createRetriever } from '../knowledge/search/retriever.ts';

const TEXT = 'Liên minh HTX Hải Phòng kết nạp 4 thành viên mới ngày 08/8/2023.';

async function openSearch() {
  const corpus = openCorpus(':memory:');
  const embedder = openStaticEmbedder();
  const draft: DocumentDraft = {
    kind: 'article',
    title: 'Tin',
    text: TEXT,
    metadata: {},
    visibility: 'public',
    passages: [{ kind: 'text', heading: '', text: TEXT, start: 0, end: TEXT.length }],
  };
  const source = { key: '/s/1', name: 's1', collection: '/s', contentHash: '1' };
  corpus.publish(source, draft, await embedDocument(embedder, draft));
  const retriever = createRetriever({ corpus, embedder });
  return async (query: string) => (await retriever.retrieve({ query, limit: 5 })).length;
}

/** 5,000 different strings that look like syllables. */
function manySyllables(): string {
  const heads = 'b c d đ g h k l m n p q r s t v x ch gh kh ng nh ph th tr'.split(' ');
  const middles = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'];
  const ends = [
    '',
    'c',
    'ch',
    'm',
    'n',
    'ng',
    'nh',
    'p',
    't',
    'i',
    'o',
    'u',
    'y',
    'a',
    'z',
    'w',
    'f',
  ];
  const all = heads.flatMap((head) =>
    middles.flatMap((middle) => ends.map((end) => head + middle + end)),
  );
  return all.slice(0, 5_000).join(' ');
}

let search: Awaited<ReturnType<typeof openSearch>>;
beforeAll(async () => {
  search = await openSearch();
});

describe('a query that is no question', () => {
  test.each([
    ['empty', ''],
    ['blank', ' \n\t '],
    ['of emoji', '👍🏽🎉🇻🇳'],
    ['of punctuation', '?!…"\'()*^:-+'],
    ['a NUL', '\u0000'],
    ['an unpaired surrogate', '\ud83d'],
  ])('finds nothing: %s', async (_, query) => {
    expect(await search(query)).toBe(0);
  });

  test.each([
    ['one letter', 'h'],
    ['SQL', `'; DROP TABLE passages; -- " OR 1=1`],
    ['FTS syntax', 'terms:"liên" AND NEAR(minh htx, 2) OR liên* ^minh NOT {terms} : "'],
    ['a NUL between words', 'Liên minh\u0000 Hải Phòng'],
    ['unpaired surrogates between words', '\udc00Liên minh\ud83d Hải Phòng'],
    ['words in decomposed Unicode', 'Liên minh Hải Phòng'.normalize('NFD')],
    ['an absurd date and number', 'ngày 99/99/9999 nghị quyết 99999999999999999999-NQ/TW'],
  ])('is searched like any other: %s', async (_, query) => {
    expect(await search(query)).toBeLessThanOrEqual(1);
  });

  test('is cut when it is long: 10,000 characters, also without a space', async () => {
    expect(await search('Liên minh Hải Phòng kết nạp thành viên. '.repeat(250))).toBe(1);
    for (const character of ['a', '1', '\u0301', '"']) {
      expect(await search(character.repeat(10_000))).toBeLessThanOrEqual(1);
    }
  });

  test('is cut when it has 5,000 different syllables: no more than two hundred terms are looked up', async () => {
    const query = manySyllables();
    expect(query.split(' ')).toHaveLength(5_000);
    expect(analyzeQuery(query).terms.length).toBeLessThanOrEqual(200);
    expect(await search(query)).toBeLessThanOrEqual(1);
  });

  test('leaves the search as it was', async () => {
    for (const query of ['', '\u0000', '"', '👍', `') OR 1=1 --`]) await search(query);
    expect(await search('Hải Phòng kết nạp thành viên')).toBe(1);
  });
});
