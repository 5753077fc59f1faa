/**
 * How the Telegram channel holds up, against the fake Bot API over HTTP, with the echo assistant in a
 * process of its own: `node run.mjs test/bench/telegram kills` kills that process at random moments;
 * `… load` lets many chats ask at a steady rate and measures the time to the reply.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fromBot } from '../fakes/telegram-bot.ts';
import { type Child, startProgram } from '../fakes/telegram-child.ts';
import { type FakeTelegram, startFakeTelegram } from '../fakes/telegram-server.ts';
import type { Person } from '../fakes/telegram-world.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '100' },
    questions: { type: 'string', default: '2000' },
    chats: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '300' },
    rate: { type: 'string', default: '5' },
    webhook: { type: 'boolean', default: false },
  },
});
const WEBHOOK_PORT = 18_081;
const ANSWER_WAIT_MS = 120_000;

const folder = mkdtempSync(join(tmpdir(), 'hoptac-bench-'));
const telegram = await startFakeTelegram();
try {
  if (positionals[0] === 'kills') await kills(telegram);
  else if (positionals[0] === 'load') await load(telegram);
  else console.error('usage: telegram kills|load [--kills N] [--questions N] [--chats N] …');
} finally {
  await telegram.stop();
  rmSync(folder, { recursive: true, force: true });
}

function startBot(): Child {
  return startProgram('test/fakes/telegram-bot-process', {
    HOPTAC_DATA: folder,
    HOPTAC_QUESTIONS_PER_MINUTE: '1000',
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    WEBHOOK_PORT: String(WEBHOOK_PORT),
    ...(values.webhook
      ? { TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${WEBHOOK_PORT}/telegram` }
      : {}),
  });
}

function numbersIn({ chat }: Person): number[] {
  return fromBot(chat).map(({ text }) => Number(/số (\d+)/.exec(text ?? '')?.[1]));
}

async function kills(fake: FakeTelegram): Promise<void> {
  const people = peopleOf(fake);
  const questions = Number(values.questions);
  const killCount = Number(values.kills);
  let asked = 0;
  for (let kill = 0; kill < killCount; kill += 1) {
    const bot = startBot();
    const until = Math.round((questions * (kill + 1)) / killCount);
    for (; asked < until; asked += 1) people[asked % people.length]?.says(`Câu số ${asked}`);
    await bot.prints(/ready/);
    await pause(Math.random() * 300);
    bot.process.kill('SIGKILL');
    await bot.ended;
    process.stderr.write(`\r${kill + 1} of ${killCount} kills`);
  }
  const bot = startBot();
  const deadline = Date.now() + ANSWER_WAIT_MS;
  const answered = () => people.reduce((sum, person) => sum + new Set(numbersIn(person)).size, 0);
  while (answered() < questions && Date.now() < deadline) await pause(50);
  await pause(500);
  const sent = people.reduce((sum, person) => sum + numbersIn(person).length, 0);
  const outOfOrder = people.filter((person) => !isAscending(numbersIn(person))).length;
  console.log(
    `\n${killCount} kills, ${questions} questions: ${questions - answered()} unanswered, ` +
      `${sent - answered()} sent twice, ${outOfOrder} chats out of order`,
  );
  bot.process.kill('SIGTERM');
}

async function load(fake: FakeTelegram): Promise<void> {
  const bot = startBot();
  await bot.prints(/ready/);
  const people = peopleOf(fake);
  await pause(1_000);
  for (const [n, person] of people.entries()) person.says(`Câu số ${n}`);
  const burst = await timesToReply(people, 1);
  console.log(`${people.length} chats at once: ${summary(burst)}`);
  const memoryBefore = residentMb(bot);
  const total = Number(values.seconds) * Number(values.rate);
  for (let n = 0; n < total; n += 1) {
    people[n % people.length]?.says(`Câu số ${n}`);
    await pause(1_000 / Number(values.rate));
  }
  await pause(1_000);
  const steady = people.flatMap((person) => replyTimes(person).slice(1));
  console.log(`${values.rate}/s for ${values.seconds} s: ${summary(steady)}`);
  console.log(`memory: ${memoryBefore} MB before, ${residentMb(bot)} MB after`);
  bot.process.kill('SIGTERM');
}

function peopleOf(fake: FakeTelegram): Person[] {
  return Array.from({ length: Number(values.chats) }, (_, i) => fake.person(`Người ${i}`));
}

async function timesToReply(people: Person[], replies: number): Promise<number[]> {
  const deadline = Date.now() + ANSWER_WAIT_MS;
  while (people.some(({ chat }) => fromBot(chat).length < replies) && Date.now() < deadline) {
    await pause(10);
  }
  return people.flatMap(replyTimes);
}

/** Milliseconds from each question to its reply; the n-th reply belongs to the n-th question. */
function replyTimes({ chat }: Person): number[] {
  const questions = chat.messages.filter(({ from }) => !from.is_bot);
  return fromBot(chat).map(({ storedAt }, i) => storedAt - (questions[i]?.storedAt ?? 0));
}

function summary(times: number[]): string {
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return `${sorted.length} replies, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms`;
}

function residentMb(bot: Child): number {
  const status = readFileSync(`/proc/${bot.process.pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024);
}

function isAscending(numbers: number[]): boolean {
  const firsts = [...new Set(numbers)];
  return firsts.every((n, i) => i === 0 || n > (firsts[i - 1] ?? 0));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
