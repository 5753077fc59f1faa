import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LoadedPage } from '../ingest/loaded-page.ts';
import { load } from '../ingest/loaders/load.ts';
import { RefusedSourceError } from '../ingest/refusal.ts';
import { ARTICLE_LINES } from './fixtures/ingest-load/article.ts';
import { toTcvn3, toWindows1258 } from './fixtures/ingest-load/vietnamese-files.ts';

async function pageOf(html: string | Uint8Array, charset?: string): Promise<LoadedPage> {
  const bytes = typeof html === 'string' ? Buffer.from(html) : html;
  const loaded = await load({ bytes, name: 'trang.html', ...(charset ? { charset } : {}) });
  if (loaded.kind !== 'page') throw new Error('expected a page');
  return loaded.page;
}

const texts = (page: LoadedPage) => page.blocks.map(({ text }) => text);

const MENU = ['Trang chủ', 'Giới thiệu', 'Tin tức', 'Văn bản', 'Liên hệ', 'Thư viện ảnh']
  .map((label, index) => `<li><a href="/muc-${index}">${label}</a></li>`)
  .join('');
const HEADLINES = [
  'Hội nghị tập huấn chuyển đổi số cho các hợp tác xã nông nghiệp năm 2024',
  'Liên minh HTX tỉnh làm việc với Ngân hàng Chính sách xã hội về vốn vay',
  'Đại hội thành viên Hợp tác xã Dịch vụ nông nghiệp Thiên Tôn nhiệm kỳ mới',
]
  .map((title, index) => `<li><a href="/tin-${index}">${title}</a></li>`)
  .join('');

/** The title, and the line with date and counter; what is the article's own text is for understand() to say. */
const isAside = (text: string) => text === TITLE || text.endsWith('lượt xem');

const [TITLE, ...PARAGRAPHS] = ARTICLE_LINES as [string, ...string[]];

/** A page as many sites of authorities are built: tables inside a form, nothing said in <meta>. */
function officePage(body: string): string {
  return `<!DOCTYPE html><html><head><title>${TITLE} - Cổng thông tin</title></head><body><form id="aspnetForm">
<table><tr><td colspan="2"><div class="topmenu"><ul>${MENU}</ul></div>Hôm nay, 01/02/2030</td></tr>
<tr><td><div><h1>${TITLE}</h1></div><div><span class="ngay-dang">Thứ Sáu, 12/07/2024 | 16:20</span> <span>512 lượt xem</span></div>
<div class="noidung">${body}</div>
<div class="tin-lien-quan"><b>Tin liên quan</b><ul>${HEADLINES}</ul></div></td>
<td><div>Thông báo</div><ul>${HEADLINES}</ul></td></tr></table>
<div class="chan-trang">Bản quyền thuộc về Liên minh HTX tỉnh Hoa Lư. Giấy phép số 12/GP-TTĐT.</div></form></body></html>`;
}

