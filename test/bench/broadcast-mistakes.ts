/** What staff can get wrong, and a member trying: one sentence each, and nothing is sent. */
import { fromBot } from '../fakes/telegram-bot.ts';
import { createMenuUser } from '../fakes/telegram-menus.ts';
import type { Person } from '../fakes/telegram-world.ts';
import type { Scene } from './broadcast-scene.ts';

const TEXT = 'Tập huấn kế toán';
const TEXT_TOO_LONG = 'á'.repeat(1_400);
const SETTLE_MS = 1_500;

/** Owners are named before the bot starts: `boss` is one. Prints a table of its own. */
export async function runMistakes(scene: Scene): Promise<object> {
  const boss = scene.telegram.person('boss');
  const member = scene.telegram.person('member');
  await scene.bot({ HOPTAC_OWNERS: `telegram:${boss.user.id}` }).prints(/ready/);
  const said = await mistakesOf(boss, member, scene);
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const sent = [...scene.received()]
    .filter(([chat]) => ![boss, member].some(({ user }) => chat === `telegram ${user.id}`))
    .reduce((sum, [, n]) => sum + n, 0);
  console.table(said);
  const begun = scene.store.broadcasts.newest(100).filter(({ state }) => state !== 'draft');
  return { mistakes: said.length, 'broadcasts begun': begun.length, 'messages sent': sent };
}

async function mistakesOf(boss: Person, member: Person, scene: Scene) {
  const { says, press } = createMenuUser(boss);
  const field = async (label: string, typed: string) => {
    await says(`/thongbao ${TEXT}`);
    await press(label);
    return says(typed);
  };
  await says('/thongbao');
  await press('Soạn thông báo mới');
  const tooLong = await says(TEXT_TOO_LONG);
  const rows = [
    { mistake: 'text too long', answer: tooLong },
    { mistake: 'an empty text', answer: await emptied(boss) },
    { mistake: 'an unknown place', answer: await field('Nơi nhận', 'Atlantis') },
    { mistake: 'a time in the past', answer: await field('Giờ gửi', '8:00 ngày 1/1/2020') },
    { mistake: 'an .ics without an end', answer: await field('Lịch hẹn', '8:00 ngày 30/11/2030') },
  ];
  const all = scene.store.database.prepare<[], { channel: string; chat_id: string }>(
    'SELECT channel, chat_id FROM subscribers WHERE is_active = 1',
  );
  for (const { channel, chat_id: chatId } of all.all()) {
    scene.store.subscribers.deactivate(channel, chatId, 'wish');
  }
  await says(`/thongbao ${TEXT}`);
  rows.push({ mistake: 'no recipients', answer: await press('Xem trước') });
  const unknown = await createMenuUser(member).says('/khongco');
  const before = fromBot(member.chat).length;
  member.says('/thongbao');
  while (fromBot(member.chat).length === before) await new Promise((done) => setTimeout(done, 20));
  const answer = fromBot(member.chat).at(-1)?.text ?? '';
  const same = answer === unknown ? ' (as to any unknown command)' : ' (NOT as to an unknown one)';
  return [...rows, { mistake: 'a member trying', answer: answer + same }];
}

/** A picture without words, as a person sends it by mistake. */
async function emptied(boss: Person): Promise<string> {
  const { says, press } = createMenuUser(boss);
  await says('/thongbao');
  await press('Soạn thông báo mới');
  return says('\u2060'); // invisible: the app sends it, there is nothing to read
}
