/** No second sees more messages than a platform takes, and hardly fewer when there are enough to send. */
import { expect, test } from 'vitest';
import { bulkWaitMs, type PaceState, takeForBulk, takeForReply, UNPACED } from '../bot/pace.ts';

const SECOND_MS = 1_000;
const START = 1_800_000_000_000;

/** Repeatable; enough for choosing moments. */
function randomness(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function mostWithinASecond(starts: readonly number[]): number {
  const sorted = [...starts].sort((a, b) => a - b);
  return Math.max(...sorted.map((at, i) => i + 1 - sorted.findIndex((b) => b > at - SECOND_MS)));
}

test.each([1, 5, 30, 200])('bulk at %i a second keeps to the limit and uses 95 % of it', (max) => {
  const random = randomness(max);
  const starts: number[] = [];
  let state: PaceState = UNPACED;
  let now = START;
  while (now < START + 60 * SECOND_MS) {
    const taken = takeForBulk(state, max, now, 1_000);
    state = taken.state;
    for (let i = 0; i < taken.n; i += 1) starts.push(now);
    // Timers are late, never early, and now and then the whole process stalls.
    const lateMs = random() < 0.01 ? 80 : Math.round(random() * 12);
    now += Math.max(1, Math.ceil(bulkWaitMs(state, max, now))) + lateMs;
  }
  expect(mostWithinASecond(starts)).toBeLessThanOrEqual(max);
  expect(starts.length / 60).toBeGreaterThanOrEqual(0.95 * max);
});

test('replies and bulk together keep to the limit, and every reply is given a moment in order', () => {
  const random = randomness(7);
  const starts: number[] = [];
  const replies: { asked: number; at: number }[] = [];
  let state: PaceState = UNPACED;
  for (let now = START; now < START + 30 * SECOND_MS; now += 1 + Math.round(random() * 60)) {
    if (random() < 0.3) {
      const taken = takeForReply(state, 30, now);
      state = taken.state;
      starts.push(taken.at);
      replies.push({ asked: now, at: taken.at });
    } else {
      const taken = takeForBulk(state, 30, now, 200);
      state = taken.state;
      for (let i = 0; i < taken.n; i += 1) starts.push(now);
    }
  }
  expect(mostWithinASecond(starts)).toBeLessThanOrEqual(30);
  expect(replies.every(({ asked, at }) => at >= asked)).toBe(true);
  expect(replies.map(({ at }) => at)).toEqual(replies.map(({ at }) => at).sort((a, b) => a - b));
  // A reply waits for a gap in the bulk, not for the end of it.
  expect(Math.max(...replies.map(({ asked, at }) => at - asked))).toBeLessThan(SECOND_MS);
});

test('no bulk starts while a reply waits for its moment', () => {
  let state: PaceState = UNPACED;
  let last = START;
  for (let i = 0; i < 12; i += 1) {
    const taken = takeForReply(state, 10, START);
    state = taken.state;
    last = taken.at;
  }
  expect(last).toBeGreaterThan(START + SECOND_MS);
  expect(takeForBulk(state, 10, START + 500, 5).n).toBe(0);
  expect(takeForBulk(state, 10, last - 1, 5).n).toBe(0);
  expect(takeForBulk(state, 10, last, 5).n).toBeGreaterThan(0);
});

test('a burst of replies leaves at once when nothing was sent before', () => {
  let state: PaceState = UNPACED;
  for (let i = 0; i < 30; i += 1) {
    const taken = takeForReply(state, 30, START);
    state = taken.state;
    expect(taken.at).toBe(START);
  }
});

test('a clock that is set back delays nothing for long', () => {
  let state: PaceState = UNPACED;
  for (let i = 0; i < 40; i += 1) state = takeForReply(state, 30, START).state;
  state = takeForBulk(state, 30, START + 5_000, 100).state;
  const before = START - 3_600_000;
  expect(takeForBulk(state, 30, before, 5).n).toBeGreaterThan(0);
  expect(takeForReply(state, 30, before).at).toBe(before);
});
