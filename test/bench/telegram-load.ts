/**
 * Many chats ask: first all at the same moment, then steadily. Measured from the moment the platform
 * has the question to the moment it has the reply, and, with a webhook, how long a push takes to be
 * acknowledged.
 */
import { readFileSync } from 'node:fs';
import { fromBot } from '../fakes/telegram-bot.ts';
import type { Child } from '../fakes/telegram-child.ts';
import type { FakeTelegram } from '../fakes/telegram-server.ts';
import type { Person } from '../fakes/telegram-world.ts';

export interface LoadOptions {
  telegram: FakeTelegram;
  people: readonly Person[];
  startBot: () => Child;
  /** Default: numbered ones, for the echo assistant. */
  questions: readonly string[] | undefined;
  seconds: number;
  perSecond: number;
}

const ANSWER_WAIT_MS = 120_000;
const SETTLE_MS = 2_000;
const MEMORY_SAMPLES = 5;

/** Prints a table of the times and one of the memory. */
export async function benchLoad(options: LoadOptions): Promise<void> {
  const { telegram, people, startBot } = options;
  const bot = startBot();
  await bot.prints(/ready/);
  await pause(SETTLE_MS);
  const ask = asker(options);
  const memory = [residentMb(bot)];

  await askSteadily(options, ask, 10); // what is compiled and cached at first is not the subject
  await answersArrive(people);
  const before = people.map(({ chat }) => fromBot(chat).length);
  for (const person of people) ask(person);
  await answersArrive(people);
  const burst = people.flatMap((person, i) => replyTimes(person).slice(before[i]));
  memory.push(residentMb(bot));

  const pushedBefore = telegram.updates.acknowledgeTimes().length;
  const counts = people.map(({ chat }) => fromBot(chat).length);
  for (let sample = 0; sample < MEMORY_SAMPLES; sample += 1) {
    await askSteadily(options, ask, (options.seconds * options.perSecond) / MEMORY_SAMPLES);
    memory.push(residentMb(bot));
  }
  await answersArrive(people);
  const steady = people.flatMap((person, i) => replyTimes(person).slice(counts[i]));
  const pushes = telegram.updates.acknowledgeTimes();
  bot.process.kill('SIGTERM');
  await bot.ended;

  console.table({
    [`${people.length} chats at once`]: summary(burst),
    [`${options.perSecond}/s for ${options.seconds} s`]: summary(steady),
    ...(pushes.length > 0
      ? {
          'push acknowledged, burst': summary(pushes.slice(0, pushedBefore)),
          'push acknowledged, steady': summary(pushes.slice(pushedBefore)),
        }
      : {}),
  });
  console.log(
    `memory, MB: ${memory.join(' → ')}; 429 from the platform: ${telegram.rates.refusals()}`,
  );
}

function asker({ questions }: LoadOptions): (person: Person) => void {
  let asked = 0;
  return (person) => {
    person.says(questions?.[asked % questions.length] ?? `Câu số ${asked}`);
    asked += 1;
  };
}

async function askSteadily(
  { people, perSecond }: LoadOptions,
  ask: (person: Person) => void,
  total: number,
): Promise<void> {
  const startedAt = performance.now();
  for (let n = 0; n < total; n += 1) {
    const person = people[(n * 7) % people.length]; // the next chat, but not in order of birth
    if (person) ask(person);
    await pause(startedAt + ((n + 1) * 1_000) / perSecond - performance.now());
  }
}

/** An answer may be several messages: a chat is answered when its newest message is the bot's. */
async function answersArrive(people: readonly Person[]): Promise<void> {
  const deadline = Date.now() + ANSWER_WAIT_MS;
  const waits = ({ chat }: Person) => {
    const asked = chat.messages.filter(({ from }) => !from.is_bot).length;
    return fromBot(chat).length < asked;
  };
  while (people.some(waits) && Date.now() < deadline) await pause(10);
}

/** Milliseconds from each question to its reply; the n-th reply belongs to the n-th question. */
function replyTimes({ chat }: Person): number[] {
  const questions = chat.messages.filter(({ from }) => !from.is_bot);
  return fromBot(chat).map(({ storedAt }, i) => storedAt - (questions[i]?.storedAt ?? 0));
}

function summary(times: readonly number[]) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return {
    count: sorted.length,
    'p50 ms': at(0.5),
    'p95 ms': at(0.95),
    'p99 ms': at(0.99),
    'max ms': at(1),
  };
}

function residentMb(bot: Child): number {
  const status = readFileSync(`/proc/${bot.process.pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}
