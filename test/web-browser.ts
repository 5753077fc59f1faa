/**
 * A real Chromium for the page's tests, when the machine has one, and the web channel it talks to.
 * The browser is cut off from every host but loopback, so a page that loads from elsewhere fails.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { createWebSite, type WebSite } from './web-site.ts';

const PATHS = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser's path; undefined, with a plain message, when there is none. */
export function findChromium(): string | undefined {
  const path = PATHS.find((candidate) => candidate && existsSync(candidate));
  if (!path) console.warn('No Chromium found (CHROMIUM_PATH): the page is not tested here.');
  return path;
}

export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 800 };

export interface Visit extends WebSite {
  page: Page;
  /** What went wrong in the page: exceptions, console errors, requests to other hosts. */
  problems: string[];
  close(): Promise<void>;
}

/** Opens the chat page of a fresh web channel in a fresh browser profile. */
export async function visit(
  browser: Browser,
  options: {
    size?: { width: number; height: number };
    dark?: boolean;
    site?: Parameters<typeof createWebSite>[0];
    javaScriptEnabled?: boolean;
  } = {},
): Promise<Visit> {
  const site = await createWebSite(options.site);
  const isPhone = options.size?.width === PHONE.width;
  const context = await browser.newContext({
    viewport: options.size ?? DESKTOP,
    colorScheme: options.dark ? 'dark' : 'light',
    hasTouch: isPhone,
    isMobile: isPhone,
    deviceScaleFactor: isPhone ? 2 : 1,
    locale: 'vi-VN',
    javaScriptEnabled: options.javaScriptEnabled ?? true,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== site.url) problems.push(`request to ${request.url()}`);
  });
  await page.goto(site.url);
  return {
    ...site,
    page,
    problems,
    async close() {
      await context.close();
      await site.stop();
    },
  };
}

/** Keeps a picture of the page under .artifacts/ for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = join(import.meta.dirname, '..', '.artifacts', 'web');
  mkdirSync(folder, { recursive: true });
  // A text, not a function: the tests' types know no DOM. The waiting dots never finish.
  await page.evaluate(`Promise.all(
    document.getAnimations()
      .filter((each) => each.effect.getTiming().iterations !== Infinity)
      .map((each) => each.finished),
  ).then(() => undefined)`);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Types and sends a question. */
export async function type(page: Page, question: string): Promise<void> {
  await page.getByLabel('Câu hỏi của bạn').fill(question);
  await page.keyboard.press('Enter');
}

/** Types and sends a question, and waits for its reply. */
export async function ask(page: Page, question: string): Promise<void> {
  const before = await page.locator('.answer').count();
  await type(page, question);
  await page.locator('.answer:not([data-draft])').nth(before).waitFor();
}

/** The id, or else the class, of the focused element. */
export async function focused(page: Page): Promise<string> {
  return String(
    await page.evaluate('document.activeElement.id || document.activeElement.className'),
  );
}
