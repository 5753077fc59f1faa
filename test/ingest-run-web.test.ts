import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFetchPage } from '../ingest/fetch.ts';
import { isPublicAddress } from '../ingest/fetch-address.ts';
import { type IngestReport, ingest } from '../ingest/run.ts';
import { type Corpus, openCorpus } from '../knowledge/corpus/corpus.ts';
import { ARTICLE, ARTICLE_LINES } from './fixtures/ingest-load/article.ts';
import { countingEmbedder } from './fixtures/ingest-load/counting-embedder.ts';
import { redirectTo, type Site, startSite } from './fixtures/ingest-load/site.ts';
import { textPdf, toWindows1258 } from './fixtures/ingest-load/vietnamese-files.ts';

let site: Site;
let corpus: Corpus;
const embedder = countingEmbedder();

beforeEach(async () => {
  site = await startSite();
  corpus = openCorpus(':memory:');
});
afterEach(async () => {
  await site.close();
  corpus.database.close();
});

const fetchPage = createFetchPage({
  mayConnect: (address) => address === '127.0.0.1' || isPublicAddress(address),
  limits: { timeoutMs: 1_000 },
});
const run = (...sources: string[]): Promise<IngestReport> =>
  ingest({
    sources: sources.map((path) => (path.startsWith('/') ? site.origin + path : path)),
    corpus,
    embedder,
    fetchPage,
  });
const url = (path: string) => site.origin + path;

const [TITLE, ...PARAGRAPHS] = ARTICLE_LINES as [string, ...string[]];
function html(views: number, number = 17): string {
  const body = PARAGRAPHS.map((text) => `<p>${text.replace('17 HTX', `${number} HTX`)}</p>`).join(
    '',
  );
  return `<html><head><title>${TITLE}</title></head><body><nav><a href="/">Trang chủ</a></nav>
<article><h1>${TITLE}</h1><p>12/07/2024</p><p>${views} lượt xem</p>${body}</article></body></html>`;
}

describe('an address', () => {
  test('is stored under itself, and a view counter does not make it new', async () => {
    site.pages.set('/bai-1', html(827));
    expect((await run('/bai-1?utm_source=zalo')).added).toEqual([url('/bai-1')]);
    expect(corpus.documents()[0]).toMatchObject({ name: url('/bai-1'), title: TITLE });
    site.pages.set('/bai-1', html(828));
    expect((await run('/bai-1#cuoi')).unchanged).toEqual([url('/bai-1')]);
    site.pages.set('/bai-1', html(829, 18));
    expect((await run('/bai-1')).replaced).toEqual([url('/bai-1')]);
  });

  test('may be a PDF, or a page in an old coding', async () => {
    const lines = ARTICLE_LINES.map((text, index) => ({ text, x: 70, y: 700 - index * 20 }));
    site.pages.set('/tep', (response) =>
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(textPdf([lines])),
    );
    site.pages.set('/cu', (response) =>
      response
        .writeHead(200, { 'content-type': 'text/html; charset=windows-1258' })
        .end(toWindows1258(html(3, 40))),
    );
    expect(await run('/tep', '/cu')).toMatchObject({
      added: [url('/tep'), url('/cu')],
      refused: [],
    });
  });

  test('that cannot be had is refused with its reason and stops no other', async () => {
    site.pages.set('/noi-bo', redirectTo('http://169.254.169.254/'));
    site.pages.set('/im', () => {});
    site.pages.set('/tot', html(1));
    const report = await run('/mat', '/noi-bo', '/im', 'ftp://example.org/a', '/tot');
    expect(report.added).toEqual([url('/tot')]);
    expect(report.refused.map(({ reason }) => reason)).toEqual([
      'trang không tồn tại (HTTP 404)',
      'dẫn tới địa chỉ mạng nội bộ (169.254.169.254), không được phép tải',
      'không trả lời trong 1 giây',
      'địa chỉ không hợp lệ; chỉ nhận http và https',
    ]);
  });

  test('and a second one with the same text are one document', async () => {
    site.pages.set('/a', html(1));
    site.pages.set('/b', html(2));
    const report = await run('/a', '/b');
    expect(report.duplicates).toEqual([{ source: url('/b'), of: url('/a') }]);
    expect(corpus.documents()).toHaveLength(1);
  });
});

const full = (number: number) =>
  PARAGRAPHS.map((text) => `<p>${text.replace('17 HTX', `${number} HTX`)}</p>`).join('');

