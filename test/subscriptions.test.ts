/** Subscribing in chat: consent, places in any spelling, topics; and who a broadcast is then for. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readPlaceWishes } from '../bot/place-wishes.ts';
import { onlyInPrivate } from '../bot/replies/roles.ts';
import * as words from '../bot/replies/subscriptions.ts';
import { createWebScreens } from '../bot/screens/web-screens.ts';
import { PLACES_MAX, subscriptionCondition } from '../bot/store/subscriptions.ts';
import { createMemoryBot, type MemoryBot } from './fakes/memory-bot.ts';

const BEGIN = Date.UTC(2026, 10, 25, 2);
let clock = BEGIN;
let bot: MemoryBot;
beforeEach(() => {
  clock = BEGIN;
  bot = createMemoryBot({ now: () => clock });
});
afterEach(() => bot.stop());

const subscriber = (person: string) => bot.store.subscribers.of('memory', person);
const choice = (person: string) => bot.store.subscriptions.of(subscriber(person)?.id ?? 0);
const labels = (person: string) => bot.channel.messages(person).at(-1)?.labels ?? [];

describe('places are understood', () => {
  test.each([
    ['Hải Phòng', ['Hải Phòng']],
    ['hai phong', ['Hải Phòng']],
    ['HP', ['Hải Phòng']],
    ['tp. Hải Phòng và tỉnh Lạng Sơn', ['Hải Phòng', 'Lạng Sơn']],
    ['TPHCM', ['Hồ Chí Minh']],
    ['Huyện Vĩnh Bảo, Hải Phòng', ['Vĩnh Bảo (Hải Phòng)']],
    ['vinh bao, hai phong', ['Vĩnh Bảo (Hải Phòng)']],
    ['Hải Phòng, Kiến An', ['Hải Phòng', 'Kiến An (Hải Phòng)']],
    ['Châu Thành, Tây Ninh', ['Châu Thành (Tây Ninh)']],
  ])('"%s"', (text, names) => {
    const { places, unknown } = readPlaceWishes(text, undefined);
    expect(places.map(words.placeName)).toEqual(names);
    expect(unknown).toEqual([]);
  });

  test('or named as not understood', () => {
    expect(readPlaceWishes('Hải Phòng; Sao Hỏa', undefined).unknown).toEqual(['Sao Hỏa']);
    expect(readPlaceWishes('huyện Châu Thành', undefined).unknown).toEqual(['huyện Châu Thành']);
    expect(readPlaceWishes('', undefined)).toEqual({ places: [], unknown: [] });
  });

  test('a district of the own province needs no more', () => {
    expect(readPlaceWishes('Vĩnh Bảo', 'Hải Phòng').places).toEqual([
      { province: 'Hải Phòng', district: 'Vĩnh Bảo' },
    ]);
  });
});

describe('/dangky', () => {
  test('asks for consent, records its time, and shows the choice', async () => {
    expect(await bot.hears('lan', '/dangky')).toContain(words.askConsent(choice('lan')));
    expect(subscriber('lan')).toBeUndefined();
    clock += 60_000;
    const said = await bot.chooses('lan', words.CONSENT);
    expect(subscriber('lan')).toMatchObject({ isActive: true, consentedAt: BEGIN + 60_000 });
    expect(said).toContain(words.presentChoice({ places: [], topics: [] }, '25/11/2026'));
  });

  test('takes places by text, each once, and drops them by button', async () => {
    await bot.hears('lan', '/dangky');
    await bot.chooses('lan', words.CONSENT);
    await bot.chooses('lan', words.ADD_PLACE);
    await bot.hears('lan', 'huyện Vĩnh Bảo, Hải Phòng; lang son');
    await bot.hears('lan', '/dangky Lạng Sơn');
    expect(choice('lan').places).toEqual([
      { province: 'Hải Phòng', district: 'Vĩnh Bảo' },
      { province: 'Lạng Sơn' },
    ]);
    await bot.hears('lan', '/dangky Hải Phòng'); // the whole takes the part's place
    expect(choice('lan').places).toEqual([{ province: 'Lạng Sơn' }, { province: 'Hải Phòng' }]);
    await bot.chooses('lan', words.CHANGE_PLACES);
    await bot.chooses('lan', words.dropPlace({ province: 'Lạng Sơn' }));
    expect(choice('lan').places).toEqual([{ province: 'Hải Phòng' }]);
    await bot.chooses('lan', words.CHANGE_PLACES);
    await bot.chooses('lan', words.EVERYWHERE);
    expect(choice('lan').places).toEqual([]);
  });

  test('an unknown place changes nothing and can be typed again', async () => {
    expect(await bot.hears('lan', '/dangky Sao Hỏa')).toContain(words.placeUnknown('Sao Hỏa'));
    expect(subscriber('lan')).toBeUndefined();
    await bot.hears('lan', 'Hải Phòng');
    expect(choice('lan').places).toEqual([{ province: 'Hải Phòng' }]);
  });

  test('too many places are refused with one sentence', async () => {
    const ten =
      'Lạng Sơn, Sơn La, Lào Cai, Yên Bái, Bắc Giang, Hà Giang, Cao Bằng, Nghệ An, Hà Tĩnh, Gia Lai';
    await bot.hears('lan', `/dangky ${ten}`);
    expect(choice('lan').places).toHaveLength(PLACES_MAX);
    expect(await bot.hears('lan', '/dangky Kon Tum')).toContain(words.tooManyPlaces(PLACES_MAX));
    expect(choice('lan').places).toHaveLength(PLACES_MAX);
  });

  test('topics are chosen and unchosen', async () => {
    await bot.hears('lan', '/dangky');
    await bot.chooses('lan', words.CONSENT);
    await bot.chooses('lan', words.CHANGE_TOPICS);
    await bot.chooses('lan', words.topicOption('training', false));
    await bot.chooses('lan', words.topicOption('finance', false));
    await bot.chooses('lan', words.topicOption('training', true));
    expect(choice('lan').topics).toEqual(['finance']);
    expect(labels('lan')).toContain('✓ Vốn – tín dụng');
    expect(await bot.chooses('lan', words.BACK)).toContain('Chủ đề: Vốn – tín dụng');
  });

  test('who left finds the choice again, after a new consent only', async () => {
    await bot.hears('lan', '/dangky Hải Phòng');
    expect(await bot.hears('lan', '/huydangky')).toBe(words.left);
    expect(await bot.hears('lan', '/huydangky')).toBe(words.notSubscribed);
    const address = { chatId: 'lan', kind: 'private' } as const;
    await bot.takes({ kind: 'reachability', address, isReachable: true });
    expect(subscriber('lan')?.isActive).toBe(false);
    expect(await bot.hears('lan', '/dangky')).toContain('Nơi: Hải Phòng');
    expect(subscriber('lan')?.isActive).toBe(false);
    clock += 1_000;
    await bot.chooses('lan', words.CONSENT);
    expect(subscriber('lan')).toMatchObject({ isActive: true, consentedAt: clock });
  });

  test('an old button does not subscribe who has left', async () => {
    await bot.hears('lan', '/dangky Hải Phòng');
    await bot.chooses('lan', words.CHANGE_TOPICS);
    bot.store.subscribers.deactivate('memory', 'lan', 'wish');
    expect(await bot.chooses('lan', words.topicOption('events', false))).toContain(words.CONSENT);
    expect(subscriber('lan')?.isActive).toBe(false);
    expect(choice('lan').topics).toEqual([]);
  });

  test('ends when the person blocks the bot', async () => {
    await bot.hears('lan', '/dangky Hải Phòng');
    const address = { chatId: 'lan', kind: 'private' } as const;
    await bot.takes({ kind: 'reachability', address, isReachable: false });
    expect(subscriber('lan')?.isActive).toBe(false);
  });

  test('in a group is for staff', async () => {
    const inGroup = (personId: string) =>
      bot.takes({
        kind: 'message',
        address: { chatId: 'group', kind: 'group' },
        personId,
        messageId: '1',
        sentAt: clock,
        isEdit: false,
        text: '/dangky Hải Phòng',
        command: { name: 'dangky', argument: 'Hải Phòng' },
      });
    expect(await inGroup('lan')).toBe(onlyInPrivate);
    bot.store.staff.add({ channel: 'memory', personId: 'hoa' }, '', 'test');
    await inGroup('hoa');
    expect(subscriber('group')).toMatchObject({ isActive: true, kind: 'group' });
  });

  test('on the web page says where to subscribe', async () => {
    const screens = createWebScreens(bot);
    const typed = { chatKey: 'web:s:0', session: 's' };
    for (const [replyId, text] of [
      ['1', '/dangky'],
      ['2', '/dangky Hải Phòng'],
      ['3', '/huydangky'],
    ]) {
      const reply = await screens.reply({ ...typed, replyId: replyId!, text: text! });
      expect(reply?.text).toBe(words.subscribeElsewhere);
    }
  });
});

describe('a target matches', () => {
  const matching = (target: Parameters<typeof subscriptionCondition>[0]) => {
    const { sql, parameters } = subscriptionCondition(target);
    return bot.store.database
      .prepare<[Record<string, string>], string>(
        `SELECT chat_id FROM subscribers AS s WHERE ${sql} ORDER BY chat_id`,
      )
      .pluck()
      .all(parameters);
  };
  const everywhere = { places: [], topics: [] };

  beforeEach(async () => {
    for (const [person, places] of Object.entries({
      all: '',
      haiduong: 'Hải Dương',
      haiphong: 'Hải Phòng',
      langson: 'Lạng Sơn',
      vinhbao: 'Vĩnh Bảo, Hải Phòng',
    })) {
      await bot.hears(person, `/dangky ${places}`.trim());
    }
    await bot.chooses('all', words.CONSENT);
    bot.store.subscriptions.setTopics(subscriber('langson')!.id, ['finance', 'digital']);
  });

  test('everybody when it names nothing', () => {
    expect(matching(everywhere)).toHaveLength(5);
  });

  test('who chose the province, one that was merged with it, or one of its districts', () => {
    expect(matching({ ...everywhere, places: [{ province: 'Hải Phòng' }] })).toEqual([
      'all',
      'haiduong',
      'haiphong',
      'vinhbao',
    ]);
  });

  test('a district: who chose it or the whole province', () => {
    const anDuong = { province: 'Hải Phòng', district: 'An Dương' };
    expect(matching({ ...everywhere, places: [anDuong] })).not.toContain('vinhbao');
    const vinhBao = { province: 'Hải Phòng', district: 'Vĩnh Bảo' };
    expect(matching({ ...everywhere, places: [anDuong, vinhBao] })).toContain('vinhbao');
  });

  test('topics: who chose one of them, or none at all', () => {
    expect(matching({ ...everywhere, topics: ['events'] })).not.toContain('langson');
    expect(matching({ ...everywhere, topics: ['events', 'digital'] })).toContain('langson');
    expect(matching({ places: [{ province: 'Lạng Sơn' }], topics: ['finance'] })).toEqual([
      'all',
      'langson',
    ]);
  });
});
