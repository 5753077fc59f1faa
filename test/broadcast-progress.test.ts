/** What the staff member who sent a broadcast is told while it runs, and when it is over. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startProgress } from '../bot/broadcast/progress.ts';
import { reportCsv } from '../bot/broadcast/report.ts';
import { createLog } from '../bot/log.ts';
import type { Lookout } from '../bot/lookout.ts';
import { createSendGate } from '../bot/send-gate.ts';
import { type BotStore, openBotStore } from '../bot/store/bot-store.ts';
import type { DeliveryEnd } from '../bot/store/deliveries.ts';
import { createVoice } from '../bot/voice.ts';
import { createMemoryChannel, type MemoryChannel } from './fakes/memory-channel.ts';

const CONTENT = { heading: 'Tập huấn', text: 'Mời các HTX dự.' };
const BOSS = { chatId: 'boss', kind: 'private' } as const;

let store: BotStore;
let channel: MemoryChannel;
let progress: Lookout;
let id: number;

beforeEach(() => {
  store = openBotStore({ file: ':memory:', turnsMax: 1, retentionDays: 1, now: Date.now });
  channel = createMemoryChannel();
  for (let i = 0; i < 20; i += 1) {
    store.subscribers.activate({ channel: 'telegram', chatId: `${i}`, kind: 'private' });
  }
  id = store.broadcasts.create({
    content: CONTENT,
    audience: { kind: 'target', places: [], topics: [] },
    createdBy: 'memory:boss',
  });
  store.watchers.watch(id, { channel: 'memory', address: BOSS });
  store.broadcasts.schedule(id, Date.now());
  store.deliveries.enqueue(store.broadcasts.get(id)!);
});
afterEach(async () => {
  await progress.stop();
  store.close();
});

function start(revises: boolean): Lookout {
  const gate = createSendGate({ pace: store.pace('memory', 100), now: Date.now });
  const voice = createVoice({ ...channel, revises }, gate, store);
  return startProgress({
    store,
    voices: new Map([['memory', voice]]),
    mayWork: () => true,
    log: createLog('silent'),
  });
}

function settle(count: number, end: DeliveryEnd): void {
  for (const claimed of store.deliveries.claim('telegram', count, (wanted) => wanted)) {
    store.deliveries.settle(claimed, end);
  }
}

const told = () => channel.messages('boss').map(({ text }) => text);

test('one message that changes, and at the end a report of its own', async () => {
  progress = start(true);
  await progress.look();
  expect(told()).toEqual([expect.stringContaining('Đã xong 0/20:')]);
  settle(5, { state: 'delivered' });
  await progress.look();
  expect(told()).toEqual([expect.stringContaining('• Đã nhận: 5')]);
  await progress.stop();
  progress = start(true); // a restart goes on with the same message
  settle(13, { state: 'delivered' });
  settle(1, { state: 'unreachable', reason: 'Forbidden: bot was blocked by the user' });
  settle(1, { state: 'unknown', reason: 'ECONNRESET' });
  await progress.look();
  expect(told()).toEqual([expect.stringContaining('Đã xong 20/20:')]);
  store.broadcasts.finish(id, store.deliveries.tally(id));
  await progress.look();
  await progress.look();
  expect(told()).toHaveLength(2);
  expect(told()[1]).toContain('đã gửi xong');
  expect(told()[1]).toContain('– đã chặn hoặc rời đi: 1');
  expect(told()[1]).toContain('– mất trả lời của nền tảng: 1');
  expect(told()[1]).toContain('Thời gian: 0 giây');
});

test('at milestones only, where messages cannot be changed', async () => {
  progress = start(false);
  settle(4, { state: 'delivered' });
  await progress.look();
  expect(told()).toEqual([]);
  settle(1, { state: 'delivered' });
  await progress.look();
  settle(3, { state: 'delivered' });
  await progress.look();
  expect(told()).toEqual([expect.stringContaining('Đã xong 5/20:')]);
  settle(12, { state: 'delivered' });
  store.broadcasts.finish(id, store.deliveries.tally(id));
  await progress.look();
  expect(told()).toEqual([expect.anything(), expect.stringContaining('Đã xong 20/20:')]);
});

test('the file of the report has one line per recipient, and nobody’s address', () => {
  progress = start(true);
  settle(19, { state: 'delivered' });
  settle(1, { state: 'failed', reason: '=1+1, "x"' });
  const file = new TextDecoder().decode(reportCsv(store.deliveries.rows(id), 'Asia/Ho_Chi_Minh'));
  const lines = file.trimEnd().split('\r\n');
  expect(lines[0]).toBe('Kênh,Người đăng ký số,Kết quả,Lý do,Lúc');
  expect(lines).toHaveLength(21);
  expect(lines[1]).toMatch(/^Telegram,1,đã nhận,,\d+:\d\d ngày /);
  expect(lines[20]).toContain(`"'=1+1, ""x"""`);
});
