// biome-ignore-all lint/performance/useDomNodeTextContent: Playwright's innerText is what a person sees
/** The chat page in a real Chromium: a source, from the first tap to closing it again. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  ask,
  DESKTOP,
  findChromium,
  focused,
  launchChromium,
  PHONE,
  type Visit,
  visit,
} from './web-browser.ts';

const chromiumPath = findChromium();
const ADMITTED = 'Liên minh HTX Hải Phòng kết nạp những thành viên nào ngày 8/8/2023?';
const COUNTED = 'Ba địa bàn có bao nhiêu đơn vị thành viên?';
const CONDITIONS = 'Điều kiện để trở thành thành viên hợp tác xã là gì?';

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

describe.skipIf(!chromiumPath)('a source', () => {
  it('opens over the chat on a phone, with the quote marked in its place, and closes again', async () => {
    const { page } = await visitPage({ size: PHONE });
    await ask(page, ADMITTED);
    const mark = page.getByRole('button', { name: /^Nguồn 1:/ }).first();
    await mark.tap();
    const sheet = page.getByRole('dialog');
    await page.getByText('Trên địa bàn cụm hiện có').waitFor();
    expect(await sheet.locator('mark').innerText()).toContain('HTX Phúc Hoàng, HTX An Phát');
    expect(await sheet.innerText()).toContain(
      'Hội nghị sinh hoạt thành viên cụm An Dương – An Lão – Kiến An',
    );
    expect(await sheet.locator('dd').allTextContents()).toEqual([
      'Liên minh HTX thành phố Hải Phòng',
      '09/08/2023',
    ]);
    const link = sheet.getByRole('link', { name: 'Mở bài gốc' });
    expect(await link.getAttribute('href')).toBe('https://tin.example.vn/hoi-nghi-an-duong');
    expect(await link.getAttribute('rel')).toContain('noopener');
    expect(await page.evaluate(`document.querySelector('dialog').matches(':modal')`)).toBe(true);
    expect(await sheet.locator('mark').first().isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Đóng nguồn' }).tap();
    expect(await sheet.isVisible()).toBe(false);
    expect(await mark.evaluate((node) => node.matches(':focus'))).toBe(true);
  });

  it('leaves the focus to who writes on while it closes', async () => {
    const { page } = await visitPage({ size: DESKTOP });
    await ask(page, ADMITTED);
    await page.locator('.source').click();
    await page.getByText('Trên địa bàn cụm hiện có').waitFor();
    // The browser tells of the closing only after what is done here.
    await page.evaluate(`new Promise((resolve) => {
      document.getElementById('passage').addEventListener('close', () => setTimeout(resolve));
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
      document.getElementById('question').focus();
    })`);
    expect(await focused(page)).toBe('question');
  });

  it('closes with the browser’s Back, with Escape, with a tap beside it and with a swipe down', async () => {
    const { page } = await visitPage({ size: PHONE });
    await ask(page, ADMITTED);
    const sheet = page.getByRole('dialog');
    const ways = [
      () => page.goBack(),
      () => page.keyboard.press('Escape'),
      () => page.touchscreen.tap(200, 20),
      () => swipeDown(page),
    ];
    for (const close of ways) {
      await page.locator('.source').tap();
      await sheet.waitFor();
      await page.waitForTimeout(300); // the sheet has risen
      await close();
      await sheet.waitFor({ state: 'hidden' });
      await page.waitForTimeout(100); // history has stepped back
      expect(await page.evaluate('history.state')).toBeNull();
    }
    expect(page.url()).toMatch(/^http:\/\/localhost:\d+\/$/);
  });

  it('stands beside the chat on a wide screen, which goes on', async () => {
    const { page } = await visitPage({ size: DESKTOP });
    await ask(page, ADMITTED);
    await page.locator('.source').click();
    await page.getByText('Trên địa bàn cụm hiện có').waitFor();
    expect(await page.evaluate(`document.querySelector('dialog').matches(':modal')`)).toBe(false);
    await ask(page, COUNTED);
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
    const chat = await page.locator('.chat').boundingBox();
    const panel = await page.getByRole('dialog').boundingBox();
    expect((chat?.x ?? 0) + (chat?.width ?? 0)).toBeLessThanOrEqual(panel?.x ?? 0);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').isVisible()).toBe(false);
  });

  it('keeps its place when the screen turns from wide to narrow', async () => {
    const { page } = await visitPage({ size: DESKTOP });
    await ask(page, ADMITTED);
    await page.locator('.source').click();
    await page.setViewportSize(PHONE);
    await expect
      .poll(() => page.evaluate(`document.querySelector('dialog').matches(':modal')`), {
        timeout: 10_000,
      })
      .toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').isVisible()).toBe(false);
    expect(await page.locator('.source').evaluate((node) => node.matches(':focus'))).toBe(true);
  });

  it('leads on to the reply’s other sources', async () => {
    const { page } = await visitPage();
    await ask(page, CONDITIONS);
    await page.locator('.source').click();
    const sheet = page.getByRole('dialog');
    const next = page.getByRole('button', { name: 'Nguồn tiếp theo' });
    expect(await sheet.innerText()).toContain('Nguồn 1 / 4');
    expect(await page.getByRole('button', { name: 'Nguồn trước' }).isDisabled()).toBe(true);
    await next.click();
    await next.click();
    await next.click();
    expect(await sheet.innerText()).toContain('Nguồn 4 / 4');
    expect(await sheet.locator('mark').innerText()).toContain('phải tự nguyện, tán thành Điều lệ');
    expect(await next.isDisabled()).toBe(true);
  });
});

/** A finger takes the sheet at its head and draws it down. */
async function swipeDown(page: Page): Promise<void> {
  const head = await page.locator('#passage-head').boundingBox();
  if (!head) throw new Error('No sheet is open.');
  const touch = await page.context().newCDPSession(page);
  const send = (kind: 'touchStart' | 'touchMove' | 'touchEnd', y: number) =>
    touch.send('Input.dispatchTouchEvent', {
      type: kind,
      touchPoints: kind === 'touchEnd' ? [] : [{ x: head.x + 100, y }],
    });
  await send('touchStart', head.y + 20);
  for (const moved of [60, 150, 300, 450]) await send('touchMove', head.y + 20 + moved);
  await send('touchEnd', 0);
}
