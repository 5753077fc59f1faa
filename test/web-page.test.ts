// biome-ignore-all lint/performance/useDomNodeTextContent: Playwright's innerText is what a person sees
/** The chat page in a real Chromium: what a person sees, taps, types and hears. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DESKTOP, findChromium, launchChromium, PHONE, type Visit, visit } from './web-browser.ts';

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
    await expect.poll(() => [...feedback.ratings.values()]).toEqual(['up']);
    await down.click();
    await expect.poll(() => [...feedback.ratings.values()]).toEqual(['down']);
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
      .poll(() => page.evaluate(`document.querySelector('dialog').matches(':modal')`))
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
    await expect.poll(() => feedback.ratings.size).toBe(1);
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

/** Types and sends a question. */
async function type(page: Page, question: string): Promise<void> {
  await page.getByLabel('Câu hỏi của bạn').fill(question);
  await page.keyboard.press('Enter');
}

/** Types and sends a question, and waits for its reply. */
async function ask(page: Page, question: string): Promise<void> {
  const before = await page.locator('.answer').count();
  await type(page, question);
  await page.locator('.answer:not([data-draft])').nth(before).waitFor();
}

/** The id, or else the class, of the focused element. */
async function focused(page: Page): Promise<string> {
  return String(
    await page.evaluate('document.activeElement.id || document.activeElement.className'),
  );
}

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
