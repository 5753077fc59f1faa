/**
 * The chat page's look and its accessibility on a phone and a wide screen, light and dark: axe finds
 * nothing serious, everything is large enough for a finger, and a picture of each state is kept
 * under .artifacts/web/ for people to look at.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESKTOP, findChromium, launchChromium, PHONE, picture, visit } from './web-browser.ts';

const chromiumPath = findChromium();
const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

let browser: Browser;
beforeAll(async () => {
  if (chromiumPath) browser = await launchChromium(chromiumPath);
});
afterAll(() => browser?.close());

/** Each look takes three runs of axe, slow on a busy machine. */
const LOOK_TIMEOUT_MS = 90_000;

const looks = [
  { name: 'phone-light', size: PHONE, dark: false },
  { name: 'phone-dark', size: PHONE, dark: true },
  { name: 'desktop-light', size: DESKTOP, dark: false },
  { name: 'desktop-dark', size: DESKTOP, dark: true },
];

describe.skipIf(!chromiumPath)('the page’s accessibility', () => {
  it.each(looks)(
    'is sound in every state, $name',
    async ({ name, size, dark }) => {
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const before = ({ text }: { text: string }) => (/chờ/.test(text) ? held : Promise.resolve());
      const { page, problems, close } = await visit(browser, { size, dark, site: { before } });
      const check = async (state: string) =>
        expect([state, await violations(page)]).toEqual([state, []]);
      const show = (state: string) => picture(page, `${name}-${state}`);
      // The looks are what counts here; without the movements nothing has to be waited for.
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await show('1-empty');
      await check('empty');
      await send(page, 'Liên minh HTX Hải Phòng kết nạp những thành viên nào ngày 8/8/2023?');
      await page.locator('.answer').waitFor();
      await page.getByRole('button', { name: 'Câu trả lời hữu ích' }).click();
      await page.getByText('Cảm ơn bạn').waitFor();
      await show('2-answer');
      const mark = page.getByRole('button', { name: /^Nguồn 1:/ }).first();
      await mark.click();
      await page.getByText('Trên địa bàn cụm hiện có').waitFor();
      await show('3-passage');
      await check('answer and passage');
      await page.keyboard.press('Escape');
      await send(page, 'Điều kiện để trở thành thành viên hợp tác xã là gì?');
      await page.locator('.answer').nth(1).waitFor();
      await show('4-list');
      await send(page, 'Giá lúa ngày mai ở Cần Thơ là bao nhiêu?');
      await page.locator('.answer').nth(2).waitFor();
      await show('5-abstention');
      await send(page, 'Thử gây lỗi');
      await page.locator('.answer').nth(3).waitFor();
      await show('6-error');
      await send(page, 'chờ một chút');
      await page.locator('.waiting').waitFor();
      await show('7-waiting');
      await check('list, abstention, error and waiting');
      release();
      await close();
      expect(problems).toEqual([]);
    },
    LOOK_TIMEOUT_MS,
  );

  it('has text of 17 px, targets of 44 px for a finger, and no sideways scrolling at 320 px', async () => {
    const { page, close } = await visit(browser, { size: { width: 320, height: 640 } });
    await send(page, 'Điều kiện để trở thành thành viên hợp tác xã là gì?');
    await page.locator('.answer').waitFor();
    expect(await page.evaluate('getComputedStyle(document.body).fontSize')).toBe('17px');
    expect(
      await page.evaluate(
        'document.documentElement.scrollWidth <= document.documentElement.clientWidth',
      ),
    ).toBe(true);
    const small = await page.evaluate(`[...document.querySelectorAll('button:not(.mark)')]
      .filter((button) => button.checkVisibility())
      .map((button) => [button.className, button.getBoundingClientRect()])
      .filter(([, box]) => box.width < 44 || box.height < 44)
      .map(([name]) => name)`);
    expect(small).toEqual([]);
    await close();
  });

  it('moves nothing for a person who asked for less motion', async () => {
    const { page, close } = await visit(browser);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await send(page, 'Hội nghị do ai chủ trì?');
    await page.locator('.answer').waitFor();
    await page.locator('.source').click();
    expect(await page.evaluate('document.getAnimations().length')).toBe(0);
    await close();
  });
});

async function send(page: Page, question: string): Promise<void> {
  await page.getByLabel('Câu hỏi của bạn').fill(question);
  await page.keyboard.press('Enter');
}

/** What axe finds serious or critical, as "rule: element". */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const found = (await page.evaluate(`axe.run({ resultTypes: ['violations'] }).then((result) =>
    result.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 120))))`)) as string[]; // as mapped above
  return found;
}
