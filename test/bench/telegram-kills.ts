/**
 * Kills the bot at random moments while people ask. A message is repeated when it was sent before a
 * kill and sent again after it: those are counted for each kill, since one kill may cause one at most.
 */
import type { Child } from '../fakes/telegram-child.ts';

/** A message of the bot; `storedAt` by performance.now(). */
interface Heard {
  text?: string;
  storedAt: number;
}

/** Somebody who asks on whatever platform, and what they got to read, oldest first. */
export interface Asker {
  says(text: string): unknown;
  heard(): readonly Heard[];
}

export interface KillsOptions {
  people: readonly Asker[];
  startBot: () => Child;
  kills: number;
  questions: number;
}

const ANSWER_WAIT_MS = 120_000;
const ALIVE_MAX_MS = 300;

/** Prints what was found; throws nothing when it is bad. */
export async function benchKills({
  people,
  startBot,
  kills,
  questions,
}: KillsOptions): Promise<void> {
  const killedAt: number[] = [];
  let asked = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const bot = startBot();
    const until = Math.round((questions * (kill + 1)) / kills);
    for (; asked < until; asked += 1) people[asked % people.length]?.says(`Câu số ${asked}`);
    await bot.prints(/ready/);
    await pause(Math.random() * ALIVE_MAX_MS);
    bot.process.kill('SIGKILL');
    await bot.ended;
    killedAt.push(performance.now());
    process.stderr.write(`\r${kill + 1} of ${kills} kills`);
  }
  const bot = startBot();
  const deadline = Date.now() + ANSWER_WAIT_MS;
  const answered = () => people.reduce((sum, person) => sum + new Set(numbersIn(person)).size, 0);
  while (answered() < questions && Date.now() < deadline) await pause(50);
  await pause(500);
  bot.process.kill('SIGTERM');
  await bot.ended;

  const repeats = people.flatMap((person) => repeatsIn(person.heard(), killedAt));
  const perKill = killedAt.map((_, kill) => repeats.filter((of) => of === kill).length);
  const outOfOrder = people.filter((person) => !isAscending(numbersIn(person))).length;
  process.stderr.write('\n');
  console.table({
    kills,
    questions,
    unanswered: questions - answered(),
    'sent twice': repeats.length,
    'kills without a repeat': perKill.filter((n) => n === 0).length,
    'kills with one repeat': perKill.filter((n) => n === 1).length,
    'kills with more': perKill.filter((n) => n > 1).length,
    'repeats without a kill': repeats.filter((of) => of === -1).length,
    'chats out of order': outOfOrder,
  });
}

/**
 * For every message sent again: the index of the kill that cut the first one off, or -1 when there
 * was none between the two. `killedAt` by performance.now(), as the fake's messages.
 */
export function repeatsIn(heard: readonly Heard[], killedAt: readonly number[]): number[] {
  const sentAt = new Map<number, number>();
  const repeats: number[] = [];
  for (const { text, storedAt } of heard) {
    const number = numberOf(text);
    const before = sentAt.get(number);
    if (before !== undefined) {
      repeats.push(killedAt.findIndex((at) => at > before && at < storedAt));
    }
    sentAt.set(number, storedAt);
  }
  return repeats;
}

function numbersIn(person: Asker): number[] {
  return person.heard().map(({ text }) => numberOf(text));
}

function numberOf(text: string | undefined): number {
  return Number(/số (\d+)/.exec(text ?? '')?.[1]);
}

function isAscending(numbers: readonly number[]): boolean {
  const firsts = [...new Set(numbers)];
  return firsts.every((n, i) => i === 0 || n > (firsts[i - 1] ?? 0));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
