/**
 * The permission table against the bot itself: every command, button and awaited text, tried by every
 * role in private and in a group. What the bot does must be what the table says, and nothing else.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ButtonAction, ChannelEvent, ChatAddress } from '../bot/channels/channel.ts';
import { parseConfig } from '../bot/config.ts';
import { createParts } from '../bot/parts.ts';
import { isAllowed, isForStaff, PERMISSIONS, type Role } from '../bot/permissions.ts';
import * as commands from '../bot/replies/commands.ts';
import * as menus from '../bot/replies/menus.ts';
import { buttonTooOld } from '../bot/replies/refusals.ts';
import * as words from '../bot/replies/roles.ts';
import type { Corpus } from '../knowledge/corpus/corpus.ts';
import { createMemoryBot, type MemoryBot } from './fakes/memory-bot.ts';
import { addArticle, lookupFeatureOf, meetingCorpus } from './meeting-corpus.ts';

/** One for each attempt: nobody chooses so often within a minute. */
const OWNERS = Array.from({ length: 1_000 }, (_, i) => ({
  channel: 'memory',
  personId: `owner ${i}`,
}));
const CHAIR = { channel: 'telegram', personId: '7' };

/** What each action carries, and each dialogue knows, when it is tried. */
const SAMPLES: Record<string, unknown> = {
  'dangky.consent': {},
  'dangky.show': {},
  'dangky.leave': {},
  'dangky.ask-place': {},
  'dangky.add-place': { province: 'Hải Phòng' },
  'dangky.places': {},
  'dangky.drop-place': { province: 'Hải Phòng' },
  'dangky.everywhere': {},
  'dangky.topics': {},
  'dangky.topic': { topic: 'events' },
  'dangky.place': {},
  'nhac.toggle': { startsOn: '2024-07-03', title: 'Giao ban ở Phú Thọ' },
  'tracuu.question': {},
  'tracuu.anew': {},
  'tracuu.list': { asked: 'các hội nghị', page: 0 },
  'tracuu.open': { asked: 'các hội nghị', page: 0, id: 1 },
  'tracuu.quotes': { asked: 'các hội nghị', page: 0, id: 1, from: 0 },
  'tracuu.file': { asked: 'các hội nghị', format: 'csv' },
  'tracuu.figure': { asked: 'số HTX của Phú Thọ' },
  'tracuu.figure-quotes': { asked: 'số HTX của Phú Thọ', from: 0 },
  'tracuu.figure-file': { asked: 'số HTX của Phú Thọ', format: 'docx' },
  'vaitro.page': { from: 0 },
  'vaitro.person': CHAIR,
  'vaitro.revoke': CHAIR,
  'vaitro.cancel-invites': {},
  'thongbao.overview': {},
  'thongbao.compose': {},
  'thongbao.open': { id: 1 },
  'thongbao.rewrite': { id: 1 },
  'thongbao.field': { id: 1, field: 'link' },
  'thongbao.clear': { id: 1, field: 'link' },
  'thongbao.topics': { id: 1 },
  'thongbao.topic': { id: 1, topic: 'events' },
  'thongbao.discard': { id: 1 },
  'thongbao.preview': { id: 1 },
  'thongbao.trial': { id: 1 },
  'thongbao.confirm': { id: 1 },
  'thongbao.send': { id: 1 },
  'thongbao.pause': { id: 1 },
  'thongbao.resume': { id: 1 },
  'thongbao.stop': { id: 1 },
  'thongbao.again': { id: 1 },
  'thongbao.correct': { id: 1 },
  'thongbao.report': { id: 1 },
  'thongbao.text': {},
  'thongbao.field-text': { id: 1, field: 'link' },
};
/** Texts that are waited for; every other name without a slash is an action. */
const DIALOGUES: readonly string[] = [
  'dangky.place',
  'tracuu.question',
  'thongbao.text',
  'thongbao.field-text',
];
const ANSWER_BUTTONS: Record<string, (replyId: number) => ButtonAction> = {
  'answer.source': (replyId) => ({ do: 'show-source', replyId, n: 1 }),
  'answer.rate': (replyId) => ({ do: 'rate', replyId, verdict: 'up' }),
  'answer.related': (replyId) => ({ do: 'show-related', replyId }),
};

const NAMES = Object.keys(PERMISSIONS);
const ROLES: readonly Role[] = ['member', 'staff', 'owner'];
const CASES = NAMES.flatMap((what) =>
  ROLES.flatMap((role) => (['private', 'group'] as const).map((place) => ({ what, role, place }))),
);

let bot: MemoryBot;
let corpus: Corpus;
let attempts = 0;
beforeAll(async () => {
  corpus = await meetingCorpus();
  const meeting =
    'Ngày 03/7/2024, Liên minh HTX tỉnh Phú Thọ tổ chức hội nghị giao ban. Đến nay toàn tỉnh có 611 HTX.';
  await addArticle(corpus, 'a.txt', Buffer.from(`Giao ban ở Phú Thọ\n\n${meeting}`));
  bot = createMemoryBot({ owners: OWNERS, features: [lookupFeatureOf(corpus)] });
});
afterAll(() => {
  bot.stop();
  corpus.database.close();
});

