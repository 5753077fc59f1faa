/**
 * The whole way from a page to a document, on the shared corpus: metadata as a table of facts, and
 * the promises every document keeps. Skipped when the corpus does not stand beside the checkout.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { load } from '../ingest/loaders/load.ts';
import { UnusableDocumentError, understand } from '../ingest/understand.ts';
import type { DocumentDraft, DocumentMetadata } from '../knowledge/corpus/document.ts';
import { cleanText } from '../knowledge/text/normalise.ts';
import { sentences } from '../knowledge/text/sentences.ts';

const shared = join(import.meta.dirname, '..', '..', 'shared');
const articles = join(shared, 'corpus', 'articles');
const laws = join(shared, 'corpus', 'law');
const pages = join(shared, 'pages');
const isThere = existsSync(articles);
if (!isThere) console.log('../shared is absent: the tests on the shared corpus are skipped.');

async function draftOf(folder: string, name: string): Promise<DocumentDraft> {
  const loaded = await load({ bytes: readFileSync(join(folder, name)), name });
  if (loaded.kind !== 'page') throw new Error(`${name} is not a page`);
  return understand(loaded.page);
}

const squeeze = (text: string) => cleanText(text).replace(/\s+/g, ' ').trim();

function expectSound({ text, passages }: DocumentDraft): void {
  let last = 0;
  for (const passage of passages) {
    expect(passage.text).toBe(text.slice(passage.start, passage.end));
    expect(passage.text.trim()).toBe(passage.text);
    expect(passage.text.length).toBeGreaterThan(0);
    expect(passage.start).toBeGreaterThanOrEqual(last);
    last = passage.end;
  }
  expect(cleanText(text)).toBe(text);
}

const expectedArticles: Record<string, DocumentMetadata & { title: RegExp }> = {
  '000_49f78d40b8b5fc0d.txt': {
    title: /^Liên minh Hợp tác xã thành phố tổ chức Hội nghị sinh hoạt .* kết nạp thành viên$/,
    publishedOn: '2023-08-09',
    eventDates: ['2023-08-08'],
    organisation: 'Liên minh HTX thành phố Hải Phòng',
    province: 'Hải Phòng',
    district: 'An Dương',
    author: 'Phòng TTTT',
  },
  '001_907592dcf031d1e5.txt': {
    title: /^Liên minh Hợp tác xã thành phố Kỷ niệm Ngày Hợp tác xã Quốc tế$/,
    publishedOn: '2023-06-28',
    publishedInferred: true,
    eventDates: ['2023-06-28'],
    organisation: 'Liên minh HTX thành phố Hải Phòng',
    province: 'Hải Phòng',
    district: 'Vĩnh Bảo',
    sourceName: 'haiphong.gov.vn',
  },
  '002_62fc5776f31fc517.txt': {
    title: /^Liên minh HTX&DN TP Hải Phòng: '30 năm/,
    publishedOn: '2020-07-31',
    publishedInferred: true,
    eventDates: ['2020-07-31'],
    organisation: 'Liên minh HTX thành phố Hải Phòng',
    province: 'Hải Phòng',
    author: 'Vân Trang',
    sourceName: 'Vnbusiness',
    sourceUrl: expect.stringMatching(/^https:\/\/vnbusiness\.vn\/\/hop-tac-xa\/.*-1071658\.html$/),
  },
  '003_ed43f57b2998d1a4.txt': {
    title: /^Liên minh hợp tác xã tỉnh gặp mặt, đối thoại với hợp tác xã$/,
    publishedOn: '2023-10-23',
    eventDates: ['2023-10-23'],
    organisation: 'Liên minh HTX tỉnh Lạng Sơn',
    province: 'Lạng Sơn',
    sourceName: 'baolangson.vn',
    sourceUrl: 'https://baolangson.vn/kinh-te/619138-619138.html',
  },
  '004_8c1cd939c23688ae.txt': {
    title: /^Liên minh HTX tỉnh tổ chức hội nghị tổng kết năm 2023 và bầu bổ sung Phó Chủ tịch$/,
    publishedOn: '2024-01-19',
    eventDates: ['2024-01-19'],
    organisation: 'Liên minh HTX tỉnh Kiên Giang',
    province: 'Kiên Giang',
    author: 'T.T',
  },
};

// number; issued; effective; issuer; how it is cited; how many điều the file holds
const expectedLaws: Record<string, [string, string, string, string, string, number]> = {
  '09-2017-tt-bnnptnt.md': [
    '09/2017/TT-BNNPTNT',
    '2017-04-17',
    '2017-05-31',
    'Bộ Nông nghiệp và Phát triển nông thôn',
    'Thông tư 09/2017/TT-BNNPTNT',
    8,
  ],
  '09-2024-tt-bkhdt.md': [
    '09/2024/TT-BKHĐT',
    '2024-05-16',
    '2024-07-01',
    'Bộ Kế hoạch và Đầu tư',
    'Thông tư 09/2024/TT-BKHĐT',
    14,
  ],
  '124-2021-tt-btc.md': [
    '124/2021/TT-BTC',
    '2021-12-30',
    '2022-02-14',
    'Bộ Tài chính',
    'Thông tư 124/2021/TT-BTC',
    19,
  ],
  '13-2022-tt-bldtbxh.md': [
    '13/2022/TT-BLĐTBXH',
    '2022-06-30',
    '2022-08-15',
    'Bộ Lao động - Thương binh và Xã hội',
    'Thông tư 13/2022/TT-BLĐTBXH',
    10,
  ],
  '17-2023-qh15.md': [
    '17/2023/QH15',
    '2023-06-20',
    '2024-07-01',
    'Quốc hội',
    'Luật Hợp tác xã 2023',
    115,
  ],
  '23-2017-qd-ttg.md': [
    '23/2017/QĐ-TTG',
    '2017-06-22',
    '2017-08-15',
    'Thủ tướng Chính phủ',
    'Quyết định 23/2017/QĐ-TTG',
    2,
  ],
  '246-2006-qd-ttg.md': [
    '246/2006/QĐ-TTg',
    '2006-10-27',
    '2006-11-27',
    'Thủ tướng Chính phủ',
    'Quyết định 246/2006/QĐ-TTg',
    1,
  ],
  '31-2018-tt-btc.md': [
    '31/2018/TT-BTC',
    '2018-03-30',
    '2018-05-14',
    'Bộ Tài chính',
    'Thông tư 31/2018/TT-BTC',
    6,
  ],
  '45-2021-nd-cp.md': [
    '45/2021/NĐ-CP',
    '2021-03-31',
    '2021-05-15',
    'Chính phủ',
    'Nghị định 45/2021/NĐ-CP',
    59,
  ],
  '52-2022-tt-btc.md': [
    '52/2022/TT-BTC',
    '2022-08-12',
    '2022-10-01',
    'Bộ Tài chính',
    'Thông tư 52/2022/TT-BTC',
    23,
  ],
  '77-2019-nd-cp.md': [
    '77/2019/NĐ-CP',
    '2019-10-10',
    '2019-11-25',
    'Chính phủ',
    'Nghị định 77/2019/NĐ-CP',
    32,
  ],
  '83-2015-tt-btc.md': [
    '83/2015/TT-BTC',
    '2015-05-28',
    '2015-07-15',
    'Bộ Tài chính',
    'Thông tư 83/2015/TT-BTC',
    18,
  ],
  '92-2024-nd-cp.md': [
    '92/2024/NĐ-CP',
    '2024-07-18',
    '2024-07-18',
    'Chính phủ',
    'Nghị định 92/2024/NĐ-CP',
    65,
  ],
};

describe.skipIf(!isThere)('the shared articles', () => {
  it.each(Object.entries(expectedArticles))(
    '%s has its title, dates, place and credits',
    async (name, expected) => {
      const draft = await draftOf(articles, name);
      const { title, ...metadata } = expected;
      expect(draft.kind).toBe('article');
      expect(draft.title).toMatch(title);
      expect(draft.metadata).toEqual(metadata);
    },
  );

  it.each(isThere ? readdirSync(articles) : [])(
    '%s keeps every promise of a document, word for word',
    async (name) => {
      const draft = await draftOf(articles, name);
      expectSound(draft);
      const source = squeeze(readFileSync(join(articles, name), 'utf8'));
      for (const passage of draft.passages) {
        if (passage.kind === 'text') expect(source).toContain(squeeze(passage.text));
        for (const { start, end } of sentences(passage.text)) {
          expect(source).toContain(squeeze(passage.text.slice(start, end)));
        }
        expect(passage.text.length).toBeLessThanOrEqual(1500);
      }
    },
  );

  it.each([
    [
      '000_49f78d40b8b5fc0d.txt',
      ['khắc phục thiệt hại sau bão', 'Previous', 'Hội Liên hiệp Phụ nữ thành phố'],
    ],
    ['001_907592dcf031d1e5.txt', ['Tin khác', 'Điện Biên Phủ', 'cookies', 'Famtrip']],
    ['003_ed43f57b2998d1a4.txt', ['lượt xem', 'Từ khóa']],
    ['004_8c1cd939c23688ae.txt', ['cỡ chữ', 'Description', 'Điểm tin']],
  ])('%s loses what is not the article', async (name, gone) => {
    const draft = await draftOf(articles, name);
    for (const words of gone) expect(draft.text).not.toContain(words);
  });

  it('marks photo captions and subheadings', async () => {
    const draft = await draftOf(articles, '002_62fc5776f31fc517.txt');
    const captions = draft.passages.filter((passage) => passage.kind === 'caption');
    expect(captions).toHaveLength(2);
    expect(new Set(draft.passages.map((passage) => passage.heading))).toEqual(
      new Set(['', 'Cầu nối HTX với cơ quan chức năng', 'Năng động, sáng tạo trong thời kỳ mới']),
    );
  });
});

describe.skipIf(!isThere)('the shared legal documents', () => {
  it.each(Object.entries(expectedLaws))(
    '%s has its number, dates, issuer and điều',
    async (name, expected) => {
      const [number, issuedOn, effectiveOn, issuer, shortTitle, articleCount] = expected;
      const draft = await draftOf(laws, name);
      expect(draft.kind).toBe('legal');
      expect(draft.metadata).toMatchObject({
        number,
        issuedOn,
        publishedOn: issuedOn,
        effectiveOn,
        issuer,
        shortTitle,
      });
      const sections = draft.passages.flatMap((passage) => passage.section ?? []);
      expect(new Set(sections).size).toBe(articleCount);
      expect(sections).toHaveLength(draft.passages.length);
    },
  );

  it.each(isThere ? readdirSync(laws) : [])(
    '%s keeps every promise of a document',
    async (name) => {
      const draft = await draftOf(laws, name);
      expectSound(draft);
      const source = squeeze(readFileSync(join(laws, name), 'utf8'));
      for (const passage of draft.passages) {
        expect(source).toContain(squeeze(passage.text));
        expect(passage.heading.startsWith(draft.metadata.shortTitle!)).toBe(true);
        expect(passage.text.length).toBeLessThanOrEqual(3000);
      }
      // No word of the law is lost: what no passage holds is headings.
      const uncovered = draft.text
        .split('\n')
        .filter((line) => !draft.passages.some((passage) => passage.text.includes(line)));
      for (const line of uncovered)
        expect(line).toMatch(/^(?:Chương|Mục|Điều|Luật|Nghị định|Thông tư|Quyết định) /);
    },
  );

  it('gives a điều its heading path', async () => {
    const draft = await draftOf(laws, '17-2023-qh15.md');
    const passage = draft.passages.find((one) => one.section === 'Điều 30');
    expect(passage?.heading).toMatch(
      /^Luật Hợp tác xã 2023 › Chương III\. .+ › MỤC 1\. .+ › Điều 30\. Điều kiện trở thành/,
    );
  });
});

describe.skipIf(!existsSync(pages))('the saved web pages', () => {
  it.each([
    ['constitution-2013.html', 120, 'Hiến pháp 2013', '2013-11-28', undefined],
    [
      'quyet-dinh-1397-qd-ubnd-2021.html',
      5,
      'Quyết định 1397/QĐ-UBND',
      '2021-07-02',
      '1397/QĐ-UBND',
    ],
  ])(
    '%s gives %d điều and nothing of the site',
    async (name, articleCount, shortTitle, issuedOn, number) => {
      const draft = await draftOf(pages, name);
      expectSound(draft);
      const sections = new Set(draft.passages.flatMap((passage) => passage.section ?? []));
      expect([...sections]).toEqual(
        Array.from({ length: articleCount }, (_, i) => `Điều ${i + 1}`),
      );
      expect(draft.metadata).toMatchObject({ shortTitle, issuedOn });
      expect(draft.metadata.number).toBe(number);
      const ofTheSite =
        /Facebook|Đăng [Nn]hập|Lưu trữ\n|Ý kiến\n|NATIONAL ASSEMBLY|Bài liên quan|MỤC LỤC|Tình trạng:/;
      expect(ofTheSite.exec(draft.text)?.[0]).toBeUndefined();
    },
  );
});

describe('pages that cannot be used', () => {
  it('refuses a page without text', () => {
    expect(() =>
      understand({ name: 'a.txt', mediaType: 'text/plain', blocks: [], declared: {} }),
    ).toThrow(UnusableDocumentError);
  });
  it('refuses a page of menus and buttons only', () => {
    const blocks = ['Trang chủ', 'Giới thiệu', 'Tin tức', 'Đăng nhập', 'Previous', 'Next'].map(
      (text) => ({ kind: 'paragraph' as const, text }),
    );
    expect(() =>
      understand({ name: 'a.txt', mediaType: 'text/plain', blocks, declared: {} }),
    ).toThrow(/no article text/);
  });
});
