/** Commits reach the disk without holding up the program. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openBotStore } from '../bot/store/bot-store.ts';
import { createFlush } from '../bot/store/flush.ts';

test('flushes what was committed, for many callers at once, again and again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hoptac-flush-'));
  const file = join(folder, 'bot.db');
  const store = openBotStore({ file, turnsMax: 1, retentionDays: 1, now: Date.now });
  for (let round = 0; round < 3; round += 1) {
    store.subscribers.activate({ channel: 'telegram', chatId: `${round}`, kind: 'private' });
    await Promise.all([store.flush(), store.flush(), store.flush()]);
  }
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

test('tells every caller when the disk cannot be written, and tries anew for the next', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hoptac-flush-'));
  const file = join(folder, 'bot.db');
  const flush = createFlush(file); // there is no such database
  const results = await Promise.allSettled([flush(), flush()]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const store = openBotStore({ file, turnsMax: 1, retentionDays: 1, now: Date.now });
  await flush();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a database in memory has no disk to wait for', async () => {
  await createFlush(':memory:')();
});
