/** The outbox in bot.db: what is enqueued, claimed, settled and recovered. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BotStore, openBotStore } from '../bot/store/bot-store.ts';

const CONTENT = { heading: 'Tập huấn', text: 'Mời các HTX dự tập huấn.' };
const EVERYONE = { kind: 'target' as const, places: [], topics: [] };
const ALL = (wanted: number) => wanted;

let folder: string;
let now: number;
let store: BotStore;

const open = () =>
  openBotStore({ file: join(folder, 'bot.db'), turnsMax: 1, retentionDays: 1, now: () => now });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoptac-outbox-'));
  now = 1_800_000_000_000;
  store = open();
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function subscribe(count: number, channel = 'telegram'): number[] {
  const add = store.database.transaction(() =>
    Array.from({ length: count }, (_, i) =>
      store.subscribers.activate({ channel, chatId: `${i}`, kind: 'private' }),
    ),
  );
  return add();
}

function begin(audience: Parameters<BotStore['broadcasts']['create']>[0]['audience']): number {
  const id = store.broadcasts.create({ content: CONTENT, audience, createdBy: 'telegram:1' });
  store.broadcasts.schedule(id, now);
  while (store.deliveries.enqueue(store.broadcasts.get(id)!) === 'more');
  return id;
}

const states = (id: number) => {
  const counts: Record<string, number> = {};
  for (const { state, n } of store.deliveries.tally(id)) counts[state] = (counts[state] ?? 0) + n;
  return counts;
};

test('a large broadcast runs only when all of its deliveries stand', () => {
  subscribe(2_500);
  const id = store.broadcasts.create({
    content: CONTENT,
    audience: EVERYONE,
    createdBy: 'telegram:1',
  });
  expect(store.deliveries.enqueue(store.broadcasts.get(id)!)).toBe('not-scheduled');
  store.broadcasts.schedule(id, now);
  expect(store.deliveries.enqueue(store.broadcasts.get(id)!)).toBe('more');
  expect(store.deliveries.claim('telegram', 10, ALL)).toEqual([]);
  store.close(); // a crash in between: the next process goes on
  store = open();
  expect(store.broadcasts.due().map((broadcast) => broadcast.id)).toEqual([id]);
  expect(store.deliveries.enqueue(store.broadcasts.get(id)!)).toBe('more');
  expect(store.deliveries.enqueue(store.broadcasts.get(id)!)).toBe('running');
  expect(store.deliveries.enqueue(store.broadcasts.get(id)!)).toBe('not-scheduled');
  expect(states(id)).toEqual({ pending: 2_500 });
});

test('two workers never claim the same delivery', () => {
  subscribe(50);
  const id = begin(EVERYONE);
  const other = open();
  const claimed: number[] = [];
  for (let i = 0; i < 6; i += 1) {
    const worker = i % 2 === 0 ? store : other;
    claimed.push(...worker.deliveries.claim('telegram', 10, ALL).map((each) => each.subscriberId));
  }
  expect(claimed).toHaveLength(50);
  expect(new Set(claimed).size).toBe(50);
  expect(states(id)).toEqual({ sending: 50 });
  other.close();
});

test('claims no more than there are places, and nothing of another channel', () => {
  subscribe(5);
  subscribe(5, 'zalo-bot');
  begin(EVERYONE);
  expect(store.deliveries.claim('zalo-bot', 10, () => 3)).toHaveLength(3);
  expect(store.deliveries.claim('zalo-bot', 10, ALL)).toHaveLength(2);
  expect(store.deliveries.claim('zalo-bot', 10, ALL)).toEqual([]);
});

test('what a dead process was sending is unknown, and is never claimed again by itself', () => {
  subscribe(3);
  const id = begin(EVERYONE);
  const dead = open(); // the same process id with another identity, as after a container's restart
  dead.deliveries.claim('telegram', 2, ALL);
  expect(store.deliveries.recover()).toBe(2);
  dead.close();
  expect(states(id)).toEqual({ pending: 1, unknown: 2 });
  expect(store.deliveries.claim('telegram', 10, ALL)).toHaveLength(1);
  now += 3_600_000;
  expect(store.deliveries.claim('telegram', 10, ALL)).toEqual([]);
});

test('a process does not give up what it is sending itself, unless that hangs', () => {
  subscribe(1);
  begin(EVERYONE);
  const [claimed] = store.deliveries.claim('telegram', 1, ALL);
  expect(store.deliveries.recover()).toBe(0);
  now += 10 * 60_000;
  expect(store.deliveries.recover()).toBe(1);
  // The answer came after all: then it is known.
  store.deliveries.settle(claimed!, { state: 'delivered' });
  expect(states(claimed!.broadcastId)).toEqual({ delivered: 1 });
});

test('staff may have what is unknown sent again, and a finished broadcast runs again for it', () => {
  subscribe(2);
  const id = begin(EVERYONE);
  for (const claimed of store.deliveries.claim('telegram', 2, ALL)) {
    const isFirst = claimed.chatId === '0';
    store.deliveries.settle(
      claimed,
      isFirst ? { state: 'delivered' } : { state: 'unknown', reason: 'lost' },
    );
  }
  store.broadcasts.finish(id, store.deliveries.tally(id));
  expect(store.broadcasts.get(id)?.state).toBe('done');
  expect(store.deliveries.sendUnknownAgain(id)).toBe(1);
  now += 5_000;
  expect(store.deliveries.claim('telegram', 10, ALL).map(({ chatId }) => chatId)).toEqual(['1']);
});

test('who unsubscribed while it runs gets nothing from then on, and is counted', () => {
  subscribe(30);
  const id = begin(EVERYONE);
  for (let i = 0; i < 29; i += 1) store.subscribers.deactivate('telegram', `${i}`, 'wish');
  expect(store.deliveries.claim('telegram', 5, ALL).map(({ chatId }) => chatId)).toEqual(['29']);
  expect(states(id)).toEqual({ sending: 1, unreachable: 29 });
  expect(store.deliveries.tally(id)).toContainEqual({
    channel: 'telegram',
    state: 'unreachable',
    reason: 'unsubscribed',
    n: 29,
  });
});

test('between the claim and the send, who left and what was paused is not wanted any more', () => {
  subscribe(2);
  const id = begin(EVERYONE);
  const claims = store.deliveries.claim('telegram', 2, ALL);
  store.subscribers.deactivate('telegram', '0', 'wish');
  expect(claims.map((claimed) => store.deliveries.isWanted(claimed))).toEqual([false, true]);
  store.broadcasts.pause(id);
  expect(claims.map((claimed) => store.deliveries.isWanted(claimed))).toEqual([false, false]);
});

test('paused nothing is claimed, also after a restart; resumed it goes on; stopped it ends', () => {
  subscribe(10);
  const id = begin(EVERYONE);
  expect(store.deliveries.claim('telegram', 2, ALL)).toHaveLength(2);
  expect(store.broadcasts.pause(id)).toBe(true);
  store.close();
  store = open();
  expect(store.broadcasts.get(id)?.state).toBe('paused');
  expect(store.deliveries.claim('telegram', 10, ALL)).toEqual([]);
  expect(store.broadcasts.resume(id)).toBe(true);
  expect(store.deliveries.claim('telegram', 3, ALL)).toHaveLength(3);
  expect(store.broadcasts.stop(id)).toBe(true);
  expect(store.broadcasts.resume(id)).toBe(false);
  expect(store.deliveries.claim('telegram', 10, ALL)).toEqual([]);
  expect(store.deliveries.giveUp(id, 'stopped')).toBe(5);
  expect(states(id)).toEqual({ failed: 5, sending: 5 });
});

test('a retry waits for its time, and comes before what was not tried yet', () => {
  subscribe(3);
  begin(EVERYONE);
  const [first] = store.deliveries.claim('telegram', 1, ALL);
  store.deliveries.settle(first!, {
    state: 'retry',
    afterMs: 5_000,
    countsAttempt: true,
    reason: '502',
  });
  expect(store.deliveries.claim('telegram', 1, ALL).map(({ chatId }) => chatId)).toEqual(['1']);
  now += 5_000;
  const [again] = store.deliveries.claim('telegram', 1, ALL);
  expect(again).toMatchObject({ chatId: '0', attempts: 1 });
});

test('two broadcasts to one chat are a second apart, and to a group three', () => {
  store.subscribers.activate({ channel: 'telegram', chatId: '1', kind: 'private' });
  store.subscribers.activate({ channel: 'telegram', chatId: '-1', kind: 'group' });
  begin(EVERYONE);
  begin(EVERYONE);
  expect(store.deliveries.claim('telegram', 10, ALL)).toHaveLength(2);
  expect(store.deliveries.claim('telegram', 10, ALL)).toEqual([]);
  now += 1_000;
  expect(store.deliveries.claim('telegram', 10, ALL).map(({ chatId }) => chatId)).toEqual(['1']);
  now += 2_100;
  expect(store.deliveries.claim('telegram', 10, ALL).map(({ chatId }) => chatId)).toEqual(['-1']);
});

test('a small broadcast is not held up by a large one', () => {
  const ids = subscribe(100);
  begin(EVERYONE);
  const small = begin({ kind: 'chosen', subscriberIds: ids.slice(90) });
  const claimed = store.deliveries.claim('telegram', 10, ALL);
  expect(claimed.filter(({ broadcastId }) => broadcastId === small)).toHaveLength(5);
});

test('a correction goes to whom the broadcast reached or may have reached', () => {
  subscribe(4);
  const id = begin(EVERYONE);
  const ends = ['delivered', 'unknown', 'unreachable', 'failed'] as const;
  for (const [i, claimed] of store.deliveries.claim('telegram', 4, ALL).entries()) {
    const state = ends[i]!;
    store.deliveries.settle(claimed, state === 'delivered' ? { state } : { state, reason: 'x' });
  }
  const correction = begin({ kind: 'received', broadcastId: id });
  expect(states(correction)).toEqual({ pending: 2 });
});

test('the report of a broadcast outlives its deliveries', () => {
  subscribe(2);
  const id = begin(EVERYONE);
  for (const claimed of store.deliveries.claim('telegram', 2, ALL)) {
    store.deliveries.settle(claimed, { state: 'delivered' });
  }
  expect(store.deliveries.hasOpen(id)).toBe(false);
  store.broadcasts.finish(id, store.deliveries.tally(id));
  now += 2 * 86_400_000;
  expect(store.purge()).toBe(2);
  expect(store.broadcasts.get(id)).toMatchObject({
    state: 'done',
    report: [{ channel: 'telegram', state: 'delivered', reason: '', n: 2 }],
  });
});

test('a draft that nobody sent goes with the retention', () => {
  const draft = { content: CONTENT, audience: EVERYONE, createdBy: 'ingest' };
  const id = store.broadcasts.create(draft);
  now += 2 * 86_400_000;
  const young = store.broadcasts.create(draft);
  store.purge();
  expect(store.broadcasts.get(id)).toBeUndefined();
  expect(store.broadcasts.get(young)?.state).toBe('draft');
});

test('a pause that a platform demanded outlasts a restart, and a clock that is set back', () => {
  const pace = store.pace('telegram', 30);
  pace.pause('bulk', 60_000);
  pace.pause('bulk', 1_000);
  store.close();
  store = open();
  const after = store.pace('telegram', 30);
  expect(after.pausedForMs('bulk')).toBe(60_000);
  expect(after.pausedForMs('reply')).toBe(0);
  after.pause('everyone', 90_000);
  expect(after.pausedForMs('reply')).toBe(90_000);
  now -= 3 * 86_400_000;
  expect(after.pausedForMs('reply')).toBe(0);
});
