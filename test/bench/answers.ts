/**
 * `npm run bench:answers`: how long an offline answer takes in a large mixed corpus, from the
 * question to the reply a person reads, and which part of that is search. Table on stdout.
 */
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { createAssistant } from '../../bot/assistant.ts';
import { type Knowledge, openKnowledge } from '../../knowledge/knowledge.ts';
import { percentile } from '../eval/metrics.ts';
import { type AskedQuestion, missingFiles, mixedCorpus, questions } from './answers-corpus.ts';

const USAGE = 'usage: npm run bench:answers -- [--passages 64000]';
const WARM_UP_QUESTIONS = 30;
/** The retriever reads the graph in the background after the first question, or builds it. */
const GRAPH_LOOK_MS = 5_000;
const GRAPH_BUILD_MS = 180_000;
/** Processor time a second below which nothing is being built. */
const IDLE_MS = 500;

interface Times {
  whole: number[];
  search: number[];
  answering: number[];
  /** Of the processor, all threads of the process: what another program takes is not in it. */
  processor: number[];
}

/** Asks one question after the other, as a channel does. */
async function ask(knowledge: Knowledge, asked: readonly AskedQuestion[]): Promise<Times> {
  const { retriever, answerer, corpus } = knowledge;
  const retrieve = retriever.retrieve;
  let searching = 0;
  retriever.retrieve = async (request) => {
    const startedAt = performance.now();
    const found = await retrieve(request);
    searching += performance.now() - startedAt;
    return found;
  };
  const assistant = createAssistant({
    answerer,
    corpus,
    profile: {},
    recordUnanswered: () => {},
    logError: (error) => {
      throw error;
    },
  });
  const times: Times = { whole: [], search: [], answering: [], processor: [] };
  for (const question of asked) {
    searching = 0;
    const usedBefore = process.cpuUsage();
    const startedAt = performance.now();
    await assistant.reply(question);
    const took = performance.now() - startedAt;
    const { user, system } = process.cpuUsage(usedBefore);
    times.processor.push((user + system) / 1000);
    times.whole.push(took);
    times.search.push(searching);
    times.answering.push(took - searching);
  }
  retriever.retrieve = retrieve;
  return times;
}

/** Waits until the graph is loaded or built, which happens in the background. */
async function settle(): Promise<void> {
  const deadline = performance.now() + GRAPH_BUILD_MS;
  for (;;) {
    const before = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, GRAPH_LOOK_MS));
    const { user, system } = process.cpuUsage(before);
    if ((user + system) / 1000 < IDLE_MS || performance.now() > deadline) return;
  }
}

function table({ whole, search, answering, processor }: Times): string {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const line = (name: string, values: readonly number[]) =>
    [
      name.padEnd(12),
      ...[percentile(values, 0.5), percentile(values, 0.95), Math.max(...values)].map((ms) =>
        ms.toFixed(1).padStart(8),
      ),
      `${((100 * sum(values)) / sum(whole)).toFixed(0)} %`.padStart(7),
    ].join('');
  return [
    `${'ms'.padEnd(12)}${'p50'.padStart(8)}${'p95'.padStart(8)}${'max'.padStart(8)}${'share'.padStart(7)}`,
    line('an answer', whole),
    line('  search', search),
    line('  the rest', answering),
    line('processor', processor),
  ].join('\n');
}

async function main(argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: { passages: { type: 'string', default: '64000' } },
  });
  const passages = Number(values.passages);
  if (!Number.isInteger(passages) || passages <= 0) throw new Error(USAGE);
  const missing = missingFiles();
  if (missing.length > 0) {
    console.log(`Answers are not measured: there is no ${missing.join(', no ')}.`);
    return;
  }
  const knowledge = await openKnowledge({ dataDir: await mixedCorpus(passages) });
  try {
    const asked = questions();
    await ask(knowledge, asked.slice(-1));
    knowledge.rehearse();
    await settle();
    await ask(knowledge, asked.slice(-WARM_UP_QUESTIONS));
    const loadBefore = loadavg()[0]?.toFixed(1);
    const times = await ask(knowledge, asked);
    console.log(`${knowledge.corpus.passageCount()} passages, ${asked.length} questions`);
    console.log(table(times));
    const machine = `Node ${process.version}, ${availableParallelism()} cores`;
    console.log(`${machine}, load ${loadBefore} before and ${loadavg()[0]?.toFixed(1)} after.`);
  } finally {
    await knowledge.close();
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
