/**
 * What every channel promises together with the conversation. One suite; each channel is a bench that
 * lets a person write, press and read there. The web page has no platform in between that delivers
 * twice or refuses, so the second half is for the platforms.
 */
import { describe, expect, test } from 'vitest';
import * as commands from '../bot/replies/commands.ts';
import * as menus from '../bot/replies/menus.ts';
import * as refusals from '../bot/replies/refusals.ts';
import * as sources from '../bot/replies/sources.ts';
import {
  type Bench,
  memoryBench,
  type PersonBench,
  telegramBench,
  telegramRichBench,
} from './fakes/channel-benches.ts';
import { FRUITS } from './fakes/menu-feature.ts';
import { until } from './fakes/telegram-bot.ts';
import { webBench } from './fakes/web-bench.ts';
import { zaloBotBench, zaloOaBench } from './fakes/zalo-benches.ts';

const platforms: [string, () => Promise<Bench>][] = [
  ['in memory', memoryBench],
  ['Telegram', telegramBench],
  ['Telegram, rich messages', telegramRichBench],
  ['Zalo Bot', zaloBotBench],
  ['Zalo OA', zaloOaBench],
];
const everywhere: [string, () => Promise<PersonBench>][] = [...platforms, ['web page', webBench]];

async function on<B extends PersonBench>(
  open: () => Promise<B>,
  scene: (bench: B) => Promise<void>,
): Promise<void> {
  const bench = await open();
  try {
    await scene(bench);
  } finally {
    await bench.stop();
  }
}

function replies(bench: PersonBench, person: number, n: number): Promise<unknown> {
  return until(`${n} messages for person ${person}`, () => bench.texts(person).length >= n);
}

function settled(bench: PersonBench): Promise<unknown> {
  return until('an empty inbox', () => bench.store.inbox.counts().received === 0);
}

