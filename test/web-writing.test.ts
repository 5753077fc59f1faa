// biome-ignore-all lint/performance/useDomNodeTextContent: Playwright's innerText is what a person sees
/** The chat page in a real Chromium: writing, failures, and the choice of light or dark. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask, findChromium, focused, launchChromium, type Visit, visit } from './web-browser.ts';

const chromiumPath = findChromium();
const ADMITTED = 'Liên minh HTX Hải Phòng kết nạp những thành viên nào ngày 8/8/2023?';
const COUNTED = 'Ba địa bàn có bao nhiêu đơn vị thành viên?';

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

describe.skipIf(!chromiumPath)('writing', () => {
  it('breaks the line with Shift+Enter, grows, and sends with Enter', async () => {
    const { page, assistant } = await visitPage();
    const input = page.getByLabel('Câu hỏi của bạn');
    const height = async () => (await input.boundingBox())?.height ?? 0;
    const oneLine = await height();
    await input.pressSequentially('Hội nghị ở An Dương');
    await page.keyboard.press('Shift+Enter');
    await input.pressSequentially('do ai chủ trì?');
    expect(await height()).toBeGreaterThan(oneLine);
    await page.keyboard.press('Enter');
    await page.locator('.answer').waitFor();
    expect(assistant.inquiries[0]?.text).toBe('Hội nghị ở An Dương\ndo ai chủ trì?');
    expect(await height()).toBe(oneLine);
    expect(await focused(page)).toBe('question');
  });

  it('leaves the Enter of a Vietnamese input method to the input method', async () => {
    const { page, assistant } = await visitPage();
    const input = page.getByLabel('Câu hỏi của bạn');
    await input.fill('Ai chủ trì');
    await input.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    expect(await input.inputValue()).toBe('Ai chủ trì');
    expect(assistant.inquiries).toEqual([]);
  });

  it('says how long a question may be, and keeps one that is too long', async () => {
    const { page, assistant } = await visitPage({
      site: { limits: { questionMaxCharacters: 50 } },
    });
    const input = page.getByLabel('Câu hỏi của bạn');
    await input.fill('a'.repeat(45));
    expect(await page.locator('#composer-note').innerText()).toBe('45 / 50 ký tự');
    await input.fill('a'.repeat(60));
    await page.keyboard.press('Enter');
    expect(await page.locator('#composer-note').innerText()).toContain('dài quá 50 ký tự');
    expect(await input.inputValue()).toHaveLength(60);
    expect(assistant.inquiries).toEqual([]);
  });

  it('needs nothing but a keyboard, from the first example to the source and back', async () => {
    const { page, feedback } = await visitPage();
    await tabTo(page, 'example');
    await page.keyboard.press('Enter');
    await page.locator('.answer').waitFor();
    await tabTo(page, 'mark');
    await page.keyboard.press('Enter');
    await page.getByText('Trên địa bàn cụm hiện có').waitFor();
    expect(await focused(page)).toBe('passage-title');
    await tabTo(page, 'passage-link');
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('mark');
    await tabTo(page, 'action');
    await page.keyboard.press('Space');
    await expect.poll(() => feedback.ratings.size, { timeout: 10_000 }).toBe(1);
    await tabTo(page, 'question');
    await page.keyboard.type('Ai chủ trì?');
    await page.keyboard.press('Enter');
    await page.locator('.answer').nth(1).waitFor();
  });
});

describe.skipIf(!chromiumPath)('when something goes wrong', () => {
  it('says one polite sentence and tries again on request', async () => {
    let failures = 1;
    const { page } = await visitPage({
      site: {
        async before() {
          if (failures-- > 0) throw new Error('no');
        },
      },
    });
    await ask(page, ADMITTED);
    expect(await page.locator('.answer').innerText()).toContain(
      'Rất tiếc, hệ thống đang gặp trục trặc. Bạn vui lòng thử lại sau.',
    );
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await page.getByText('HTX Phúc Hoàng').waitFor();
    expect(await page.locator('.asked').count()).toBe(1);
    expect(await page.locator('.answer').count()).toBe(1);
  });

  it('says so when the network is gone', async () => {
    const { page } = await visitPage();
    expectedProblem = /ERR_FAILED/;
    await page.route('**/api/ask', (route) => route.abort());
    await ask(page, ADMITTED);
    expect(await page.locator('.answer').innerText()).toContain('Không kết nối được với máy chủ');
    await page.unroute('**/api/ask');
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await page.getByText('HTX Phúc Hoàng').waitFor();
  });

  it('survives a proxy’s own error page', async () => {
    const { page } = await visitPage();
    expectedProblem = /502/;
    await page.route('**/api/ask', (route) =>
      route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' }),
    );
    await ask(page, ADMITTED);
    const text = await page.locator('.answer').innerText();
    expect(text).toContain('Rất tiếc');
    expect(text).not.toContain('Gateway');
  });

  it('asks a person who is too fast to wait', async () => {
    const { page } = await visitPage({ site: { limits: { questionsPerMinute: 2 } } });
    expectedProblem = /429/;
    await ask(page, ADMITTED);
    await ask(page, COUNTED);
    expect(await page.locator('.answer').last().innerText()).toContain('Bạn đang hỏi hơi nhanh.');
  });

  it('does not pretend that a rating was stored', async () => {
    const { page } = await visitPage();
    expectedProblem = /ERR_FAILED/;
    await ask(page, ADMITTED);
    await page.route('**/api/feedback', (route) => route.abort());
    const up = page.getByRole('button', { name: 'Câu trả lời hữu ích' });
    await up.click();
    await page.getByText('Chưa gửi được góp ý. Bạn vui lòng thử lại.').waitFor();
    expect(await up.getAttribute('aria-pressed')).toBe('false');
  });

  it('explains itself where JavaScript is off', async () => {
    const { page } = await visitPage({ javaScriptEnabled: false });
    expect(await page.locator('body').innerText()).toContain('cần JavaScript để hoạt động');
  });
});

describe.skipIf(!chromiumPath)('light and dark', () => {
  it('follow the device until the person chooses, and the choice stays', async () => {
    const { page } = await visitPage({ dark: true });
    const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const dark = await ground();
    await page.getByRole('button', { name: 'Chuyển sang nền sáng' }).click();
    const light = await ground();
    expect(light).not.toBe(dark);
    await page.reload();
    expect(await ground()).toBe(light);
    expect(await page.locator('#dark').getAttribute('media')).toBe('not all');
    await page.getByRole('button', { name: 'Chuyển sang nền tối' }).click();
    expect(await ground()).toBe(dark);
  });
});

/** Presses Tab, then Shift+Tab, until an element with this id or class has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let presses = 0; presses < 30; presses++) {
      if ((await focused(page)).split(' ').includes(name)) return;
      await page.keyboard.press(key);
    }
  }
  throw new Error(`The keyboard does not reach ${name}.`);
}
