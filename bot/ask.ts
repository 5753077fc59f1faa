/**
 * `npm run ask`: asks on the terminal. One question as arguments, a file of questions as JSON lines,
 * or, without either, a conversation at a prompt.
 */
import { createReadStream, statSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Turn } from '../knowledge/answering/answer.ts';
import { openKnowledge } from '../knowledge/knowledge.ts';
import { answerRecord } from './answer-record.ts';
import { type Assistant, createAssistant, type Reply } from './assistant.ts';
import { parseConfig, readEnvironment } from './config.ts';
import { ConfigError } from './config-values.ts';
import * as words from './replies/console.ts';
import { configSentence } from './replies/program.ts';

const HISTORY_TURNS_MAX = 12;

/** Only the question has to be right: without its history it is still a question. */
const questionLine = z.object({
  id: z.union([z.string(), z.number()]).optional().catch(undefined),
  question: z.string(),
  history: z
    .array(z.object({ role: z.enum(['user', 'assistant']), content: z.string() }))
    .catch([]),
});

interface Asked {
  id: string | number | null;
  question: string;
  history: readonly Turn[];
}

/** Named when it cannot be used. */
let dataDir = '';

async function main(argv: string[]): Promise<number> {
  const parsed = readArguments(argv);
  if (!parsed) {
    console.error(words.askUsage);
    return 1;
  }
  const { values, positionals } = parsed;
  const config = parseConfig(readEnvironment());
  dataDir = values.data ?? config.dataDir;
  const knowledge = await openKnowledge({ ...config, dataDir });
  try {
    if (knowledge.corpus.passageCount() === 0) console.error(words.emptyCorpus);
    const assistant = createAssistant({
      answerer: knowledge.answerer,
      corpus: knowledge.corpus,
      profile: config,
      recordUnanswered: () => {},
      logError: (error) => console.error(error),
    });
    if (values.file !== undefined) return await askFile(values.file, assistant, values.json);
    const question = positionals.join(' ').trim();
    if (question === '') return await converse(assistant);
    await askOne({ id: null, question, history: [] }, assistant, values.json);
    return 0;
  } finally {
    await knowledge.close();
  }
}

/** Undefined for an option that does not exist. */
function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        file: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
  } catch {
    return undefined;
  }
}

/** One JSON line per question, in order; a line that is no question is named and passed over. */
async function askFile(file: string, assistant: Assistant, json: boolean): Promise<number> {
  const entry = statSync(file, { throwIfNoEntry: false });
  if (!entry || entry.isDirectory()) {
    console.error(words.fileUnreadable(file));
    return 1;
  }
  const lines = createInterface({ input: createReadStream(file, 'utf8') });
  let number = 0;
  let code = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '') continue;
    const parsed = readQuestion(line);
    if (parsed) await askOne({ ...parsed, id: parsed.id ?? number }, assistant, json);
    else {
      console.error(words.badQuestionLine(file, number));
      code = 1;
    }
  }
  return code;
}

function readQuestion(line: string): z.infer<typeof questionLine> | undefined {
  try {
    return questionLine.safeParse(JSON.parse(line.replace(/^\ufeff/, ''))).data;
  } catch {
    return undefined; // no JSON
  }
}

async function askOne(asked: Asked, assistant: Assistant, json: boolean): Promise<Reply> {
  const startedAt = performance.now();
  const reply = await assistant.reply({ text: asked.question, history: asked.history });
  const tookMs = Math.round((performance.now() - startedAt) * 10) / 10;
  process.stdout.write(
    json ? `${JSON.stringify(answerRecord(asked, reply, tookMs))}\n` : forReading(reply),
  );
  return reply;
}

function forReading(reply: Reply): string {
  const sources = reply.citations.map(({ n, section, title, date, url, quote }) => {
    const name = [section, title, date?.split('-').reverse().join('/')].filter(Boolean).join(', ');
    return `[${n}] ${name}${url ? `\n    ${url}` : ''}\n    “${quote.replace(/\s*\n\s*/g, '\n     ')}”`;
  });
  return `${[reply.text, ...sources].join('\n\n')}\n`;
}

async function converse(assistant: Assistant): Promise<number> {
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  console.log(words.promptGreeting);
  const history: Turn[] = [];
  prompt.setPrompt(words.prompt);
  prompt.prompt();
  for await (const line of prompt) {
    const question = line.trim();
    if (question === '/thoat') break;
    if (question !== '') {
      const reply = await askOne({ id: null, question, history }, assistant, false);
      history.push({ role: 'user', content: question }, { role: 'assistant', content: reply.text });
      history.splice(0, history.length - HISTORY_TURNS_MAX);
    }
    prompt.prompt();
  }
  prompt.close();
  return 0;
}

/** One sentence, or what a programmer needs. What knows the sentences knows every channel: slow to load. */
async function failureOf(error: unknown): Promise<unknown> {
  if (error instanceof ConfigError) return configSentence(error);
  const { startFailureSentence } = await import('./start-failure.ts');
  return startFailureSentence(error, dataDir) ?? error;
}

// Who reads may have read enough: `… | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(await failureOf(error));
  process.exitCode = 1;
}
