/** No second sees more messages than a platform takes, and hardly fewer when there are enough to send. */
import { expect, test } from 'vitest';
import {
  bulkWaitMs,
  noteAnswer,
  type PaceState,
  takeForBulk,
  takeForReply,
  UNPACED,
} from '../bot/pace.ts';

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

/** A minute of bulk over a line on which a message takes `arrivalMs()` to arrive and as long back. */
function aMinuteOfBulk(max: number, line: { lateMs: () => number; arrivalMs: () => number }) {
  const arrivals: number[] = [];
  const answers: { startAt: number; answeredAt: number }[] = [];
  let state: PaceState = UNPACED;
  for (let now = START; now < START + 60 * SECOND_MS; ) {
    answers.sort((a, b) => a.answeredAt - b.answeredAt);
    while (answers[0] && answers[0].answeredAt <= now) {
      const { startAt, answeredAt } = answers.shift()!; // there is one
      state = noteAnswer(state, startAt, answeredAt);
    }
    const taken = takeForBulk(state, max, now, 1_000);
    state = taken.state;
    for (let i = 0; i < taken.n; i += 1) {
      const arrivedAt = now + line.arrivalMs();
      arrivals.push(arrivedAt);
      answers.push({ startAt: taken.at, answeredAt: arrivedAt + 2 });
    }
    now += Math.max(1, Math.ceil(bulkWaitMs(state, max, now))) + line.lateMs();
  }
  return arrivals;
}

test.each([1, 5, 30, 200])('bulk at %i a second keeps to the limit and uses 95 % of it', (max) => {
  const random = randomness(max);
  const arrivals = aMinuteOfBulk(max, {
    // Timers are late, never early, and now and then the whole process stalls.
    lateMs: () => (random() < 0.01 ? 80 : Math.round(random() * 8)),
    arrivalMs: () => 2 + Math.round(random() * 3),
  });
  expect(mostWithinASecond(arrivals)).toBeLessThanOrEqual(max);
  expect(arrivals.length / 60).toBeGreaterThanOrEqual(0.95 * max);
});

test('a line that holds messages up and lets them go all at once does not break the limit', () => {
  const random = randomness(3);
  let heldUpMs = 0;
  const arrivals = aMinuteOfBulk(100, {
    lateMs: () => {
      heldUpMs = random() < 0.05 ? 250 : 0;
      return Math.round(random() * 5);
    },
    arrivalMs: () => 5 + heldUpMs,
  });
  expect(mostWithinASecond(arrivals)).toBeLessThanOrEqual(100);
  expect(arrivals.length / 60).toBeGreaterThan(50);
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
  for (let i = 0; i < 10; i += 1) state = noteAnswer(state, START, START + 20);
  expect(takeForBulk(state, 10, last + 10, 5).n).toBeGreaterThan(0);
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
