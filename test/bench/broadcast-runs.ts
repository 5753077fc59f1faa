/** What a broadcast must survive, one run each. Every run returns a row of the printed table. */
import type { Tally } from '../../bot/store/broadcasts.ts';
import type { Child } from '../fakes/telegram-child.ts';
import type { Scene } from './broadcast-scene.ts';

export interface Row {
  recipients: number;
  delivered: number;
  unreachable: number;
  unknown: number;
  failed: number;
  /** Recipients not in a final state. */
  open: number;
  /** Recipients the platform has more than one message for. */
  twice: number;
  /** Delivered by the report, but the platform has nothing. */
  missing: number;
  seconds: number;
  'rate used': string;
  'peak/limit': string;
  [more: string]: string | number;
}

const END_WAIT_MS = 300_000;
const ALIVE_MAX_MS = 1_200;

/** Waits for the report; the time of an unfinished broadcast is up some day, and the row shows it. */
async function ended(scene: Scene, id: number): Promise<void> {
  const deadline = Date.now() + END_WAIT_MS;
  while (!scene.store.broadcasts.get(id)?.report && Date.now() < deadline) await pause(100);
}

async function ready(child: Child): Promise<Child> {
  await child.prints(/ready/);
  return child;
}

/** One bot, with whatever goes wrong in the scene. */
export async function runOnce(scene: Scene): Promise<Row> {
  await ready(scene.bot());
  const id = scene.send();
  await ended(scene, id);
  return rowOf(scene, id);
}

export async function runWithKills(scene: Scene, kills: number): Promise<Row> {
  const id = scene.send();
  let inTime = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const bot = await ready(scene.bot());
    await pause(Math.random() * ALIVE_MAX_MS);
    if (!scene.store.broadcasts.get(id)?.report) inTime += 1;
    bot.process.kill('SIGKILL');
    await bot.ended;
    process.stderr.write(`\r${kill + 1} of ${kills} kills`);
  }
  process.stderr.write('\n');
  await ready(scene.bot());
  await ended(scene, id);
  const interrupted = count(scene, id, 'unknown', 'interrupted');
  return { ...rowOf(scene, id), 'rate used': '–', kills: inTime, 'unknown by kills': interrupted };
}

export async function runWithTwo(scene: Scene): Promise<Row> {
  await Promise.all([ready(scene.bot()), ready(scene.bot())]);
  const id = scene.send();
  await ended(scene, id);
  const shares = scene.store.database
    .prepare<[number], number>(
      'SELECT COUNT(*) FROM deliveries WHERE broadcast_id = ? GROUP BY claimed_by ORDER BY 1 DESC',
    )
    .pluck()
    .all(id);
  return { ...rowOf(scene, id), 'sent by each process': shares.join(' + ') };
}

/** People leave while it runs; the last requests may be on their way at that moment. */
export async function runWithLeavers(scene: Scene, leavers: number): Promise<Row> {
  await ready(scene.bot());
  const id = scene.send();
  const chats = [...scene.telegram.chats.values()];
  const leftAt = new Map<number, number>();
  for (let i = 0; i < leavers; i += 1) {
    const chat = chats[Math.floor(((i + 0.5) * chats.length) / leavers)]!; // spread over all
    scene.store.subscribers.deactivate('telegram', String(chat.chat.id), 'wish');
    leftAt.set(chat.chat.id, performance.now());
    await pause(5);
  }
  await ended(scene, id);
  const after = [...leftAt].map(([chatId, at]) => {
    const messages = scene.telegram.chats.get(chatId)?.messages ?? [];
    return messages.filter(({ storedAt }) => storedAt > at).length;
  });
  const told = after.reduce((sum, n) => sum + n, 0);
  return { ...rowOf(scene, id), left: leavers, 'written to after leaving': told };
}

export async function runPaused(scene: Scene): Promise<Row> {
  const bot = await ready(scene.bot());
  const id = scene.send();
  const total = () => [...scene.received().values()].reduce((sum, n) => sum + n, 0);
  while (total() < 200) await pause(10);
  scene.store.broadcasts.pause(id);
  await pause(500); // what was begun arrives
  const before = total();
  bot.process.kill('SIGKILL');
  await bot.ended;
  await ready(scene.bot());
  await pause(3_000);
  const whilePaused = total() - before;
  const state = scene.store.broadcasts.get(id)?.state ?? '';
  scene.store.broadcasts.resume(id);
  await ended(scene, id);
  const row = { ...rowOf(scene, id), 'rate used': '–' };
  return { ...row, 'state after restart': state, 'sent while paused': whilePaused };
}

function rowOf(scene: Scene, id: number): Row {
  const { store, options } = scene;
  const broadcast = store.broadcasts.get(id);
  const tally = store.deliveries.tally(id);
  const of = (state: string) => sum(tally, state);
  const received = scene.received();
  const delivered = store.database
    .prepare<[number], string>(
      `SELECT s.channel || ' ' || s.chat_id FROM deliveries d
       JOIN subscribers s ON s.id = d.subscriber_id
       WHERE d.broadcast_id = ? AND d.state = 'delivered'`,
    )
    .pluck()
    .all(id);
  const { telegram, 'zalo-bot': zalo } = scene.trouble;
  const limits = [options.telegramPerSecond, options.zaloPerSecond] as const;
  const used = [telegram.shareUsed(limits[0]), zalo.shareUsed(limits[1])];
  return {
    recipients: tally.reduce((all, { n }) => all + n, 0),
    delivered: of('delivered'),
    unreachable: of('unreachable'),
    unknown: of('unknown'),
    failed: of('failed'),
    open: of('pending') + of('retry') + of('sending'),
    twice: [...received.values()].filter((n) => n > 1).length,
    missing: delivered.filter((chat) => received.get(chat) !== 1).length,
    seconds: Math.round(((broadcast?.finishedAt ?? 0) - (broadcast?.startedAt ?? 0)) / 1_000),
    'rate used': used.map((share) => `${(share * 100).toFixed(1)} %`).join(', '),
    'peak/limit': [
      `${telegram.peakPerSecond()}/${limits[0]}`,
      `${zalo.peakPerSecond()}/${limits[1]}`,
    ].join(', '),
  };
}

function count(scene: Scene, id: number, state: string, reason: string): number {
  const same = scene.store.deliveries.tally(id).filter((each) => each.reason === reason);
  return sum(same, state);
}

function sum(tally: Tally, state: string): number {
  return tally.reduce((all, each) => (each.state === state ? all + each.n : all), 0);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
