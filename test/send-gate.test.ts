import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createSendGate } from '../bot/send-gate.ts';
import { openBotStore } from '../bot/store/bot-store.ts';

const store = openBotStore({ file: ':memory:', turnsMax: 1, retentionDays: 1, now: Date.now });
let channels = 0;
/** A channel of its own for every gate. */
const pace = (perSecondMax: number) => {
  channels += 1;
  return store.pace(`channel ${channels}`, perSecondMax);
};

test('one send is under way at a time, in the order they came', async () => {
  const gate = createSendGate({ now: Date.now, pace: pace(100) });
  const order: number[] = [];
  let underWay = 0;
  let most = 0;
  const send = (n: number) =>
    gate.run(async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await delay(5);
      underWay -= 1;
      order.push(n);
    });
  await Promise.all([1, 2, 3, 4, 5].map(send));
  expect(order).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(1);
});

test('a failed send lets the next one go, and its error reaches its own caller', async () => {
  const gate = createSendGate({ now: Date.now, pace: pace(100) });
  const failed = gate.run(() => Promise.reject(new Error('no network')));
  const next = gate.run(async () => 'sent');
  await expect(failed).rejects.toThrow('no network');
  expect(await next).toBe('sent');
});

test('a database that cannot be written fails one send and does not close the gate', async () => {
  const working = pace(100);
  let isFull = true;
  const gate = createSendGate({
    now: Date.now,
    pace: {
      ...working,
      takeForReply() {
        if (isFull) throw new Error('database or disk is full');
        return working.takeForReply();
      },
    },
  });
  const sends = [gate.run(async () => 'first'), gate.run(async () => 'second')];
  await expect(sends[0]).rejects.toThrow('full');
  isFull = false;
  expect((await Promise.allSettled(sends))[1]?.status).toMatch(/fulfilled|rejected/);
  expect(await gate.run(async () => 'third')).toBe('third');
});

test('over a slow network who has waited long enough goes beside a send that is late', async () => {
  const gate = createSendGate({ now: Date.now, pace: pace(100), patienceMs: 60, lateAfterMs: 20 });
  await gate.run(() => delay(40));
  const startedAt = performance.now();
  let arrive = () => {};
  const slow = gate.run(() => new Promise<void>((resolve) => (arrive = resolve)));
  await gate.run(async () => {}); // never, if it waited for the slow one
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(55);
  arrive();
  await slow;
});

test('over a quick network a send that is late is waited for, but not for ever', async () => {
  const gate = createSendGate({ now: Date.now, pace: pace(100), patienceMs: 0, lateAfterMs: 20 });
  await gate.run(() => delay(1));
  let underWay = 0;
  const late = gate.run(async () => {
    underWay += 1;
    await delay(200);
    underWay -= 1;
  });
  expect(await gate.run(async () => underWay)).toBe(0);
  await late;
  let arrive = () => {};
  const lost = gate.run(() => new Promise<void>((resolve) => (arrive = resolve)));
  await gate.run(async () => {}); // never, if it waited for the lost one
  arrive();
  await lost;
});

test('a send is not late because the process itself was busy', async () => {
  const gate = createSendGate({ now: Date.now, pace: pace(100), patienceMs: 0, lateAfterMs: 100 });
  await gate.run(() => delay(130)); // a slow network, on which what is late is overtaken
  let underWay = 0;
  let most = 0;
  const send = () =>
    gate.run(async () => {
      most = Math.max(most, ++underWay);
      await delay(30);
      await new Promise((resolve) => setImmediate(resolve)); // an answer is read in several turns
      underWay -= 1;
    });
  const sends = [send(), send(), send()];
  await delay(10);
  const busyUntil = performance.now() + 300;
  while (performance.now() < busyUntil);
  await Promise.all(sends);
  expect(most).toBe(1);
});

test('patience alone does not overtake a send that has only just begun', async () => {
  const gate = createSendGate({ now: Date.now, pace: pace(100), patienceMs: 0, lateAfterMs: 100 });
  await gate.run(() => delay(130)); // a slow network
  const startedAt = performance.now();
  const first = gate.run(() => delay(40));
  await gate.run(async () => {});
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(35);
  await first;
});

test('no more sends start within a second than the platform takes', async () => {
  const gate = createSendGate({ now: Date.now, pace: pace(5) });
  const starts: number[] = [];
  await Promise.all(
    Array.from({ length: 11 }, () => gate.run(async () => void starts.push(performance.now()))),
  );
  for (let i = 5; i < starts.length; i += 1) {
    expect(starts[i]! - starts[i - 5]!).toBeGreaterThanOrEqual(1_000);
  }
  expect(starts.at(-1)! - starts[0]!).toBeLessThan(2_800);
});
