/** Whose a menu is, how long a text is waited for, and what is kept of a screen. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChannelEvent } from '../bot/channels/channel.ts';
import { menuOfAnother, menuTooOld } from '../bot/replies/menus.ts';
import { createDesk } from '../bot/screens/desk.ts';
import { OPTIONS_MAX } from '../bot/screens/screen.ts';
import { createMemoryBot, type MemoryBot } from './fakes/memory-bot.ts';
import {
  createMenuFeature,
  FRUITS,
  MENU_PERMISSIONS,
  type MenuFeature,
} from './fakes/menu-feature.ts';

const HOUR_MS = 3_600_000;
let clock: number;
let bot: MemoryBot;
let feature: MenuFeature;
beforeEach(() => {
  clock = Date.UTC(2026, 10, 25, 2);
  feature = createMenuFeature();
  bot = createMemoryBot({ features: [feature], now: () => clock });
});
afterEach(() => bot.stop());

const press = (personId: string, chatId: string, menuId: number, index = 0): ChannelEvent => ({
  kind: 'press',
  address: { chatId, kind: chatId === 'group' ? 'group' : 'private' },
  personId,
  pressId: 'p',
  messageId: 'none',
  action: { do: 'choose', menuId, index },
});

function menuFor(personId: string, chatId: string): number {
  const key = { channel: 'memory', chatId, personId };
  const options = [{ label: 'Vải', action: { name: 'thu.pick', data: { fruit: 'Vải' } } }];
  const update = `${personId} ${chatId}`;
  return bot.store.screens.record(key, update, { text: 'Bạn thích quả nào?', options }).id;
}

describe('a menu', () => {
  test('belongs to the person it was made for, also in a group', async () => {
    const menu = menuFor('lan', 'group');
    expect(await bot.takes(press('minh', 'group', menu))).toBe(menuOfAnother);
    expect(feature.runs).toEqual([]);
    await bot.takes(press('lan', 'group', menu));
    expect(feature.runs).toEqual(['Vải']);
  });

  test('of another chat, an option that is not there, and a menu that is gone are too old', async () => {
    const menu = menuFor('lan', 'group');
    expect(await bot.takes(press('lan', 'lan', menu))).toBe(menuTooOld);
    expect(await bot.takes(press('lan', 'group', menu, 7))).toBe(menuTooOld);
    expect(await bot.takes(press('lan', 'group', menu + 1))).toBe(menuTooOld);
    expect(feature.runs).toEqual([]);
  });

  test('whose action another release wrote does nothing', async () => {
    const key = { channel: 'memory', chatId: 'lan', personId: 'lan' };
    const record = (name: string, data: unknown) =>
      bot.store.screens.record(key, name, {
        text: 'x',
        options: [{ label: 'x', action: { name, data } }],
      }).id;
    expect(await bot.takes(press('lan', 'lan', record('gone', {})))).toBe(menuTooOld);
    expect(await bot.takes(press('lan', 'lan', record('thu.pick', { fruit: 1 })))).toBe(menuTooOld);
    expect(feature.runs).toEqual([]);
  });

  test('is pushed out by newer ones, and goes with the retention', async () => {
    const menu = menuFor('lan', 'lan');
    bot.store.screens.sent(menu);
    for (let n = 0; n < 20; n += 1) await bot.hears('lan', '/menu');
    expect(bot.store.screens.get(menu)).toBeUndefined();
    clock += 91 * 24 * HOUR_MS;
    bot.store.purge();
    const left = bot.store.database.prepare('SELECT COUNT(*) FROM screens').pluck().get();
    expect(left).toBe(0);
  });

  test('has no more options than fit a phone, and labels are cut to a button', () => {
    const key = { channel: 'memory', chatId: 'lan', personId: 'lan' };
    const option = { label: 'Xã '.repeat(40), action: { name: 'thu.pick', data: {} } };
    const record = (n: number) =>
      bot.store.screens.record(key, `${n}`, { text: 'x', options: Array(n).fill(option) });
    expect(() => record(OPTIONS_MAX + 1)).toThrow();
    expect([...(record(OPTIONS_MAX).options[0]?.label ?? '')]).toHaveLength(60);
  });
});

describe('a text that is waited for', () => {
  test('is a question again after an hour', async () => {
    await bot.hears('lan', '/ten');
    clock += HOUR_MS;
    await bot.hears('lan', 'Ai chủ trì?');
    expect(feature.runs).toEqual([]);
    expect(bot.assistant.inquiries.map(({ text }) => text)).toEqual(['Ai chủ trì?']);
  });

  test('is another person’s question in the same group', async () => {
    const says = (personId: string, text: string, name?: string) =>
      bot.takes({
        kind: 'message',
        address: { chatId: 'group', kind: 'group' },
        personId,
        messageId: text,
        sentAt: clock,
        isEdit: false,
        text,
        command: name === undefined ? undefined : { name, argument: '' },
      });
    await says('lan', '/ten', 'ten');
    await says('minh', 'Ai chủ trì?');
    expect(await says('lan', 'Lan')).toBe('Chào Lan!');
    expect(bot.assistant.inquiries).toHaveLength(1);
  });
});

test('the words of a screen are not kept once they are sent', async () => {
  await bot.hears('lan', '/menu');
  const kept = bot.store.database.prepare('SELECT text, options FROM screens').all();
  expect(kept).toHaveLength(1);
  expect(JSON.stringify(kept)).not.toContain('thích quả nào');
  expect(JSON.stringify(kept)).toContain(FRUITS[0]);
});

test('two features cannot give one name', () => {
  const { audit } = bot.store;
  const features = [createMenuFeature(), createMenuFeature()];
  expect(() => createDesk({ features, permissions: MENU_PERMISSIONS, audit })).toThrow('/menu');
});