describe('an article page', () => {
  test('gives the article and nothing of the site around it', async () => {
    const page = await pageOf(officePage(PARAGRAPHS.map((text) => `<p>${text}</p>`).join('\n')));
    expect(texts(page).filter((text) => !isAside(text))).toEqual(PARAGRAPHS);
    expect(page.declared).toEqual({ title: TITLE, publishedOn: 'Thứ Sáu, 12/07/2024 | 16:20' });
  });

  test('is read the same when its paragraphs are lines in one box', async () => {
    const page = await pageOf(officePage(PARAGRAPHS.join('<br><br>')));
    expect(texts(page).filter((text) => !isAside(text))).toEqual(PARAGRAPHS);
  });

  test('that is shorter than the teasers of other articles around it is found all the same', async () => {
    const teasers = Array.from(
      { length: 8 },
      (
        _,
        index,
      ) => `<div class="o"><a href="/tin-${index}">Hội nghị thứ ${index} của một liên minh khác trong vùng</a>
<p>Đoạn tóm tắt dài của tin thứ ${index}, nói về một sự kiện khác diễn ra ở huyện khác, nhiều chữ đến mức trông như bài viết.</p></div>`,
    ).join('');
    const article = `<div class="chi-tiet"><h1>Hội nghị sơ kết</h1><div class="ngay">12/07/2024 10:20</div>
<div class="nd"><p>${PARAGRAPHS[0]}</p><p>Ông Vượng chủ trì.</p></div></div>`;
    for (const html of [
      `<div>${article}<div class="cot-phai">${teasers}</div></div>`,
      `<div>${article}${teasers}</div>`,
      `<main><article>${article}</article><section>${teasers}</section></main>`,
    ]) {
      const page = await pageOf(`<html><body><ul>${MENU}</ul>${html}</body></html>`);
      expect(texts(page)).toEqual(expect.arrayContaining([PARAGRAPHS[0], 'Ông Vượng chủ trì.']));
      expect(texts(page).filter((text) => /thứ \d/.test(text))).toEqual([]);
    }
  });

  test('declares the date that stands beside its heading, outside the text', async () => {
    const page = await pageOf(`<html><body><div>Hôm nay: 01/02/2030</div><h1>${TITLE}</h1>
<div class="thong-tin"><span>12/07/2024 10:20</span> <span>512 lượt xem</span> <a href="/a">Lưu</a> <a href="/b">Gửi</a> <a href="/c">Đọc bài này</a></div>
<div class="nd">${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}</div><div>Tin tiếp: 30/12/2029</div></body></html>`);
    expect(page.declared).toEqual({ title: TITLE, publishedOn: '12/07/2024 10:20' });
  });

  test('in Vietnamese is told from its translation and from copies of it on the same page', async () => {
    const english = Array.from(
      { length: 30 },
      (_, index) =>
        `<p>Article ${index}. The provincial cooperative alliance held a conference of its members.</p>`,
    ).join('');
    const own = PARAGRAPHS.map((text) => `<p>${text}</p>`).join('');
    const page = await pageOf(
      `<html><body><div><div id="vi">${own}</div><div id="en">${english}</div><div id="in">${own}</div></div></body></html>`,
    );
    expect(texts(page)).toEqual(PARAGRAPHS);
  });

  test('believes what <meta> and JSON-LD declare', async () => {
    const page = await pageOf(`<html><head>
<meta property="og:site_name" content="Báo Hoa Lư"><meta property="og:title" content="${TITLE}">
<script type="application/ld+json">{ hỏng }</script>
<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2024-07-12T09:00:00+07:00","author":[{"name":"Vũ Thị Sen"}]}]}</script>
<link rel="canonical" href="https://example.org/bai-1"></head>
<body><nav>${MENU}</nav><article>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}</article></body></html>`);
    expect(page.declared).toEqual({
      siteName: 'Báo Hoa Lư',
      title: TITLE,
      publishedOn: '2024-07-12T09:00:00+07:00',
      author: 'Vũ Thị Sen',
      sourceUrl: 'https://example.org/bai-1',
    });
    expect(texts(page)).toEqual(PARAGRAPHS);
  });

  test('keeps photo captions as captions, headings, lists and data tables', async () => {
    const [first, ...rest] = PARAGRAPHS;
    const page = await pageOf(
      officePage(`<p>${first}</p>
<figure><img src="a.jpg" alt=""><figcaption>Ông Đỗ Quốc Vượng phát biểu tại hội nghị.</figcaption></figure>
<table class="anh"><tr><td><img src="b.jpg"></td></tr><tr><td>Quang cảnh hội nghị. Ảnh: Sen</td></tr></table>
<p style="text-align:center"><img src="c.jpg"></p><p style="text-align:center"><em>Trao giấy khen cho các tập thể</em></p>
<p><strong>Nhiệm vụ sáu tháng cuối năm</strong></p>
<ul><li>Củng cố các hợp tác xã hoạt động yếu kém trên địa bàn.</li></ul>
<table><tr><th>Huyện</th><th>Số HTX</th></tr><tr><td>An Dương</td><td>12</td></tr><tr><td>An Lão</td><td>9</td></tr></table>
${rest.map((text) => `<p>${text}</p>`).join('')}`),
    );
    const byKind = (kind: string) => page.blocks.filter((block) => block.kind === kind);
    expect(byKind('caption').map(({ text }) => text)).toEqual([
      'Ông Đỗ Quốc Vượng phát biểu tại hội nghị.',
      'Quang cảnh hội nghị. Ảnh: Sen',
      'Trao giấy khen cho các tập thể',
    ]);
    expect(byKind('heading')).toContainEqual({
      kind: 'heading',
      level: 7,
      text: 'Nhiệm vụ sáu tháng cuối năm',
    });
    expect(byKind('list-item')).toHaveLength(1);
    expect(byKind('table-row').map(({ text }) => text)).toEqual([
      'Huyện | Số HTX',
      'An Dương | 12',
      'An Lão | 9',
    ]);
    const paragraphs = byKind('paragraph').map(({ text }) => text);
    expect(paragraphs.filter((text) => !isAside(text))).toEqual(PARAGRAPHS);
  });

  test('is decoded by its <meta> charset, its HTTP charset, or its looks', async () => {
    const html = officePage(PARAGRAPHS.map((text) => `<p>${text}</p>`).join(''));
    const expected = texts(await pageOf(html));
    const named = html.replace('<head>', '<head><meta charset="windows-1258">');
    expect(texts(await pageOf(toWindows1258(named)))).toEqual(expected);
    expect(texts(await pageOf(toWindows1258(html), 'windows-1258'))).toEqual(expected);
    expect(texts(await pageOf(toTcvn3(html)))).toEqual(
      expected.map((text) => text.replace('Ủy', 'ủy')),
    );
  });
});

