import type { MessageEntity } from 'grammy/types';
import { expect, test } from 'vitest';
import type { Reply } from '../bot/assistant.ts';
import { readAction } from '../bot/channels/telegram/buttons.ts';
import { layOut } from '../bot/channels/telegram/layout.ts';
import { split } from '../bot/channels/telegram/split.ts';
import type { Citation } from '../knowledge/answering/answer.ts';

/** The same numbers every time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const PIECES = ['Hợp tác xã ', '😀', 'a', '\n', '\n\n', '. ', 'Liên minh', ' ', '[1]', '𠀀'];

test('any text is split into parts within the limit, without losing a word or breaking a character', () => {
  const next = random(7);
  for (let round = 0; round < 300; round += 1) {
    let text = '';
    const length = Math.floor(next() * 400);
    while (text.length < length) text += PIECES[Math.floor(next() * PIECES.length)];
    const entities: MessageEntity[] = [];
    for (let i = 0; i < 5 && text.length > 0; i += 1) {
      const offset = Math.floor(next() * text.length);
      const longest = text.length - offset;
      entities.push({ type: 'bold', offset, length: 1 + Math.floor(next() * (longest - 1)) });
    }
    const max = 20 + Math.floor(next() * 60);
    const parts = split({ text, entities }, max);
    for (const part of parts) {
      expect(part.text).not.toBe('');
      expect(part.text.length).toBeLessThanOrEqual(max);
      expect(part.text.isWellFormed()).toBe(true);
      for (const { offset, length } of part.entities) {
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(length).toBeGreaterThan(0);
        expect(offset + length).toBeLessThanOrEqual(part.text.length);
      }
    }
    const words = (whole: string) => whole.replace(/\s+/g, '');
    expect(words(parts.map((part) => part.text).join(''))).toBe(words(text));
  }
});

test('a text is cut at a paragraph rather than at a line, and at a line rather than in a sentence', () => {
  const paragraph = `${'x'.repeat(30)}\n\n`;
  const line = `${'y'.repeat(20)}\n`;
  expect(split({ text: `${paragraph}${line}zzz zzz`, entities: [] }, 56)[0]?.text).toBe(
    paragraph.trim(),
  );
  expect(split({ text: `${line}${line}zzz. zzz`, entities: [] }, 45)[0]?.text).toBe(
    `${line}${line}`.trim(),
  );
});

const citation = (n: number, more: Partial<Citation> = {}): Citation => ({
  n,
  passageId: n,
  documentId: 1,
  document: 'luat.txt',
  title: 'Luật Hợp tác xã <b>& *bold*',
  quote: `Trích dẫn ${n}`,
  start: 0,
  end: 11,
  ...more,
});

function answer(reply: Partial<Reply>) {
  const full: Reply = { kind: 'answer', text: 'Có [1].', citations: [citation(1)], ...reply };
  return layOut({ kind: 'answer', replyId: 12, reply: full, ratings: { up: 0, down: 0 } });
}

test('quotes of one điều share a source line, and markup characters are shown as they are', () => {
  const [part] = answer({
    text: 'Một [1], hai [2], ba [3].',
    citations: [
      citation(1, { section: 'Điều 30' }),
      citation(2, { section: 'Điều 30' }),
      citation(3, { section: 'Điều 31', date: '2023-06-20' }),
    ],
  });
  expect(part?.text.split('\n').slice(2)).toEqual([
    'Nguồn:',
    '[1][2] Luật Hợp tác xã <b>& *bold* · Điều 30',
    '[3] Luật Hợp tác xã <b>& *bold* · Điều 31 · 20/06/2023',
  ]);
});

test('only web addresses become links', () => {
  const addresses = [
    'javascript:alert(1)',
    'file:///etc/passwd',
    'bai-viet.html',
    'https://a.vn/x',
  ];
  const links = addresses.map(
    (url) => answer({ citations: [citation(1, { url })] })[0]?.entities.length,
  );
  expect(links).toEqual([1, 1, 1, 3]); // the bold heading, and two links where there is an address
});

test('an answer with very many citations keeps to a bounded keyboard', () => {
  const citations = Array.from({ length: 40 }, (_, i) => citation(i + 1));
  const keyboard = answer({ citations }).at(-1)?.keyboard.flat() ?? [];
  expect(keyboard).toHaveLength(12 + 2);
});

test('a long quote is folded and a very long one is split', () => {
  const long = layOut({
    kind: 'source',
    citation: citation(1, { quote: 'Hợp tác xã. '.repeat(60).trim() }),
    context: undefined,
  });
  expect(long[0]?.entities.map(({ type }) => type)).toEqual(['bold', 'expandable_blockquote']);
  const huge = layOut({
    kind: 'source',
    citation: citation(1, { quote: 'Hợp tác xã. '.repeat(800).trim() }),
    context: undefined,
  });
  expect(huge.length).toBeGreaterThan(1);
  for (const part of huge) expect(part.text.length).toBeLessThanOrEqual(4_096);
});

test.each(['', 'r:1:sideways', 's:1', 's:-1:2', 's:1e9:1', 's:99999999999999999:1', '{"a":1}'])(
  'the button data %j means nothing',
  (data) => {
    expect(readAction(data)).toBeUndefined();
  },
);
