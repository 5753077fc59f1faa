/**
 * `npm run fake:zalo`: the fake Zalo Bot Platform and the fake Official Account by hand, so that a
 * developer without an account sees a conversation. Start the bot with the variables it prints, then
 * type here as a member would.
 */
import { createInterface } from 'node:readline';
import { startFakeZaloBot } from './zalo-bot-server.ts';
import { type FakeOaPerson, startFakeZaloOa } from './zalo-oa-server.ts';
import { zaloBotEnv, zaloOaEnv } from './zalo-test-bot.ts';

const BOT_PORT = Number(process.env.FAKE_ZALO_BOT_PORT ?? 8091);
const OA_PORT = Number(process.env.FAKE_ZALO_OA_PORT ?? 8092);
const WEBHOOK_ROOT = process.env.FAKE_ZALO_WEBHOOK_ROOT ?? 'http://127.0.0.1:8081';
const LOOK_INTERVAL_MS = 100;
const HELP = `Gõ tin nhắn để hỏi bot. Lệnh của bàn thử:
  :bot, :oa     nói chuyện với Zalo Bot, hoặc với Zalo OA
  :anh          gửi một bức ảnh
  :nhom TEXT    nhắn trong nhóm (gõ /hoi để bot trả lời)
  :theo, :bo    theo dõi OA, bỏ theo dõi
  :chan, :mo    chặn Zalo Bot, bỏ chặn
  :mat          làm mất phản hồi của lần gửi kế tiếp
  :hethan       làm mã truy cập của OA hết hiệu lực
  :thoat        dừng`;

const bot = await startFakeZaloBot({ port: BOT_PORT });
// A new chain of tokens at every start: the bot's database remembers the last one.
const firstRefreshToken = `refresh-${Date.now()}`;
const oa = await startFakeZaloOa({ port: OA_PORT, firstRefreshToken });
oa.webhookUrl = `${WEBHOOK_ROOT}/zalo-oa`;
const chat = bot.chat('lan');
const botGroup = Object.assign(bot.chat('nhom'), { isGroup: true });
const person: FakeOaPerson = oa.person('1001');
const oaGroup = oa.group('2001');
const places = [
  { name: 'Zalo Bot', said: chat.fromBot },
  { name: 'Zalo Bot, nhóm', said: botGroup.fromBot },
  { name: 'Zalo OA', said: person.fromOa },
  { name: 'Zalo OA, nhóm', said: oaGroup.fromOa },
];
const shown = new Map(places.map(({ name }) => [name, 0]));
let platform: 'bot' | 'oa' = 'bot';

const environment = Object.entries({ ...zaloBotEnv(bot), ...zaloOaEnv(oa) })
  .map(([name, value]) => `  ${name}=${value} \\`)
  .join('\n');
console.log(`Máy chủ Zalo Bot giả ở ${bot.url}, Zalo OA giả ở ${oa.url}. Chạy bot ở cửa sổ khác:

${environment}
  npm start

${HELP}
`);

const prompt = createInterface({ input: process.stdin, output: process.stdout });
const looking = setInterval(() => {
  for (const { name, said } of places) {
    for (const { text } of said.slice(shown.get(name))) {
      console.log(`\n[${name}] bot: ${text}`);
      prompt.prompt(true);
    }
    shown.set(name, said.length);
  }
}, LOOK_INTERVAL_MS);

function say(text: string): void {
  if (platform === 'bot') bot.says(chat, text);
  else oa.says(person, text);
}

const commands: Record<string, (rest: string) => void> = {
  bot: () => choose('bot'),
  oa: () => choose('oa'),
  anh: sendPicture,
  nhom(text) {
    if (platform === 'bot') bot.says(botGroup, text, { from: 'lan' });
    else oa.saysInGroup(person, oaGroup, text);
  },
  theo: () => void oa.follows(person, true),
  bo: () => void oa.follows(person, false),
  chan: () => void Object.assign(chat, { isBlocked: true }),
  mo: () => void Object.assign(chat, { isBlocked: false }),
  mat() {
    bot.failNext('sendMessage', { kind: 'lost-response' });
    oa.failNext('/v3.0/oa/message/cs', { kind: 'lost-response' });
  },
  hethan: () => oa.desk.revokeAccess(),
  thoat: () => prompt.close(),
};

function choose(next: 'bot' | 'oa'): void {
  platform = next;
  prompt.setPrompt(next === 'bot' ? 'Lan (Zalo Bot)> ' : 'Lan (Zalo OA)> ');
}

function sendPicture(): void {
  if (platform === 'bot') {
    const more = { photo_url: 'https://example.org/anh.jpg' };
    return void bot.says(chat, '', { event: 'message.image.received', more });
  }
  person.lastInteraction = Date.now();
  oa.deliver({
    app_id: oa.appId,
    sender: { id: person.id },
    recipient: { id: oa.oaId },
    event_name: 'user_send_image',
    message: { msg_id: `anh-${Date.now()}`, attachments: [] },
    timestamp: String(Date.now()),
  });
}

prompt.on('line', (line) => {
  const [, command, rest = ''] = /^:(\S+)\s*(.*)$/.exec(line.trim()) ?? [];
  if (command === undefined) {
    if (line.trim() !== '') say(line.trim());
  } else if (Object.hasOwn(commands, command)) commands[command]?.(rest);
  else console.log(HELP);
  prompt.prompt();
});
prompt.on('close', async () => {
  clearInterval(looking);
  await Promise.all([bot.stop(), oa.stop()]);
});
choose('bot');
prompt.prompt();