describe('a hostile page', () => {
  const refused = async (html: string) => {
    const startedAt = performance.now();
    const error = await pageOf(html).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(performance.now() - startedAt).toBeLessThan(25_000);
    return error instanceof RefusedSourceError ? error.code : error;
  };

  test.each([
    ['too many elements', `<html><body>${'<p>a</p>'.repeat(400_000)}`],
    ['elements nested too deep', `<html><body>${'<div>'.repeat(20_000)}chữ`],
    ['inline tags nested too deep', `<html><body>${'<b><i>'.repeat(10_000)}chữ`],
    ['a flood of stray brackets', `<html><body>${'<'.repeat(5_000_000)}`],
  ])('with %s is refused in bounded time', async (_, html) => {
    expect(await refused(html)).toBe('TOO_COMPLEX');
  });

  test('just below the limits is read in bounded time', async () => {
    const wide = `<html><body>${'<div><span>Một câu văn đủ dài để tính là nội dung của bài.</span></div>'.repeat(14_000)}`;
    expect(await refused(wide)).toBeUndefined();
    const deep = `<html><body>${'<div>'.repeat(250)}Một câu văn đủ dài để tính là nội dung của bài.`;
    expect(await refused(deep)).toBeUndefined();
  }, 60_000);
});

const PAGES = join(import.meta.dirname, '../../shared/pages');

describe.skipIf(!existsSync(PAGES))('the saved pages beside the checkout', () => {
  // Words of the site around the text, seen in the saved files.
  const SITE =
    /đăng nhập|thành viên miễn phí|quên mật khẩu|lược đồ|bản quyền|lawnet|hotline|cookie|tải về|quảng cáo|e-mail|trang chủ/i;
  test.each([
    ['constitution-2013.html', 120],
    ['quyet-dinh-1397-qd-ubnd-2021.html', 5],
  ])('%s gives clean text with %i điều', async (name, count) => {
    const page = await pageOf(readFileSync(join(PAGES, name)));
    const numbers = texts(page).map((text) => Number(/^Điều (\d+)\./.exec(text)?.[1] ?? 0));
    expect(numbers.filter((number) => number > 0)).toEqual(
      Array.from({ length: count }, (_, index) => index + 1),
    );
    expect(texts(page).filter((text) => SITE.test(text))).toEqual([]);
  });
});