describe.each(everywhere)('a channel (%s)', (_, open) => {
  test('gives the answer with its marks and names every source', () =>
    on(open, async (bench) => {
      bench.says(1, 'Ai chủ trì?');
      await replies(bench, 1, 1);
      const [text] = bench.texts(1);
      expect(text).toContain('Trả lời: Ai chủ trì? [1]');
      expect(text).toContain('[1] Hội nghị thành viên lần 1');
      expect(text).toContain('[2] Hội nghị thành viên lần 2');
    }));

  test('shows the quote behind a citation word for word', () =>
    on(open, async (bench) => {
      bench.says(1, 'Câu hỏi');
      await replies(bench, 1, 1);
      bench.asksForSource(1, 2);
      await replies(bench, 1, 2);
      expect(bench.texts(1)[1]).toContain(
        'Hợp tác xã Phúc Hoàng và Hợp tác xã An Phát được kết nạp làm thành viên.',
      );
    }));

  test('stores a rating', () =>
    on(open, async (bench) => {
      bench.says(1, 'Câu hỏi');
      await replies(bench, 1, 1);
      bench.ratesUp(1);
      await until('the rating', () => bench.store.feedback.tally(1).up === 1);
    }));

  test('answers everything a person sends at once, in order, without holding up others', () =>
    on(open, async (bench) => {
      bench.says(1, 'số 0 chậm 700');
      for (let n = 1; n < 6; n += 1) bench.says(1, `số ${n}`);
      bench.says(2, 'số 0');
      await replies(bench, 2, 1);
      expect(bench.texts(1)).toHaveLength(0);
      await replies(bench, 1, 6);
      expect(
        bench
          .texts(1)
          .map((text) => /số (\d)/.exec(text)?.[1])
          .join(''),
      ).toBe('012345');
    }));

  test('remembers the conversation until it is told to forget', () =>
    on(open, async (bench) => {
      for (const text of ['một', 'hai', '/quen', 'ba']) bench.says(1, text);
      await replies(bench, 1, 4);
      expect(bench.assistant.inquiries.map(({ history }) => history.length)).toEqual([0, 2, 0]);
      expect(bench.texts(1)[2]).toBe(commands.forgotten(4));
    }));

  test('shows the sources of the newest answer when asked with /nguon', () =>
    on(open, async (bench) => {
      bench.says(1, '/nguon');
      await replies(bench, 1, 1);
      expect(bench.texts(1)[0]).toBe(sources.nothingToChoose);
      bench.says(1, 'Câu hỏi');
      await replies(bench, 1, 2);
      bench.says(1, '/nguon');
      await replies(bench, 1, 3);
      expect(bench.texts(1)[2]).toContain('[2] Hội nghị thành viên lần 2');
      expect(bench.texts(1)[2]).toContain('được kết nạp làm thành viên.”');
    }));

  test('asks the assistant for the lists of events, members and policies, and cites them', () =>
    on(open, async (bench) => {
      const commands = ['/sukien', '/thanhvien', '/chinhsach'];
      for (const command of commands) bench.says(1, command);
      await replies(bench, 1, 3);
      expect(bench.assistant.inquiries.map(({ text }) => text)).toEqual(commands);
      for (const text of bench.texts(1)) expect(text).toContain('[1] Hội nghị thành viên lần 1');
    }));

  test('shows a menu whose options lead on, newest menu first', () =>
    on(open, async (bench) => {
      bench.says(1, '/menu');
      await replies(bench, 1, 1);
      for (const fruit of FRUITS) expect(bench.offered(1)).toContain(fruit);
      bench.chooses(1, 2);
      await until('the second screen', () => bench.texts(1).at(-1)?.includes('đã chọn: Vải'));
      bench.chooses(1, 3);
      await until('the third screen', () => bench.texts(1).at(-1)?.includes('đã chọn: Na'));
      expect(bench.menu.runs).toEqual(['menu', 'Vải', 'Na']);
    }));

  test('takes the next text for what a screen waits for, once', () =>
    on(open, async (bench) => {
      for (const text of ['/ten', 'Lan', 'Ai chủ trì?']) bench.says(1, text);
      await replies(bench, 1, 3);
      expect(bench.texts(1)[1]).toBe('Chào Lan!');
      expect(bench.assistant.inquiries.map(({ text }) => text)).toEqual(['Ai chủ trì?']);
    }));

  test('waits for a text no longer when an option or a command comes instead', () =>
    on(open, async (bench) => {
      bench.says(1, '/ten');
      await replies(bench, 1, 1);
      bench.chooses(1, 1);
      await until('the choice', () => bench.texts(1).at(-1)?.includes('đã chọn: không'));
      for (const text of ['/ten', '/quen', 'Ai chủ trì?']) bench.says(1, text);
      await until('the answer', () => bench.texts(1).at(-1)?.includes('Trả lời: Ai chủ trì?'));
      expect(bench.menu.runs).toEqual(['không']);
    }));

  test('brings a file, or says where to get it', () =>
    on(open, async (bench) => {
      bench.says(1, '/tep');
      await replies(bench, 1, 1);
      expect(bench.texts(1)[0]).toBe(
        bench.takesFiles ? 'Bảng đây ạ.' : menus.fileNotHere('Bảng đây ạ.'),
      );
      expect(bench.files(1)).toEqual(bench.takesFiles ? ['hoi-nghi.csv'] : []);
    }));

  test('says that it does not know a command', () =>
    on(open, async (bench) => {
      bench.says(1, '/khongco');
      await replies(bench, 1, 1);
      expect(bench.texts(1)[0]).toBe(commands.unknownCommand);
    }));

  test('sends a long answer whole, in parts within the limit', () =>
    on(open, async (bench) => {
      bench.says(1, 'một câu trả lời dài');
      await settled(bench);
      await until('the last part', () => bench.texts(1).join('').includes('lần 2'));
      for (const text of bench.texts(1)) {
        expect([...text].length).toBeLessThanOrEqual(bench.charactersMax);
      }
      const whole = bench.texts(1).join('').replace(/\s/g, '');
      for (let n = 0; n < 60; n += 1) expect(whole).toContain(`Đoạn${n}:`);
    }));
});

