/** /nhac and the reminders themselves, with the real store, events read from an article, and a clock of the test's own. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { comingEvents } from '../bot/coming-events.ts';
import type { Lookout } from '../bot/lookout.ts';
import { startReminding } from '../bot/reminding.ts';
import * as words from '../bot/replies/reminders.ts';
import { createWebScreens } from '../bot/screens/web-screens.ts';
import { REMINDERS_MAX, type RemindedEvent } from '../bot/store/reminders.ts';
import { createMemoryBot, type MemoryBot } from './fakes/memory-bot.ts';
import { addArticle, lookupOf, meetingCorpus } from './meeting-corpus.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const log = { debug() {}, info() {}, warn() {}, error() {} };
/** 10:00 in Vietnam. */
const BEGIN = Date.UTC(2026, 10, 25, 3);
const HOUR_MS = 3_600_000;
const MEETING: RemindedEvent = {
  title: 'Hội nghị sơ kết Liên minh HTX tỉnh Phú Thọ',
  startsOn: '2026-11-30',
  place: 'Phú Thọ',
};
const TOMORROW: RemindedEvent = { title: 'Hội chợ', startsOn: '2026-11-26', place: '' };
/** 8:00 of the day before the meeting. */
const DUE = Date.UTC(2026, 10, 29, 1);

let clock = BEGIN;
let events: RemindedEvent[] = [];
let bot: MemoryBot;
let reminding: Lookout;
let isQuiet = false;
beforeEach(() => {
  clock = BEGIN;
  events = [TOMORROW, MEETING];
  isQuiet = false;
  bot = createMemoryBot({ now: () => clock, coming: () => events });
  reminding = startReminding({
    reminders: bot.store.reminders,
    voices: bot.voices,
    coming: () => events,
    timeZone: ZONE,
    quietUntil: (at) => (isQuiet ? at + HOUR_MS : undefined),
    now: () => clock,
    log,
  });
});
afterEach(async () => {
  await reminding.stop();
  bot.stop();
});

const states = () =>
  bot.store.database.prepare('SELECT state FROM reminders ORDER BY id').pluck().all();
const optionOf = (event: RemindedEvent, isChosen: boolean) =>
  words.eventOption({ ...event, isChosen });

async function wish(): Promise<void> {
  await bot.hears('lan', '/nhac');
  await bot.chooses('lan', optionOf(MEETING, false));
}

async function saidAt(at: number): Promise<string[]> {
  clock = at;
  const before = bot.channel.said.length;
  await reminding.look();
  return bot.channel.said.slice(before);
}

describe('/nhac', () => {
  test('offers what is far enough ahead to be reminded of', async () => {
    const said = await bot.hears('lan', '/nhac');
    expect(said).toContain(optionOf(MEETING, false));
    expect(said).not.toContain('Hội chợ');
  });

  test('shows what was chosen, and a second choice takes it back', async () => {
    await wish();
    const address = { chatId: 'lan', kind: 'private' } as const;
    expect(bot.store.reminders.waiting('memory', address)).toHaveLength(1);
    await bot.chooses('lan', optionOf(MEETING, true));
    expect(bot.store.reminders.waiting('memory', address)).toEqual([]);
  });

  test('says so when nothing is coming, when it is too late, and where it cannot remind', async () => {
    await bot.hears('lan', '/nhac');
    events = [];
    expect(await bot.hears('minh', '/nhac')).toBe(words.noComingEvents);
    expect(await bot.chooses('lan', optionOf(MEETING, false))).toContain(words.tooLateToRemind);
    const typed = { chatKey: 'web:s:0', session: 's', replyId: '1', text: '/nhac' };
    expect(await createWebScreens(bot).reply(typed)).toMatchObject({ text: words.remindElsewhere });
  });

  test('takes a bounded number', async () => {
    const address = { chatId: 'lan', kind: 'private' } as const;
    for (let i = 0; i < REMINDERS_MAX; i += 1) {
      bot.store.reminders.ask('memory', address, { ...MEETING, title: `Họp ${i}` }, DUE);
    }
    await bot.hears('lan', '/nhac');
    const said = await bot.chooses('lan', optionOf(MEETING, false));
    expect(said).toContain(words.tooManyReminders(REMINDERS_MAX));
  });

  test('reads the events from the stored facts', async () => {
    const corpus = await meetingCorpus();
    const article =
      'Ngày 30/11/2026, Liên minh HTX tỉnh Phú Thọ tổ chức hội nghị sơ kết tại thành phố Việt Trì.';
    await addArticle(corpus, 'a.txt', Buffer.from(`Sắp họp ở Phú Thọ\n\n${article}`));
    const { facts } = lookupOf(corpus);
    expect(comingEvents(facts, new Date(BEGIN))).toMatchObject([{ startsOn: '2026-11-30' }]);
    expect(comingEvents(facts, new Date(BEGIN + 30 * 24 * HOUR_MS))).toEqual([]);
    corpus.database.close();
  });
});

describe('a reminder', () => {
  beforeEach(wish);

  test('comes at eight of the day before, once', async () => {
    expect(await saidAt(DUE - 1)).toEqual([]);
    expect(await saidAt(DUE)).toEqual([words.reminder(MEETING, false)]);
    expect(await saidAt(DUE + HOUR_MS)).toEqual([]);
    expect(states()).toEqual(['told']);
  });

  test('waits for the end of the quiet hours, and says today when the day has come', async () => {
    isQuiet = true;
    expect(await saidAt(DUE)).toEqual([]);
    isQuiet = false;
    expect(await saidAt(DUE + 20 * HOUR_MS)).toEqual([words.reminder(MEETING, true)]);
  });

  test('is not sent after the day, nor for an event that was put off', async () => {
    bot.store.reminders.ask('memory', { chatId: 'minh', kind: 'private' }, TOMORROW, BEGIN);
    events = [{ ...MEETING, startsOn: '2026-12-05' }];
    expect(await saidAt(DUE)).toEqual([]);
    expect(states()).toEqual(['gone', 'late']);
  });

  test('is tried again when it was certainly not sent', async () => {
    bot.channel.failNext({ outcome: 'unavailable', reason: 'down' });
    expect(await saidAt(DUE)).toEqual([]);
    expect(await saidAt(DUE + 60_000)).toEqual([words.reminder(MEETING, false)]);
  });

  test('is not repeated when its response was lost', async () => {
    bot.channel.failNext('lost');
    expect(await saidAt(DUE)).toHaveLength(1);
    expect(await saidAt(DUE + HOUR_MS)).toEqual([]);
    expect(states()).toEqual(['unknown']);
  });

  test('that a crash left half sent is unknown, and not sent again', async () => {
    clock = DUE;
    expect(bot.store.reminders.claim(1)).toHaveLength(1);
    expect(await saidAt(DUE + 60_000)).toEqual([]);
    expect(states()).toEqual(['sending']);
    expect(await saidAt(DUE + HOUR_MS)).toEqual([]);
    expect(states()).toEqual(['unknown']);
  });

  test('follows a group to its new id', async () => {
    bot.store.chats.move('memory', 'lan', 'lan 2');
    await saidAt(DUE);
    expect(bot.channel.messages('lan 2').map(({ text }) => text)).toEqual([
      words.reminder(MEETING, false),
    ]);
  });
});
