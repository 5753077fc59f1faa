/** /thongbao in chat, over HTTP: staff composes, previews, confirms, watches, corrects. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fromBot, startTestBot, type TestBot, until } from './fakes/telegram-bot.ts';
import { createMenuUser } from './fakes/telegram-menus.ts';
import {
  type FakeTelegram,
  type StoredMessage,
  startFakeTelegram,
} from './fakes/telegram-server.ts';
import type { Person } from './fakes/telegram-world.ts';
import { type FakeZaloBot, startFakeZaloBot } from './fakes/zalo-bot-server.ts';
import { zaloBotEnv } from './fakes/zalo-test-bot.ts';

let telegram: FakeTelegram;
let zalo: FakeZaloBot;
let bot: TestBot;
let boss: Person;
let readers: Person[];

beforeEach(async () => {
  telegram = await startFakeTelegram();
  zalo = await startFakeZaloBot();
  boss = telegram.person('Giám đốc');
  readers = ['Lan', 'Minh', 'Hoa'].map((name) => telegram.person(name));
  bot = await startTestBot(telegram, {
    env: {
      HOPTAC_OWNERS: `telegram:${boss.user.id}`,
      HOPTAC_QUIET_FROM_HOUR: '0',
      HOPTAC_QUIET_TO_HOUR: '0',
      HOPTAC_QUESTIONS_PER_MINUTE: '1000',
      ...zaloBotEnv(zalo),
    },
  });
  await Promise.all([bot.telegram, bot.zaloBot]);
  for (const { user } of readers) subscribe('telegram', String(user.id));
  subscribe('zalo-bot', zalo.chat('z1').id);
});
afterEach(async () => {
  await bot.stop();
  await telegram.stop();
  await zalo.stop();
});

function subscribe(channel: string, chatId: string): void {
  bot.store.subscribers.activate({ channel, chatId, kind: 'private' });
}

const textOf = ({ text }: StoredMessage) => text ?? '';

const says = (text: string) => createMenuUser(boss).says(text);
const press = (label: string) => createMenuUser(boss).press(label);

const broadcasts = () => bot.store.broadcasts.newest(10);
const sentTo = (person: Person) => fromBot(person.chat).map(textOf);

async function composed(text = 'Tập huấn kế toán\nMời các HTX dự tập huấn.'): Promise<void> {
  await says('/thongbao');
  await press('Soạn thông báo mới');
  await says(text);
}

async function ended(id: number): Promise<void> {
  await until('the end', () => bot.store.broadcasts.get(id)?.report);
}

test('composed, previewed as each channel shows it, sent with the second tap, once to each', async () => {
  await composed();
  await press('Liên kết');
  await says('lmhtx.vn/tap-huan');
  await press('Lịch hẹn');
  await says('8:00 - 11:00 ngày 30/11/2027\nHội trường Liên minh');
  const preview = await press('Xem trước');
  expect(preview).toContain('— Zalo Bot: 1 nơi nhận —');
  expect(preview).toContain('— Telegram: 3 nơi nhận —');
  expect(preview).toContain('Thời gian: 8:00 – 11:00, ngày 30/11/2027');
  expect(preview).toContain('[Tệp: lich-hen.ics]');
  await press('Gửi thử cho tôi');
  expect(fromBot(boss.chat).at(-1)).toMatchObject({ document: { file_name: 'lich-hen.ics' } });
  expect(readers.flatMap(sentTo)).toEqual([]); // nothing before the second tap
  const confirmation = await press('Gửi cho 4 nơi nhận');
  expect(confirmation).toContain('Gửi thật cho 4 nơi nhận?');
  expect(readers.flatMap(sentTo)).toEqual([]);
  await press('Đúng, gửi đi');
  const { id } = broadcasts()[0]!;
  await ended(id);
  for (const reader of readers) {
    const [message, file, ...more] = fromBot(reader.chat);
    expect(textOf(message!)).toBe(
      'Tập huấn kế toán\n\nMời các HTX dự tập huấn.\n\nThời gian: 8:00 – 11:00, ngày 30/11/2027\nĐịa điểm: Hội trường Liên minh\n\nKhông muốn nhận tin nữa, gõ /huydangky.\n\nhttps://lmhtx.vn/tap-huan',
    );
    expect(file).toMatchObject({ document: { file_name: 'lich-hen.ics' } });
    expect(more).toEqual([]);
  }
  expect(zalo.chat('z1').fromBot).toHaveLength(1);
  await until('the report', () => sentTo(boss).some((text) => text.includes('Đã nhận: 4')));
  const audit = bot.store.audit.newest(50).map(({ what }) => what);
  expect(audit).toEqual(expect.arrayContaining(['/thongbao', 'thongbao.confirm', 'thongbao.send']));
  expect(JSON.stringify(bot.store.audit.newest(50))).not.toContain('kế toán');
});

test('the confirmation pressed twice sends once', async () => {
  await composed();
  await press('Xem trước');
  await press('Gửi cho');
  const { message, text } = createMenuUser(boss).button('Đúng, gửi đi');
  boss.presses(message, text);
  boss.presses(message, text);
  await ended(broadcasts()[0]!.id);
  await until('both presses answered', () =>
    [...telegram.queries.values()].every(({ isAnswered }) => isAnswered),
  );
  for (const reader of readers) expect(sentTo(reader)).toHaveLength(1);
});

test.each([
  ['text too long', 'á'.repeat(1_301), 'Dài quá 1 ký tự. Bạn rút ngắn rồi nhắn lại giúp nhé.'],
])('%s: one sentence, and nothing is composed', async (_, typed, sentence) => {
  await says('/thongbao');
  await press('Soạn thông báo mới');
  expect(await says(typed)).toBe(sentence);
  expect(broadcasts()).toEqual([]);
  // The next text is still heard.
  expect(await says('Ngắn thôi')).toContain('BẢN NHÁP');
});

test.each([
  ['Giờ gửi', '8:00 ngày 1/1/2020', 'Giờ này đã qua. Bạn chọn một giờ sắp tới giúp nhé.'],
  [
    'Lịch hẹn',
    '8:00 ngày 30/11/2027, Hội trường',
    'Lịch hẹn chưa có giờ kết thúc. Bạn nhắn lại giúp, ví dụ: 8:00 - 11:00 ngày 30/11/2026.',
  ],
  [
    'Nơi nhận',
    'Atlantis',
    'Tôi không biết nơi “Atlantis”. Bạn nhắn lại tên tỉnh, thành phố hoặc huyện giúp nhé.',
  ],
  [
    'Liên kết',
    'không có',
    'Đây chưa phải địa chỉ trang web. Bạn sao chép lại giúp, ví dụ: https://lmhtx.vn/tin-moi',
  ],
])('%s "%s": one sentence, the draft stays as it was', async (field, typed, sentence) => {
  await composed();
  const before = broadcasts()[0];
  await press(field);
  expect(await says(typed)).toBe(sentence);
  expect(broadcasts()[0]).toEqual(before);
});

test('a broadcast to a place and a topic goes to who wished to hear of them', async () => {
  const [lan, minh, hoa] = readers.map(
    ({ user }) => bot.store.subscribers.of('telegram', String(user.id))!.id,
  );
  bot.store.subscriptions.addPlace(lan!, { province: 'Hải Phòng' });
  bot.store.subscriptions.addPlace(minh!, { province: 'Kiên Giang' });
  bot.store.subscriptions.addPlace(hoa!, { province: 'Hải Phòng' });
  bot.store.subscriptions.setTopics(hoa!, ['policies']);
  bot.store.subscribers.deactivate('zalo-bot', 'z1', 'wish');
  await composed();
  await press('Nơi nhận');
  await says('hai phong');
  await press('Chủ đề');
  await press('Tập huấn');
  await press('Quay lại');
  await press('Xem trước');
  await press('Gửi cho 1 nơi nhận');
  await press('Đúng, gửi đi');
  await ended(broadcasts()[0]!.id);
  expect(readers.map((reader) => sentTo(reader).length)).toEqual([1, 0, 0]);
});

test('without recipients nothing can be sent', async () => {
  for (const { user } of readers) {
    bot.store.subscribers.deactivate('telegram', String(user.id), 'wish');
  }
  bot.store.subscribers.deactivate('zalo-bot', 'z1', 'wish');
  await composed();
  const screen = await press('Xem trước');
  expect(screen).toContain('Chưa có ai đăng ký nhận tin');
  expect(broadcasts()[0]?.state).toBe('draft');
});

test('a member who types /thongbao hears what an unknown command hears, and nothing is composed', async () => {
  const lan = createMenuUser(readers[0]!);
  const unknown = await lan.says('/khongco');
  lan.says('/thongbao Chào');
  const both = await until('both answers', () => fromBot(readers[0]!.chat)[1]);
  expect(textOf(both)).toBe(unknown);
  expect(broadcasts()).toEqual([]);
});

test('a draft can wait for its time, and a restart does not forget it', async () => {
  await composed();
  await press('Giờ gửi');
  await says('8:00 ngày 30/11/2027');
  await press('Xem trước');
  await press('Gửi cho');
  await press('Đúng, gửi đi');
  expect(broadcasts()[0]).toMatchObject({
    state: 'scheduled',
    sendAt: Date.parse('2027-11-30T08:00:00+07:00'),
  });
  expect(bot.store.broadcasts.nextDueAt()).toBe(Date.parse('2027-11-30T08:00:00+07:00'));
});

test('paused, resumed, stopped; then corrected for those who got it', async () => {
  await composed();
  await press('Xem trước');
  await press('Gửi cho');
  await press('Đúng, gửi đi');
  const { id } = broadcasts()[0]!;
  await ended(id);
  subscribe('telegram', String(telegram.person('Người mới').user.id)); // did not get the first one
  await says('/thongbao');
  await press(`#${id}`);
  await press('Gửi đính chính');
  await says('Tập huấn kế toán\nGiờ đúng là 9:00.');
  await press('Xem trước');
  await press('Gửi cho 4 nơi nhận');
  await press('Đúng, gửi đi');
  const correction = broadcasts()[0]!;
  expect(correction.correctionOf).toBe(id);
  await ended(correction.id);
  for (const reader of readers) {
    expect(sentTo(reader)).toHaveLength(2);
    expect(sentTo(reader)[1]).toContain('ĐÍNH CHÍNH: Tập huấn kế toán');
  }
  const newcomer = [...telegram.chats.values()].at(-1)!;
  expect(fromBot(newcomer)).toEqual([]);
});
