/**
 * `npm run fake:telegram`: the fake Bot API by hand, so that a developer without an account sees a
 * conversation. Start the bot with the two variables it prints, then type here as a member would.
 */
import { createInterface } from 'node:readline';
import { TELEGRAM_LIMITS } from './telegram-rates.ts';
import { type StoredMessage, startFakeTelegram } from './telegram-server.ts';
import type { FakeChat } from './telegram-world.ts';

const PORT = Number(process.env.FAKE_TELEGRAM_PORT ?? 8090);
const LOOK_INTERVAL_MS = 100;
const HELP = `Gõ tin nhắn để hỏi bot. Lệnh của bàn thử:
  :1 :2 …       bấm nút thứ 1, 2… của tin mới nhất có nút
  :nhom TEXT    nhắn trong nhóm (nhắc @hoptac_bot hoặc gõ /hoi để bot trả lời)
  :sua TEXT     sửa câu hỏi vừa gửi
  :chan, :mo    chặn bot, bỏ chặn
  :mat          làm mất phản hồi của lần gửi kế tiếp
  :thoat        dừng`;

const telegram = await startFakeTelegram({ port: PORT, limits: TELEGRAM_LIMITS });
const me = telegram.person('Lan');
const group = telegram.group('Nhóm HTX');
const shown = new Map<StoredMessage, string>();
let last: StoredMessage | undefined;

console.log(`Máy chủ Telegram giả ở ${telegram.url}. Chạy bot ở cửa sổ khác:

  TELEGRAM_API_ROOT=${telegram.url} TELEGRAM_BOT_TOKEN=${telegram.token} npm start

${HELP}
`);

const prompt = createInterface({ input: process.stdin, output: process.stdout, prompt: 'Lan> ' });
const looking = setInterval(() => {
  for (const chat of [me.chat, group]) for (const message of chat.messages) show(message, chat);
}, LOOK_INTERVAL_MS);

function show(message: StoredMessage, chat: FakeChat): void {
  const looks = rendered(message);
  if (!message.from.is_bot || shown.get(message) === looks) return;
  const sign = shown.has(message) ? '✎ ' : '';
  shown.set(message, looks);
  console.log(`\n${sign}${chat === group ? '[nhóm] ' : ''}bot: ${looks}`);
  prompt.prompt(true);
}

function rendered({ text = '', entities = [], reply_markup: markup }: StoredMessage): string {
  const links = entities.filter((entity) => entity.type === 'text_link').map(({ url }) => url);
  const quotes = entities.filter(({ type }) => type.endsWith('blockquote'));
  let shownText = text;
  for (const { offset, length } of [...quotes].reverse()) {
    const quote = text.slice(offset, offset + length);
    shownText = `${shownText.slice(0, offset)}“${quote}”${shownText.slice(offset + length)}`;
  }
  const buttons = markup?.inline_keyboard.flat().map(({ text: label }, i) => `(${i + 1}) ${label}`);
  return [shownText, ...new Set(links), buttons?.join('  ')].filter(Boolean).join('\n  ');
}

function obey(line: string): void {
  const [, command, rest = ''] = /^:(\S+)\s*(.*)$/.exec(line) ?? [];
  if (command === undefined) {
    if (line !== '') last = me.says(line);
  } else if (/^\d+$/.test(command)) press(Number(command));
  else if (command === 'nhom') last = me.says(rest, { in: group });
  else if (command === 'sua' && last) me.edits(last, rest);
  else if (command === 'chan') me.blocks();
  else if (command === 'mo') me.unblocks();
  else if (command === 'mat') telegram.failNext('sendMessage', { kind: 'lost-response' });
  else if (command === 'thoat') prompt.close();
  else console.log(HELP);
}

function press(number: number): void {
  const message = me.chat.messages.findLast(({ reply_markup }) => reply_markup);
  const button = message?.reply_markup?.inline_keyboard.flat()[number - 1];
  if (!message || !button) return void console.log('Không có nút này.');
  const query = me.presses(message, button.text);
  setTimeout(() => {
    const note = telegram.queries.get(query)?.answer;
    if (note) console.log(`\n(bot báo: ${note})`);
  }, LOOK_INTERVAL_MS * 5);
}

prompt.on('line', (line) => {
  obey(line.trim());
  prompt.prompt();
});
prompt.on('close', async () => {
  clearInterval(looking);
  await telegram.stop();
});
prompt.prompt();
