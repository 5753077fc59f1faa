import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createInboxWorker, type InboxHandler } from '../bot/inbox-worker.ts';
import { createLog } from '../bot/log.ts';
import { type BotStore, openBotStore } from '../bot/store/bot-store.ts';
import { keepLease, type Lease } from '../bot/store/leases.ts';
import { botMigrations } from '../bot/store/migrations.ts';
import { openDatabase } from '../knowledge/corpus/database.ts';

let folder: string;
let store: BotStore;
let now: number;

const open = () =>
  openBotStore({ file: join(folder, 'bot.db'), turnsMax: 2, retentionDays: 30, now: () => now });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoptac-inbox-'));
  now = 1_700_000_000_000;
  store = open();
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const update = (id: number, lane = 'a') => ({
  channel: 'telegram',
  updateId: String(id),
  lane,
  payload: { id },
});
const nothing = new Set<string>();
const idsOf = (items: readonly { updateId: string }[]) =>
  items.map(({ updateId }) => Number(updateId));

/** Works until nothing is due, and returns the update ids in the order in which work on them began. */
async function workOff(handler: InboxHandler, concurrency = 4): Promise<number[]> {
  const begun: number[] = [];
  const worker = createInboxWorker({
    inbox: store.inbox,
    channel: 'telegram',
    handler: (item) => {
      begun.push(Number(item.updateId));
      return handler(item);
    },
    log: createLog('silent'),
    now: () => now,
    mayWork: () => true,
    concurrency,
  });
  worker.wake();
  while (store.inbox.waiting('telegram').next(nothing, 1).length > 0) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await worker.stop();
  return begun;
}

test('an update that is delivered twice is stored once', () => {
  expect(store.inbox.put([update(1), update(2)])).toBe(2);
  expect(store.inbox.put([update(2), update(3)])).toBe(1);
  expect(store.inbox.counts().received).toBe(3);
});

test('the next items are the first of each idle lane, oldest first', () => {
  store.inbox.put([update(1, 'a'), update(2, 'a'), update(3, 'b'), update(4, 'c')]);
  const waiting = store.inbox.waiting('telegram');
  expect(idsOf(waiting.next(nothing, 10))).toEqual([1, 3, 4]);
  expect(idsOf(waiting.next(nothing, 2))).toEqual([1, 3]);
  expect(idsOf(waiting.next(new Set(['a']), 10))).toEqual([3, 4]);
  expect(store.inbox.waiting('zalo').next(nothing, 10)).toEqual([]);
});

test('a postponed item keeps its lane waiting, and no other', () => {
  store.inbox.put([update(1, 'a'), update(2, 'a'), update(3, 'b')]);
  const waiting = store.inbox.waiting('telegram');
  const [first] = waiting.next(nothing, 1);
  store.inbox.postpone(first!.id, now + 5_000, true);
  expect(idsOf(waiting.next(nothing, 10))).toEqual([3]);
  now += 5_000;
  const again = waiting.next(nothing, 10);
  expect(idsOf(again)).toEqual([1, 3]);
  expect(again[0]?.attempts).toBe(1);
});

test('what was not finished is there after the file is opened again', () => {
  store.inbox.put([update(1), update(2)]);
  store.inbox.done(store.inbox.waiting('telegram').next(nothing, 1)[0]!.id);
  store.close();
  store = open();
  expect(idsOf(store.inbox.waiting('telegram').next(nothing, 10))).toEqual([2]);
  expect(store.inbox.put([update(1)])).toBe(0);
});

test('a lane is worked off in order, one item at a time, beside the others', async () => {
  store.inbox.put(Array.from({ length: 30 }, (_, i) => update(i, `chat ${i % 3}`)));
  const active = new Map<string, number>();
  let mostAtOnce = 0;
  const finished: number[] = [];
  await workOff(async ({ lane, updateId }) => {
    expect(active.get(lane) ?? 0).toBe(0);
    active.set(lane, 1);
    mostAtOnce = Math.max(mostAtOnce, [...active.values()].filter(Boolean).length);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
    active.set(lane, 0);
    finished.push(Number(updateId));
    return { end: 'done' };
  }, 2);
  for (const lane of [0, 1, 2]) {
    const order = finished.filter((id) => id % 3 === lane);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  }
  expect(finished).toHaveLength(30);
  expect(mostAtOnce).toBe(2);
});

test('a handler that keeps failing is tried five times and then given up', async () => {
  store.inbox.put([update(1)]);
  let attempts = 0;
  const ticking = setInterval(() => {
    now += 30_000;
  }, 5);
  await workOff(async () => {
    attempts += 1;
    throw new Error('broken');
  });
  for (let i = 0; i < 10; i += 1) {
    now += 120_000;
    await workOff(async () => {
      attempts += 1;
      throw new Error('broken');
    });
  }
  clearInterval(ticking);
  expect(attempts).toBe(5);
  expect(store.inbox.counts()).toEqual({ received: 0, done: 0, failed: 1 });
});

test('waiting for a platform does not count as a failed attempt, but ends after a day', async () => {
  store.inbox.put([update(1)]);
  for (let hour = 0; hour < 24; hour += 1) {
    await workOff(async () => ({ end: 'wait', afterMs: 1_000, reason: 'down' }));
    now += 3_600_000;
  }
  expect(store.inbox.counts().received).toBe(1);
  await workOff(async () => ({ end: 'wait', afterMs: 1_000, reason: 'down' }));
  expect(store.inbox.counts()).toEqual({ received: 0, done: 0, failed: 1 });
});