describe.each(platforms)('a platform (%s)', (_, open) => {
  test('signs a person up for news with their consent, and off again', () =>
    on(open, async (bench) => {
      const isActive = () =>
        bench.store.subscribers.of(bench.channel, bench.chatId(1))?.isActive ?? false;
      bench.says(1, '/dangky');
      await replies(bench, 1, 1);
      expect(isActive()).toBe(false);
      bench.chooses(1, 1);
      await until('the consent', isActive);
      bench.says(1, '/huydangky');
      await until('the end of it', () => !isActive());
    }));

  test('runs a command once, whatever becomes of its words', () =>
    on(open, async (bench) => {
      bench.failNextSend('response lost');
      const said = bench.says(1, '/menu');
      await replies(bench, 1, 2);
      bench.repeat(said);
      bench.says(1, 'Câu hỏi');
      await replies(bench, 1, 3);
      await settled(bench);
      expect(bench.texts(1)[1]).toBe(bench.texts(1)[0]);
      expect(bench.menu.runs).toEqual(['menu']);
    }));

  test('answers an update that is delivered twice once', () =>
    on(open, async (bench) => {
      const said = bench.says(1, 'Câu một');
      bench.repeat(said);
      bench.says(1, 'Câu hai');
      await replies(bench, 1, 2);
      await settled(bench);
      expect(bench.assistant.inquiries.map(({ text }) => text)).toEqual(['Câu một', 'Câu hai']);
    }));

  test('waits when the platform limits it, and then sends once', () =>
    on(open, async (bench) => {
      bench.failNextSend('limited for a second');
      bench.says(1, 'Câu hỏi');
      await replies(bench, 1, 1);
      await settled(bench);
      expect(bench.texts(1)).toHaveLength(1);
      expect(bench.assistant.inquiries).toHaveLength(1);
    }));

  test('notes that a person cannot be reached, until they write again', () =>
    on(open, async (bench) => {
      const isReachable = () => bench.store.chats.isReachable(bench.channel, bench.chatId(1));
      const chat = { channel: bench.channel, chatId: bench.chatId(1) };
      const subscriber = () => bench.store.subscribers.of(chat.channel, chat.chatId);
      bench.store.subscribers.activate({ ...chat, kind: 'private' });
      bench.failNextSend('blocked');
      bench.says(1, 'Câu hỏi');
      await until('the note', () => !isReachable() && !subscriber()?.isActive);
      bench.says(1, 'Tôi quay lại');
      await replies(bench, 1, 1);
      expect(isReachable()).toBe(true);
      expect(subscriber()?.isActive).toBe(false); // only a new wish subscribes again
      expect(bench.store.inbox.counts().failed).toBe(0);
    }));

  test('repeats a message whose response was lost, but does not answer anew', () =>
    on(open, async (bench) => {
      bench.failNextSend('response lost');
      bench.says(1, 'Câu hỏi');
      await replies(bench, 1, 2);
      await settled(bench);
      const [first, second] = bench.texts(1);
      expect(second).toBe(first);
      expect(bench.assistant.inquiries).toHaveLength(1);
    }));

  test('apologises once for what waited too long', () =>
    on(open, async (bench) => {
      const longAgo = Date.now() - 24 * 3_600_000;
      bench.says(1, 'Câu cũ', longAgo);
      bench.says(1, 'Câu cũ hơn', longAgo);
      bench.says(1, 'Câu mới');
      await replies(bench, 1, 2);
      expect(bench.texts(1)[0]).toBe(refusals.tooLate);
      expect(bench.texts(1)[1]).toContain('Câu mới');
    }));
});
