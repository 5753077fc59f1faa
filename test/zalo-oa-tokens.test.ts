import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTokens, type Tokens } from '../bot/channels/zalo-oa/tokens.ts';
import { createLog } from '../bot/log.ts';
import { type BotStore, openBotStore } from '../bot/store/bot-store.ts';
import { until } from './fakes/telegram-bot.ts';
import { startProgram } from './fakes/telegram-child.ts';
import { type FakeZaloOa, startFakeZaloOa } from './fakes/zalo-oa-server.ts';
import { TOKEN_PATH } from './fakes/zalo-oa-tokens.ts';
import { pushTo, startZaloTestBot, zaloOaEnv } from './fakes/zalo-test-bot.ts';

const HOUR_MS = 3_600_000;
let folder: string;
let zalo: FakeZaloOa;
let store: BotStore;
let now: number;
let alarms: string[];
const started: Tokens[] = [];
const stores: BotStore[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hoptac-zalo-'));
  now = Date.UTC(2026, 10, 22);
  alarms = [];
  zalo = await startFakeZaloOa({ now: () => now });
  store = open();
});
afterEach(async () => {
  for (const tokens of started.splice(0)) await tokens.stop();
  for (const each of stores.splice(0)) each.close();
  await zalo.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Another connection to the same file, as another process has. */
function open(): BotStore {
  const file = join(folder, 'bot.db');
  const opened = openBotStore({ file, now: () => now, turnsMax: 2, retentionDays: 30 });
  stores.push(opened);
  return opened;
}
function start(on = store, seed = zalo.firstRefreshToken): Tokens {
  const tokens = startTokens({
    appId: zalo.appId,
    secretKey: zalo.secretKey,
    seed,
    oauthRoot: zalo.url,
    store: on.zaloOa,
    lease: on.lease('zalo-oa-token'),
    mayWork: () => true,
    now: () => now,
    log: createLog('silent'),
    alarm: (problem) => alarms.push(problem),
  });
  started.push(tokens);
  return tokens;
}
const pair = () => store.zaloOa.tokens(zalo.appId);

test('the first pair is on disk when the token is there, with the life that Zalo gives as a string', async () => {
  const token = await start().current();
  expect(token).toBe('access-1');
  expect(pair()).toMatchObject({
    accessToken: 'access-1',
    refreshToken: 'refresh-1',
    expiresAt: now + 25 * HOUR_MS,
  });
  expect(zalo.desk.granted()).toBe(1);
});

test('many calls at once use one refresh', async () => {
  const tokens = start();
  const given = await Promise.all(Array.from({ length: 20 }, () => tokens.current()));
  expect(new Set(given)).toEqual(new Set(['access-1']));
  expect(zalo.desk.granted()).toBe(1);
  const others = await Promise.all(Array.from({ length: 20 }, () => tokens.insteadOf('access-1')));
  expect(new Set(others)).toEqual(new Set(['access-2']));
  expect(zalo.desk.granted()).toBe(2);
});

test('processes on one bot.db refresh one after the other, and all take what the first got', {
  timeout: 60_000,
}, async () => {
  await zalo.stop();
  zalo = await startFakeZaloOa(); // the processes live by the real clock
  zalo.failWhen(({ method }) => (method === TOKEN_PATH ? { kind: 'slow', ms: 800 } : undefined));
  const children = Array.from({ length: 3 }, () =>
    startProgram('test/fakes/zalo-token-process', {
      HOPTAC_DATA: folder,
      ...zaloOaEnv(zalo),
    }),
  );
  for (const child of children) await child.prints(/ready/);
  const given = await Promise.all(children.map((child) => child.prints(/token (\S+)/)));
  expect(given.map(([, token]) => token)).toEqual(['access-1', 'access-1', 'access-1']);
  expect([zalo.desk.granted(), zalo.desk.refused(), zalo.desk.atOnceMax()]).toEqual([1, 0, 1]);
  await Promise.all(children.map(({ ended }) => ended));
});

test('a restart goes on with the stored pair, not with the spent token of the configuration', async () => {
  await start().current();
  expect(await start(open()).current()).toBe('access-1');
  now += 26 * HOUR_MS;
  expect(await start(open()).current()).toBe('access-2');
  expect(zalo.desk.refused()).toBe(0);
});

test('fifty refreshes in a row never present a token twice', async () => {
  const tokens = start();
  for (let n = 0; n < 50; n += 1) {
    expect(await tokens.current()).toBe(`access-${n + 1}`);
    now += 26 * HOUR_MS;
  }
  expect(zalo.desk.refused()).toBe(0);
});

test('a new refresh token in the configuration begins a new chain', async () => {
  await start().current();
  const issued = zalo.desk.issueRefreshToken();
  expect(await start(open(), issued).current()).toBe('access-3');
  expect(pair()?.refreshToken).toBe('refresh-3');
});

test('a refused refresh token raises the alarm once and is not presented again and again', async () => {
  const tokens = start(store, 'never-issued');
  expect(await tokens.current()).toBeUndefined();
  expect(await tokens.current()).toBeUndefined();
  expect(zalo.desk.refused()).toBe(1);
  expect(alarms).toEqual(['refresh-token-refused']);
  now += 11 * 60_000;
  expect(await tokens.current()).toBeUndefined();
  expect(zalo.desk.refused()).toBe(2);
});

test.each([
  ['cannot be reached', { kind: 'reset' }],
  ['shows a page', { kind: 'page', status: 502 }],
] as const)(
  'while Zalo %s the old token goes on, and the refresh is tried again',
  async (_, failure) => {
    const tokens = start();
    await tokens.current();
    now += 24 * HOUR_MS;
    zalo.failNext(TOKEN_PATH, failure);
    expect(await tokens.insteadOf('access-1')).toBeUndefined();
    expect(await tokens.current()).toBe('access-1');
    expect(alarms).toEqual(['refresh-failing']); // an hour before it expires
    now += 6_000;
    expect(await tokens.insteadOf('access-1')).toBe('access-2');
  },
);

test('when the answer with the new pair is lost, the spent token is found out and staff is told', async () => {
  const tokens = start();
  await tokens.current();
  now += 26 * HOUR_MS;
  zalo.failNext(TOKEN_PATH, { kind: 'lost-response' });
  expect(await tokens.current()).toBeUndefined();
  now += 6_000;
  expect(await tokens.current()).toBeUndefined();
  expect(alarms).toContain('refresh-token-refused');
});

test('a refresh under way is finished when the program stops, and its pair is kept', async () => {
  zalo.failNext(TOKEN_PATH, { kind: 'slow', ms: 300 });
  const tokens = start();
  const token = tokens.current();
  await tokens.stop();
  expect(pair()?.accessToken).toBe('access-1');
  expect(await token).toBe('access-1');
});

test('the bot refreshes ahead of time while it works', async () => {
  await start().current();
  now += 21 * HOUR_MS;
  const ahead = start(open()); // looks at once
  await until('the newer pair', () => pair()?.accessToken === 'access-2');
  expect(await ahead.current()).toBe('access-2');
});

test('without a token events are kept, and the answers leave once a new refresh token is configured', async () => {
  const file = join(folder, 'other.db');
  const first = await startZaloTestBot(zaloOaEnv(zalo, { ZALO_OA_REFRESH_TOKEN: 'spent' }), {
    file,
    now: () => now,
  });
  pushTo(zalo, first);
  expect(await first.zaloOa).toBe('');
  const lan = zalo.person('1001');
  zalo.says(lan, 'Câu hỏi');
  await until('the event', () => first.store.inbox.counts().received === 1);
  await first.stop();
  const issued = zalo.desk.issueRefreshToken();
  now += 10_000;
  const second = await startZaloTestBot(zaloOaEnv(zalo, { ZALO_OA_REFRESH_TOKEN: issued }), {
    file,
    now: () => now,
  });
  await until('the answer', () => lan.fromOa.length === 1);
  await second.stop();
});