test('a backlog of fifty thousand updates is looked through in milliseconds', () => {
  const many = Array.from({ length: 50_000 }, (_, i) => update(i, `chat ${i % 500}`));
  for (let i = 0; i < many.length; i += 5_000) store.inbox.put(many.slice(i, i + 5_000));
  const waiting = store.inbox.waiting('telegram');
  const startedAt = performance.now();
  for (let i = 0; i < 20; i += 1) waiting.next(new Set(['chat 1', 'chat 2']), 16);
  expect((performance.now() - startedAt) / 20).toBeLessThan(50);
});

test('a conversation keeps its last turns, per topic, and forgets on request', () => {
  const key = { channel: 'telegram', chatId: '1' };
  const topic = { ...key, threadId: '7' };
  for (let n = 1; n <= 3; n += 1) {
    store.conversations.append(key, [
      { role: 'user', content: `hỏi ${n}` },
      { role: 'assistant', content: `đáp ${n}` },
    ]);
  }
  store.conversations.append(topic, [{ role: 'user', content: 'khác' }]);
  expect(store.conversations.history(key).map(({ content }) => content)).toEqual([
    'hỏi 2',
    'đáp 2',
    'hỏi 3',
    'đáp 3',
  ]);
  expect(store.conversations.forget(key)).toBe(4);
  expect(store.conversations.history(key)).toEqual([]);
  expect(store.conversations.history(topic)).toHaveLength(1);
});

test('an unanswered question counts its spellings together', () => {
  for (const text of ['Giá vé máy bay?', 'gia ve may bay', 'Ai là hiệu trưởng?', '???']) {
    store.unanswered.record(text);
    now += 1;
  }
  expect(store.unanswered.newest(10)).toMatchObject([
    { question: 'Ai là hiệu trưởng?', times: 1 },
    { question: 'Giá vé máy bay?', times: 2 },
  ]);
});

test('what is older than the retention is purged, with its feedback, and nothing else', () => {
  const record = (updateId: string) =>
    store.replies.record({
      key: { channel: 'telegram', chatId: '1' },
      updateId,
      questionMessageId: updateId,
      question: 'hỏi',
      reply: { kind: 'answer', text: 'đáp', citations: [] },
    });
  const old = record('1');
  store.feedback.give(old.id, 'p', 'up');
  store.replies.sentPart(old.id, 0, '5');
  store.inbox.put([update(1), update(2)]);
  store.inbox.done(store.inbox.waiting('telegram').next(nothing, 1)[0]!.id);
  now += 31 * 86_400_000;
  const young = record('2');
  expect(store.purge()).toBe(1 + 2 + 1);
  expect(store.replies.get(old.id)).toBeUndefined();
  expect(store.feedback.tally(old.id)).toEqual({ up: 0, down: 0 });
  expect(store.replies.get(young.id)).toBeDefined();
  expect(store.inbox.counts()).toEqual({ received: 1, done: 0, failed: 0 }); // never what waits
});

test('a lease has one holder at a time, and passes on when it is released or expires', () => {
  const one = store.lease('work');
  const two = store.lease('work');
  expect(one.hold()).toBe(true);
  // Both candidates are this process, as after a restart in a container: it may take over at once.
  expect(two.hold()).toBe(true);
  const elsewhere = store.database.prepare(
    "UPDATE leases SET holder = 'x', host = 'other-machine', pid = 1",
  );
  elsewhere.run();
  expect(one.hold()).toBe(false);
  now += 30_001;
  expect(one.hold()).toBe(true);
  store.database.exec(`UPDATE leases SET holder = 'x', pid = ${process.ppid}`);
  expect(one.hold()).toBe(false); // a living process of this machine
  store.database.exec("UPDATE leases SET holder = 'x', pid = 99999999");
  expect(one.hold()).toBe(true); // a dead one
});

test('a lease that cannot be written is kept until it runs out, and taken again when it can', () => {
  const failures: unknown[] = [];
  let isFull = false;
  const lease: Lease = {
    hold() {
      if (isFull) throw new Error('database or disk is full');
      return true;
    },
    release: () => {},
  };
  const kept = keepLease(
    lease,
    () => now,
    (error) => failures.push(error),
  );
  isFull = true;
  now += 29_000;
  expect([kept.isHeld(), failures.length]).toEqual([true, 0]);
  now += 1_001;
  expect([kept.isHeld(), failures.length]).toEqual([false, 1]);
  expect([kept.isHeld(), failures.length]).toEqual([false, 1]); // asked once a second at most
  isFull = false;
  now += 1_000;
  expect(kept.isHeld()).toBe(true);
  kept.release();
  now += 60_000;
  expect(kept.isHeld()).toBe(false);
});

test('every released schema can be brought to the newest with its rows', () => {
  for (let steps = 1; steps <= botMigrations.length; steps += 1) {
    const file = join(folder, `from-${steps}.db`);
    const old = openDatabase(file, botMigrations.slice(0, steps));
    old.exec(
      `INSERT INTO inbox (channel, update_id, lane, payload, received_at) VALUES ('telegram', '1', 'a', '{}', 1)`,
    );
    old.close();
    const opened = openBotStore({ file, turnsMax: 2, retentionDays: 30, now: () => now });
    expect(opened.inbox.counts().received).toBe(1);
    opened.close();
  }
});