const FEEDS: Record<string, (origin: string) => string> = {
  RSS: (
    origin,
  ) => `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Tin</title><link>${origin}</link><description>x</description>
<item><title>Bài một</title><link>${origin}/bai-1</link><pubDate>Fri, 12 Jul 2024 09:00:00 +0700</pubDate></item>
<item><title>Bài hai</title><link>${origin}/bai-2</link><content:encoded><![CDATA[${full(52)}]]></content:encoded></item>
<item><title>Bài ba</title><link>${origin}/bai-3</link></item></channel></rss>`,
  Atom: (
    origin,
  ) => `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Tin</title><id>x</id><updated>2024-07-12T02:00:00Z</updated>
<entry><title>Bài một</title><id>1</id><link href="/bai-1"/><updated>2024-07-12T02:00:00Z</updated></entry>
<entry><title>Bài hai</title><id>2</id><link rel="alternate" href="${origin}/bai-2"/><updated>2024-07-12T02:00:00Z</updated><content type="html"><![CDATA[${full(52)}]]></content></entry>
<entry><title>Bài ba</title><id>3</id><link href="/bai-3"/><updated>2024-07-12T02:00:00Z</updated></entry></feed>`,
  'JSON Feed': (origin) =>
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Tin',
      items: [
        {
          id: '1',
          title: 'Bài một',
          url: `${origin}/bai-1`,
          date_published: '2024-07-12T09:00:00+07:00',
        },
        { id: '2', title: 'Bài hai', url: `${origin}/bai-2`, content_html: full(52) },
        { id: '3', title: 'Bài ba', url: `${origin}/bai-3` },
      ],
    }),
};

describe.each(Object.entries(FEEDS))('a feed in %s', (_, feed) => {
  test('brings in the article of every entry, or else what the feed holds of it', async () => {
    site.pages.set('/tin', (response) => response.end(feed(site.origin)));
    site.pages.set('/bai-1', html(5, 51));
    const report = await run('/tin');
    expect(report.added).toEqual([url('/bai-1'), url('/bai-2')]);
    expect(report.refused).toMatchObject([{ source: url('/bai-3'), code: 'HTTP_STATUS' }]);
    expect(corpus.documents().map(({ title }) => title)).toEqual(['Bài một', 'Bài hai']);
    expect((await run('/tin')).unchanged).toContain(url('/bai-1'));
  });
});

describe('a feed', () => {
  test('whose article is gone for a while does not replace it by the summary', async () => {
    site.pages.set('/tin', (response) => response.end(FEEDS.RSS!(site.origin)));
    site.pages.set('/bai-2', html(5, 99));
    await run('/tin');
    site.pages.delete('/bai-2');
    const report = await run('/tin');
    expect(report.refused.map(({ source }) => source)).toContain(url('/bai-2'));
    expect(corpus.documentText(corpus.source(url('/bai-2'))!.documentId)).toContain('99 HTX');
  });

  test('that drops an old entry does not withdraw the article', async () => {
    site.pages.set('/tin', (response) => response.end(FEEDS.RSS!(site.origin)));
    await run('/tin');
    site.pages.set('/tin', (response) =>
      response.end(FEEDS.RSS!(site.origin).replace(/<item>[\s\S]*<\/item>/, '')),
    );
    expect((await run('/tin')).removed).toEqual([]);
    expect(corpus.documents()).toHaveLength(1);
  });

  test('that is broken is refused', async () => {
    site.pages.set('/tin', (response) => response.end('<rss version="2.0"><chan'));
    expect((await run('/tin')).refused).toMatchObject([{ code: 'CORRUPT' }]);
  });

  test('with hundreds of entries is taken up to the limit, a few fetches at a time', async () => {
    let open = 0;
    let most = 0;
    const items = Array.from({ length: 130 }, (_, index) => {
      site.pages.set(`/n-${index}`, (response) => {
        open += 1;
        most = Math.max(most, open);
        setTimeout(() => {
          open -= 1;
          response.setHeader('content-type', 'text/plain; charset=utf-8');
          response.end(ARTICLE.replace('17 HTX', `${200 + index} HTX`));
        }, 5);
      });
      return `<item><title>Bài ${index}</title><link>${url(`/n-${index}`)}</link></item>`;
    });
    site.pages.set('/tin', (response) =>
      response.end(`<rss version="2.0"><channel><title>T</title>${items.join('')}</channel></rss>`),
    );
    expect(await run('/tin')).toMatchObject({ ignored: 30, refused: [] });
    expect(corpus.documents()).toHaveLength(100);
    expect(most).toBeLessThanOrEqual(3);
  }, 90_000);
});