/** What the bot said to one attempt in a chat of its own. */
async function attempt(what: string, role: Role, place: ChatAddress['kind']): Promise<string> {
  attempts += 1;
  const personId = `${role} ${attempts}`;
  if (role === 'staff') bot.store.staff.add({ channel: 'memory', personId }, '', 'test');
  const address: ChatAddress = { chatId: `chat ${attempts}`, kind: place };
  const from = { address, personId };
  const message = { ...from, messageId: `m${attempts}`, sentAt: Date.now(), isEdit: false };
  const say = (text: string): ChannelEvent => {
    const name = /^\/(\w+)/.exec(text)?.[1];
    const command = name === undefined ? undefined : { name, argument: '' };
    return { kind: 'message', ...message, text, command };
  };
  const press = (action: ButtonAction): ChannelEvent => ({
    kind: 'press',
    ...from,
    pressId: `p${attempts}`,
    messageId: 'none',
    action,
  });
  if (what.startsWith('/')) return bot.takes(say(what));
  if (what === 'tracuu.beside') {
    const said = await bot.takes(say('các hội nghị ở Phú Thọ năm 2024'));
    return said.includes('Có 1 hội nghị') ? said : commands.unknownCommand;
  }
  if (what in ANSWER_BUTTONS) {
    await bot.takes(say('Ai chủ trì?'));
    const id = bot.store.replies.newest({ channel: 'memory', chatId: address.chatId })?.id ?? 0;
    return bot.takes(press(ANSWER_BUTTONS[what]!(id)));
  }
  expect(Object.keys(SAMPLES), 'a sample of what it carries').toContain(what);
  const key = { channel: 'memory', chatId: address.chatId, personId };
  const isDialogue = DIALOGUES.includes(what);
  const { id } = bot.store.screens.record(key, `u${attempts}`, {
    text: 'Thử',
    ...(isDialogue
      ? { awaits: { dialogue: what, state: SAMPLES[what] } }
      : { options: [{ label: 'Thử', action: { name: what, data: SAMPLES[what] } }] }),
  });
  return bot.takes(isDialogue ? say('Thử') : press({ do: 'choose', menuId: id, index: 0 }));
}

const REFUSALS: readonly string[] = [
  commands.unknownCommand,
  menus.menuTooOld,
  buttonTooOld,
  words.onlyInPrivate,
];

describe('the permission table', () => {
  test.each(CASES)('$what by $role ($place)', async ({ what, role, place }) => {
    const said = await attempt(what, role, place);
    expect(said).not.toBe('');
    expect(!REFUSALS.includes(said)).toBe(isAllowed(PERMISSIONS, what, role, place));
  });

  test.each(NAMES.filter((what) => what.startsWith('/') && isForStaff(PERMISSIONS, what)))(
    'a member who types %s hears what an unknown command hears',
    async (what) => {
      expect(await attempt(what, 'member', 'private')).toBe(commands.unknownCommand);
      expect(await attempt(what, 'member', 'group')).toBe(commands.unknownCommand);
      expect(bot.desk.isPublicCommand(what.slice(1))).toBe(false);
    },
  );

  test('holds every name that a feature gives, and no other', () => {
    const { store } = bot;
    const config = parseConfig({});
    const features = [lookupFeatureOf(corpus)];
    for (const what of NAMES) {
      const { [what]: _, ...rest } = PERMISSIONS;
      const isFeatures = !what.startsWith('answer.') && !QUESTIONS.includes(what);
      const deps = { config, store, features, coming: () => [], now: Date.now };
      const open = () => createParts({ ...deps, permissions: rest });
      if (isFeatures) expect(open, what).toThrow(`"${what}" has no permissions.`);
      else expect(open, what).not.toThrow();
    }
  });

  test('what a staff member does is written down, with ids and without words', async () => {
    await attempt('vaitro.revoke', 'owner', 'private');
    expect(bot.store.audit.newest(1)).toMatchObject([
      {
        who: `memory:owner ${attempts}`,
        what: 'vaitro.revoke',
        target: 'telegram:7',
        outcome: 'allowed',
      },
    ]);
    await attempt('/vaitro', 'staff', 'private');
    expect(bot.store.audit.newest(1)).toMatchObject([{ what: '/vaitro', outcome: 'refused' }]);
    const before = bot.store.audit.newest(1_000).length;
    await attempt('/trogiup', 'owner', 'private');
    expect(bot.store.audit.newest(1_000)).toHaveLength(before);
  });
});

/** Commands that the assistant answers. */
const QUESTIONS: readonly string[] = ['/hoi', '/sukien', '/thanhvien', '/chinhsach'];
