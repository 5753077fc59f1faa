// biome-ignore-all lint/performance/useDomNodeTextContent: Playwright's innerText is what a person sees
/** The chat page in a real Chromium: an answer, and what a person can do with it. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  ask,
  findChromium,
  focused,
  launchChromium,
  PHONE,
  type,
  type Visit,
  visit,
} from './web-browser.ts';

const chromiumPath = findChromium();
const ADMITTED = 'Liên minh HTX Hải Phòng kết nạp những thành viên nào ngày 8/8/2023?';
const COUNTED = 'Ba địa bàn có bao nhiêu đơn vị thành viên?';
const CONDITIONS = 'Điều kiện để trở thành thành viên hợp tác xã là gì?';
const UNKNOWN = 'Giá lúa ngày mai ở Cần Thơ là bao nhiêu?';

let browser: Browser;
let opened: Visit | undefined;
/** What the page is expected to complain about in this test: the browser logs every refused request. */
let expectedProblem: RegExp | undefined;

beforeAll(async () => {
  if (chromiumPath) browser = await launchChromium(chromiumPath);
});
afterAll(() => browser?.close());
afterEach(async () => {
  const problems = opened?.problems.filter((problem) => !expectedProblem?.test(problem));
  await opened?.close();
  opened = undefined;
  expectedProblem = undefined;
  expect(problems ?? []).toEqual([]);
});

async function visitPage(options: Parameters<typeof visit>[1] = {}): Promise<Visit> {
  opened = await visit(browser, options);
  return opened;
}

