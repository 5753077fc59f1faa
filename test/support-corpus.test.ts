/**
 * The support check on real sentences: each supports itself, however its clauses are ordered, and
 * stops supporting a claim in which one number, date, name or negation was changed.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkSupport } from '../knowledge/answering/support.ts';
import { cleanText } from '../knowledge/text/normalise.ts';
import { sentences } from '../knowledge/text/sentences.ts';

const corpus = join(import.meta.dirname, '..', '..', 'shared', 'corpus');
/** Every fifth sentence keeps the test at a few seconds. */
const SAMPLE = 5;
const LENGTH_MIN = 40;

/** Makes a claim of a sentence; undefined where the sentence does not allow the change. */
type Change = (sentence: string) => string | undefined;

const replaced = (sentence: string, pattern: RegExp, to: (...groups: string[]) => string) =>
  pattern.test(sentence) ? sentence.replace(pattern, to) : undefined;

const kept: [name: string, change: Change, shareMin: number][] = [
  ['is repeated', (sentence) => sentence, 1],
  ['is opened with other words', (sentence) => `Theo bài viết, ${sentence}`, 1],
  [
    'has its clauses in another order',
    (sentence) =>
      sentence
        .replace(/^(?:\d{1,3}\s?[.)]|[a-zđ]{1,2}\))\s*/, '')
        .split(', ')
        .reverse()
        .join(', '),
    0.96,
  ],
];
const broken: [name: string, change: Change, shareMax: number][] = [
  [
    'number is changed',
    (s) => replaced(s, /(?<![\d/.,-])\d+(?![\d/.,)-])/, (n) => String(Number(n) + 7)),
    0.01,
  ],
  [
    'day is changed',
    (s) =>
      replaced(
        s,
        /\b(\d{1,2})(\/\d{1,2}\/\d{4})/,
        (_, day, rest) => `${(Number(day) % 28) + 1}${rest}`,
      ),
    0,
  ],
  [
    'name is changed',
    (s) => replaced(s, /(?<=\p{Ll} \p{Lu}\p{Ll}+ )\p{Lu}\p{Ll}+(?= \p{Ll}|,)/u, () => 'Quyếch'),
    0,
  ],
  [
    'negation is dropped',
    (s) => replaced(s, /(?<= )không (?!quá|chỉ|những|ngừng|vượt|thấp|ít|dưới|hơn)/, () => ''),
    0.1,
  ],
  [
    'verb is negated',
    (s) => replaced(s, /(?<!không |chưa )(?<= )(?=(?:được|phải|có) )/, () => 'không '),
    0.03,
  ],
];

function* sample(): Generator<string> {
  let seen = 0;
  for (const name of readdirSync(corpus, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:txt|md)$/.test(name)) continue;
    const text = cleanText(readFileSync(join(corpus, name), 'utf8'));
    for (const { start, end } of sentences(text)) {
      if (end - start < LENGTH_MIN) continue;
      seen += 1;
      if (seen % SAMPLE === 0) yield text.slice(start, end);
    }
  }
}

function shareSupported(change: Change): { share: number; checked: number } {
  let checked = 0;
  let supported = 0;
  for (const quote of sample()) {
    const text = change(quote);
    if (text === undefined) continue;
    const source = { n: 1, passageId: 1, documentId: 1, document: '', title: '' };
    const citation = { ...source, quote, start: 0, end: quote.length };
    checked += 1;
    supported += checkSupport([{ text, citations: [1] }], [citation]).supported.length;
  }
  return { share: supported / checked, checked };
}

// The corpus is not part of the repository; it is looked for beside the checkout.
describe.skipIf(!existsSync(corpus))(
  'a real sentence (needs the corpus beside the checkout)',
  () => {
    it.each(kept)('supports a claim in which it %s', (_name, change, shareMin) => {
      const { share, checked } = shareSupported(change);
      expect(checked).toBeGreaterThan(100);
      expect(share).toBeGreaterThanOrEqual(shareMin);
    });

    it.each(broken)('supports no claim in which its %s', (_name, change, shareMax) => {
      expect(shareSupported(change).share).toBeLessThanOrEqual(shareMax);
    });
  },
);
