/** Whatever goes wrong on a platform: the log says what and where, never a token or a person's words. */
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeError } from '../bot/log.ts';
import { createLineLog } from './fakes/line-log.ts';
import { startTestBot, until } from './fakes/telegram-bot.ts';
import { startProgram } from './fakes/telegram-child.ts';
import { startFakeTelegram } from './fakes/telegram-server.ts';
import { startFakeZaloOa } from './fakes/zalo-oa-server.ts';
import { TOKEN_PATH } from './fakes/zalo-oa-tokens.ts';
import { pushTo, startZaloTestBot, zaloOaEnv } from './fakes/zalo-test-bot.ts';

const WORDS = 'bí mật của tôi';

test('Telegram: refused, broken and unreachable calls are logged without the token or the text', async () => {
  const { log, lines } = createLineLog();
  const telegram = await startFakeTelegram({ isOld: false });
  const lan = telegram.person('Lan');
  telegram.failNext('getMe', { kind: 'reset' });
  telegram.failNext('setMyCommands', { kind: 'error', code: 400, description: 'Bad Request' });
  telegram.failNext('getUpdates', { kind: 'bad-gateway' });
  const bot = await startTestBot(telegram, { log });
  await bot.telegram;
  const refusals = ['sendRichMessage', 'sendMessage', 'sendMessage'];
  for (const method of refusals) {
    telegram.failNext(method, { kind: 'error', code: 400, description: 'Bad Request: ENTITY_BAD' });
  }
  lan.says(`${WORDS} viết dần`); // a draft, a rich message, entities, nothing of which is taken
  telegram.failNext('sendMessageDraft', { kind: 'reset' });
  await until('the refused one', () => bot.store.inbox.counts().failed === 1);
  telegram.failNext('sendRichMessage', { kind: 'lost-response' });
  lan.says(`${WORDS} chậm 400`);
  telegram.failNext('sendChatAction', { kind: 'reset' });
  await until('the repeated one', () => bot.store.inbox.counts().done === 1);
  await bot.stop();
  await telegram.stop();
  const all = lines.join('\n');
  for (const secret of [WORDS, telegram.token, 'fake-token']) expect(all).not.toContain(secret);
  for (const told of ['cannot be reached yet', 'refused a rich message', 'not finished']) {
    expect(all).toContain(told);
  }
});

test('Zalo OA: refused tokens and messages are logged without a token, a secret or the text', async () => {
  const { log, lines } = createLineLog();
  const zalo = await startFakeZaloOa();
  zalo.failNext(TOKEN_PATH, { kind: 'page', status: 502 });
  const first = await startZaloTestBot(zaloOaEnv(zalo), { log });
  expect(await first.zaloOa).toBe('');
  await first.stop();
  const bot = await startZaloTestBot(zaloOaEnv(zalo), { log });
  pushTo(zalo, bot);
  await bot.zaloOa;
  zalo.failNext('/v3.0/oa/message/cs', { kind: 'error', code: -201 });
  zalo.says(zalo.person('1001'), WORDS);
  await until('the refused one', () => bot.store.inbox.counts().failed === 1);
  await bot.stop();
  await zalo.stop();
  const all = lines.join('\n');
  const secrets = [zalo.secretKey, zalo.oaSecret, zalo.firstRefreshToken, 'access-1', 'refresh-1'];
  for (const secret of [WORDS, ...secrets]) expect(all).not.toContain(secret);
  for (const told of ['refreshing the Zalo OA token failed', 'did not send', 'staff has to look']) {
    expect(all).toContain(told);
  }
});

test('the log file of a whole run holds neither the token nor what people wrote', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hoptac-log-'));
  const telegram = await startFakeTelegram();
  const lan = telegram.person('Lan');
  telegram.failNext('sendMessage', { kind: 'reset' });
  telegram.failNext('sendMessage', { kind: 'error', code: 400, description: 'Bad Request: odd' });
  const bot = startProgram('test/fakes/telegram-bot-process', {
    HOPTAC_DATA: folder,
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    WEBHOOK_PORT: '0',
  });
  const file = join(folder, 'hoptac.log');
  bot.process.stderr?.pipe(createWriteStream(file));
  await bot.prints(/ready/);
  lan.says(`${WORDS} một`);
  lan.says(`${WORDS} hai`);
  await until('the second answer', () => lan.chat.messages.some(({ from }) => from.is_bot));
  bot.process.kill('SIGTERM');
  await bot.ended;
  await telegram.stop();
  const logged = readFileSync(file, 'utf8') + bot.stdout();
  expect(logged).toContain('update not finished');
  for (const secret of [WORDS, telegram.token]) expect(logged).not.toContain(secret);
  rmSync(folder, { recursive: true, force: true });
});

test('a token in the message or the place of an error is masked', () => {
  const token = '7000001:AAbbCCddEEffGG-hh_ii';
  const error = new TypeError(`fetch failed: https://api.example/bot${token}/getMe`);
  error.stack = `TypeError: x\n    at file:///bot${token}/a.ts:1:1`;
  expect(JSON.stringify(describeError(error))).not.toContain('AAbbCC');
  expect(describeError(error).message).toContain('bot<token>/getMe');
});