describe.skipIf(!chromiumPath)('an answer', () => {
  it('comes with lists, source numbers and its sources', async () => {
    const { page } = await visitPage();
    await ask(page, ADMITTED);
    const answer = page.locator('.answer');
    expect(await answer.getByRole('listitem').allTextContents()).toEqual(
      expect.arrayContaining(['HTX Phúc Hoàng1', 'HTX Tân Thành1']),
    );
    expect(await answer.locator('.mark').count()).toBe(5);
    const source = answer.locator('.source');
    expect(await source.innerText()).toContain('Hội nghị sinh hoạt thành viên cụm An Dương');
    expect(await source.innerText()).toContain('Liên minh HTX thành phố Hải Phòng · 09/08/2023');
    expect(await page.locator('.welcome').isVisible()).toBe(false);
  });

  it('keeps the numbers of a numbered list and gathers the quotes of one article in one row', async () => {
    const { page } = await visitPage();
    await ask(page, CONDITIONS);
    expect(await page.locator('.answer-text ol > li').count()).toBe(4);
    expect(await page.locator('.source').count()).toBe(1);
    expect(await page.locator('.source .badge').allTextContents()).toEqual(['1', '2', '3', '4']);
    expect(await page.locator('.source').innerText()).toContain('Điều 30 · Quốc hội · 20/06/2023');
  });

  it('is asked for with an example in one tap, which then gives way to the conversation', async () => {
    const { page } = await visitPage({ size: PHONE });
    await page.getByRole('button', { name: ADMITTED }).tap();
    await page.getByText('HTX Sinh thái Ba Thôn').waitFor();
    expect(await page.locator('.asked').innerText()).toContain(ADMITTED);
    expect(await page.locator('.example').first().isVisible()).toBe(false);
  });

  it('sees the turns before it, until a new conversation forgets them', async () => {
    const { page, assistant, conversations } = await visitPage();
    await ask(page, 'Hội nghị ở An Dương do ai chủ trì?');
    await ask(page, 'Thế còn nơi khác?');
    expect(assistant.inquiries[1]?.history[0]?.content).toContain('chủ trì');
    expect(await page.locator('.answer').last().innerText()).toContain('Ngô Ngọc Khánh');
    await page.getByRole('button', { name: 'Cuộc trò chuyện mới' }).click();
    expect(await page.locator('.answer').count()).toBe(0);
    expect(await page.locator('.welcome').isVisible()).toBe(true);
    expect(await focused(page)).toBe('question');
    await ask(page, 'Thế còn nơi khác?');
    expect(assistant.inquiries[2]?.history).toEqual([]);
    expect(conversations.exchanges.size).toBe(1);
  });

  it('grows while a chat model writes, and can be stopped', async () => {
    const { page, conversations } = await visitPage({
      site: {
        async before({ onDraft, signal }) {
          onDraft?.('Ngày 8/8/2023, Liên minh HTX');
          await new Promise<void>((resolve) => {
            signal?.addEventListener('abort', () => resolve());
          });
        },
      },
    });
    await type(page, ADMITTED);
    await page.locator('[data-draft]').waitFor();
    expect(await page.locator('[data-draft]').innerText()).toBe('Ngày 8/8/2023, Liên minh HTX');
    await page.getByRole('button', { name: 'Dừng trả lời' }).click();
    await page.getByText('Bạn đã dừng câu trả lời này.').waitFor();
    expect(await page.locator('[data-draft]').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Gửi câu hỏi' }).isVisible()).toBe(true);
    expect(conversations.exchanges.size).toBe(0);
  });

  it('is shown as text, whatever markup stands in it', async () => {
    const nasty = '<img src=x onerror=alert(1)> **Chào** [7] [1]';
    const { page } = await visitPage({
      site: {
        assistant: {
          reply: async () => ({
            kind: 'answer',
            text: nasty,
            citations: [
              {
                n: 1,
                passageId: 1,
                documentId: 1,
                document: 'x',
                title: '<b>Đậm</b>',
                url: 'javascript:alert(1)',
                quote: '<i>trích</i>',
                start: 0,
                end: 12,
              },
            ],
          }),
          context: () => undefined,
        },
      },
    });
    expectedProblem = /404/; // the passage is gone; the quote stays
    await ask(page, 'Ai?');
    expect(await page.locator('.answer-text').innerText()).toBe(
      '<img src=x onerror=alert(1)> **Chào** [7]1',
    );
    expect(await page.locator('.answer img, .source-title b').count()).toBe(0);
    await page.locator('.mark').click();
    await page.getByText('Chưa tải được phần văn bản xung quanh').waitFor();
    expect(await page.locator('.passage-text mark').innerText()).toBe('<i>trích</i>');
    expect(await page.locator('#passage-link').isVisible()).toBe(false);
  });

  it('can be copied with its sources', async () => {
    const { page } = await visitPage();
    await ask(page, COUNTED);
    await page.getByRole('button', { name: 'Sao chép câu trả lời' }).click();
    await page.getByText('Đã sao chép câu trả lời.').waitFor();
    const copied = String(await page.evaluate('navigator.clipboard.readText()'));
    expect(copied).toContain('gồm 35 hợp tác xã và 21 doanh nghiệp [1].');
    expect(copied).toContain(
      '[2] Hội nghị sinh hoạt thành viên cụm An Dương – An Lão – Kiến An, Liên minh HTX thành phố Hải Phòng, 09/08/2023, https://tin.example.vn/hoi-nghi-an-duong',
    );
  });

  it('is rated with a press that is stored, can be changed, and is still there after a reload', async () => {
    const { page, feedback } = await visitPage();
    await ask(page, ADMITTED);
    const up = page.getByRole('button', { name: 'Câu trả lời hữu ích' });
    const down = page.getByRole('button', { name: 'Câu trả lời chưa hữu ích' });
    await up.click();
    await expect.poll(() => [...feedback.ratings.values()], { timeout: 10_000 }).toEqual(['up']);
    await down.click();
    await expect.poll(() => [...feedback.ratings.values()], { timeout: 10_000 }).toEqual(['down']);
    await page.getByText('Cảm ơn bạn đã góp ý.').waitFor();
    expect(await up.getAttribute('aria-pressed')).toBe('false');
    await page.reload();
    expect(await down.getAttribute('aria-pressed')).toBe('true');
    expect(await page.locator('.asked').innerText()).toContain(ADMITTED);
  });

  it('says kindly and visibly that something is not in the documents', async () => {
    const { page } = await visitPage();
    await ask(page, UNKNOWN);
    const card = page.locator('.answer[data-kind="abstention"]');
    expect(await card.getByRole('heading', { name: 'Chưa có trong tài liệu' }).isVisible()).toBe(
      true,
    );
    expect(await card.innerText()).toContain('Nguồn gần nhất');
  });
});
