import { expect, test } from 'vitest';
import { split } from '../bot/channels/zalo/split.ts';
import { understand } from '../bot/channels/zalo/understand.ts';

const context = { botName: 'Trợ lý HTX', isKnownCommand: (name: string) => name === 'hoi' };

/** A small generator with a seed, so that a failure can be repeated. */
function randomTexts(count: number): string[] {
  let seed = 42;
  const next = (max: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * max);
  };
  const pieces = [
    'hợp tác xã',
    'ê\u0323',
    '😀',
    '👨‍👩‍👧',
    '.',
    '\n',
    '\n\n',
    ' ',
    'x'.repeat(30),
    '[1]',
    '…',
  ];
  return Array.from({ length: count }, () =>
    Array.from({ length: next(120) }, () => pieces[next(pieces.length)] ?? '').join(''),
  );
}

test('whatever the text, no part is blank or too long, and only white space is lost', () => {
  for (const text of randomTexts(500)) {
    for (const max of [20, 50, 2_000]) {
      const parts = split(text, max);
      for (const part of parts) {
        expect([...part].length).toBeLessThanOrEqual(max);
        expect(part.trim()).toBe(part);
        expect(part).not.toBe('');
        expect(part).toBe(part.normalize('NFC'));
      }
      const bare = (from: string) => from.normalize('NFC').replace(/\s/g, '');
      expect(bare(parts.join(''))).toBe(bare(text));
    }
  }
});

test('a text is cut between paragraphs before lines, lines before sentences, sentences before words', () => {
  const words = (n: number) => `${'từ '.repeat(n).trim()}.`;
  expect(split(`${words(10)}\n\n${words(4)}\n${words(8)}`, 50)[0]).toBe(words(10));
  expect(split(`${words(10)}\n${words(4)} ${words(8)}`, 50)[0]).toBe(words(10));
  expect(split(`${words(10)} ${words(9)}`, 50)[0]).toBe(words(10));
  expect(split(words(20), 50)[0]).toMatch(/từ$/);
});

test('length is counted after NFC, in code points', () => {
  expect(split('ê\u0323'.repeat(2_000))).toHaveLength(1);
  expect(split('😀'.repeat(2_000))).toHaveLength(1);
  expect(split('😀'.repeat(2_001))).toHaveLength(2);
});

test('an emoji of several code points is not cut', () => {
  for (const part of split('👨‍👩‍👧'.repeat(40), 22)) {
    expect(part).not.toMatch(/^\u200d|\u200d$/u);
  }
});

test.each([
  ['1', { do: 'show-sources', numbers: [1] }],
  [' [2] ', { do: 'show-sources', numbers: [2] }],
  ['1, 2, 3', { do: 'show-sources', numbers: [1, 2, 3] }],
  ['1 2', { do: 'show-sources', numbers: [1, 2] }],
  ['Nguồn 2', { do: 'show-sources', numbers: [2] }],
  ['xem nguon so 1', { do: 'show-sources', numbers: [1] }],
  ['1,2,3,4,5,6,7', { do: 'show-sources', numbers: [1, 2, 3, 4, 5] }],
  ['+', { do: 'rate', verdict: 'up' }],
  ['👍🏽', { do: 'rate', verdict: 'up' }],
  ['-', { do: 'rate', verdict: 'down' }],
  ['—', { do: 'rate', verdict: 'down' }],
  ['?', { do: 'show-related' }],
  ['B.', { do: 'ask-related', index: 1 }],
])('"%s" is a choice', (said, choice) => {
  expect(understand(said, false, context)).toMatchObject({ kind: 'choice', choice });
});

test.each(['123', '2023', 'số 1', '8/8', '1 xã', '+84 912 345 678', 'd', 'an', '??'])(
  '"%s" is no choice',
  (said) => {
    expect(understand(said, false, context)).toMatchObject({ kind: 'words' });
  },
);

test('the name is found whatever its case and marks, and only with an @', () => {
  const meant = (said: string) => understand(said, true, context);
  expect(meant('@trợ lý htx: ai chủ trì?')).toMatchObject({ text: 'ai chủ trì?' });
  expect(meant('@TRO LY HTX ai chủ trì?')).toMatchObject({ text: 'ai chủ trì?' });
  expect(meant('Trợ lý HTX là gì?')).toBeUndefined();
  expect(meant('/quit')).toBeUndefined();
  expect(meant('/hoi 2')).toMatchObject({ kind: 'choice' });
  expect(meant('/hoi')).toMatchObject({ text: '', command: { name: 'hoi', argument: '' } });
});
