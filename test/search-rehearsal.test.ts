import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Corpus, openCorpus } from '../knowledge/corpus/corpus.ts';
import { startRehearsal } from '../knowledge/search/rehearsal.ts';
import { fold } from '../knowledge/text/normalise.ts';

const SENTENCE = 'Đại hội thành viên quyết định mức vốn góp tối thiểu của từng thành viên.';

function corpusOf(passages: number): Corpus {
  const corpus = openCorpus(':memory:');
  const text = Array.from({ length: passages }, (_, i) => `${i}. ${SENTENCE}`).join('\n');
  const each = text.split('\n').map((line) => {
    const start = text.indexOf(line);
    return { kind: 'text', heading: '', text: line, start, end: start + line.length } as const;
  });
  corpus.publish(
    { key: 'a', name: 'a', collection: 'a', contentHash: 'a' },
    { kind: 'legal', title: 'Luật', text, metadata: {}, visibility: 'public', passages: each },
    { fingerprint: 'silent', vectors: each.map(() => new Float32Array(4)) },
  );
  return corpus;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('asks one question of each passage, made of its words, and then no more', async () => {
  const asked: string[] = [];
  const { database } = corpusOf(20);
  const { done } = startRehearsal({ database, ask: async (text) => asked.push(text) });
  await vi.advanceTimersByTimeAsync(60_000);
  await done;
  expect(asked).toHaveLength(20);
  expect(new Set(asked).size).toBe(20);
  for (const text of asked) {
    const [first, second] = fold(text).split(' ');
    expect(fold(SENTENCE)).toContain(/^\d/.test(first!) ? second : `${first} ${second}`);
  }
  const plain = asked.filter((text) => fold(text) === text);
  expect(plain.length).toBeGreaterThan(0);
  expect(plain.length).toBeLessThan(asked.length / 2);
});

test('asks of a large corpus no more than of a middling one', async () => {
  const counts = [500, 2_000].map(async (passages) => {
    let asked = 0;
    startRehearsal({ database: corpusOf(passages).database, ask: async () => asked++ });
    await vi.advanceTimersByTimeAsync(60_000);
    return asked;
  });
  const [middling, large] = await Promise.all(counts);
  expect(large).toBe(middling);
  expect(large).toBeLessThan(500);
});

test('spends only so much time on slow answers', async () => {
  let asked = 0;
  startRehearsal({
    database: corpusOf(100).database,
    ask: () => new Promise((resolve) => setTimeout(resolve, 1_000, asked++)),
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toBeLessThan(10);
});

test('makes way while people ask', async () => {
  let asked = 0;
  const rehearsal = startRehearsal({ database: corpusOf(50).database, ask: async () => asked++ });
  for (let i = 0; i < 20; i++) {
    rehearsal.rest();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(asked).toBe(0);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toBe(50);
});

test('goes on after a question that failed, and ends with the corpus', async () => {
  const corpus = corpusOf(50);
  let asked = 0;
  const { done } = startRehearsal({
    database: corpus.database,
    async ask() {
      asked++;
      if (asked === 3) throw new Error('one question failed');
      if (asked === 10) corpus.database.close();
    },
  });
  await vi.advanceTimersByTimeAsync(60_000);
  await done;
  expect(asked).toBe(10);
});
