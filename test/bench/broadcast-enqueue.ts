/** How long enqueueing many deliveries takes, and what people who ask at that moment notice of it. */
import { fromBot } from '../fakes/telegram-bot.ts';
import type { Person } from '../fakes/telegram-world.ts';
import type { Scene } from './broadcast-scene.ts';

const ASKERS = 40;
const ASKED_PER_SECOND = 40;
const LEAD_MS = 2_000;
const WAIT_MAX_MS = 60_000;

/** The scene's bot must be in its quiet hours, so that nothing is sent. Returns a table's row. */
export async function runEnqueue(scene: Scene, subscribers: number) {
  const { store, telegram } = scene;
  const subscribe = store.database.transaction(() => {
    for (let i = 0; i < subscribers; i += 1) {
      const channel = i % 2 === 0 ? 'telegram' : 'zalo-bot';
      store.subscribers.activate({ channel, chatId: `${900_000_000 + i}`, kind: 'private' });
    }
  });
  subscribe();
  const people = Array.from({ length: ASKERS }, (_, i) => telegram.person(`asker ${i}`));
  await scene.bot().prints(/ready/);
  const asked: { person: Person; at: number; index: number }[] = [];
  const timer = setInterval(() => {
    const person = people[asked.length % people.length]!; // the index is within people
    const index = asked.filter((each) => each.person === person).length;
    asked.push({ person, at: performance.now(), index });
    person.says(`Câu số ${asked.length}`);
  }, 1_000 / ASKED_PER_SECOND);
  await pause(LEAD_MS);
  const startedAt = performance.now();
  const id = scene.send();
  const state = () => store.broadcasts.get(id)?.state;
  while (state() === 'scheduled' && performance.now() - startedAt < WAIT_MAX_MS) await pause(10);
  const runningAt = performance.now();
  await pause(LEAD_MS);
  clearInterval(timer);
  const answered = () => people.reduce((sum, { chat }) => sum + fromBot(chat).length, 0);
  while (answered() < asked.length && performance.now() - runningAt < WAIT_MAX_MS) await pause(20);

  const timeOf = ({ person, at, index }: (typeof asked)[number]) =>
    (fromBot(person.chat)[index]?.storedAt ?? Number.POSITIVE_INFINITY) - at;
  const during = asked.filter(({ at }) => at >= startedAt - 50 && at <= runningAt);
  const before = asked.filter(({ at }) => at < startedAt - 50);
  const { began, ended } = enqueuedBetween(scene, id);
  return {
    enqueued: store.deliveries.tally(id).reduce((sum, { n }) => sum + n, 0),
    'ms until running': Math.round(runningAt - startedAt),
    'of that enqueueing, ms': ended - began,
    'questions during it': during.length,
    'p95 ms before': p95(before.map(timeOf)),
    'p95 ms during': p95(during.map(timeOf)),
    'max ms during': Math.round(Math.max(...during.map(timeOf))),
    unanswered: asked.length - answered(),
  };
}

/** The bot takes up to a second to see a broadcast that another process wrote: that is not enqueueing. */
function enqueuedBetween(scene: Scene, id: number): { began: number; ended: number } {
  const broadcast = scene.store.broadcasts.get(id);
  return { began: broadcast?.sendAt ?? 0, ended: broadcast?.startedAt ?? 0 };
}

function p95(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.round(sorted[Math.floor((sorted.length - 1) * 0.95)] ?? 0);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
