/**
 * `npm run ask`: asks on the terminal. One question as arguments, a file of questions as JSON lines,
 * or, without either, a conversation at a prompt.
 */
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Turn } from '../knowledge/answering/answer.ts';
import { openKnowledge } from '../knowledge/knowledge.ts';
import { answerRecord } from './answer-record.ts';
import { type Assistant, createAssistant, type Reply } from './assistant.ts';
import { parseConfig, readEnvironment } from './config.ts';
import { ConfigError } from './config-values.ts';
import { configSentence } from './replies/chat.ts';
import * as words from './replies/console.ts';

const HISTORY_TURNS_MAX = 12;

const questionLine = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  question: z.string(),
  history: z
    .array(z.object({ role: z.enum(['user', 'assistant']), content: z.string() }))
    .default([]),
});

interface Asked {
  id: string | number | null;
  question: string;
  history: readonly Turn[];
}

async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      file: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const config = parseConfig(readEnvironment());
  const knowledge = await openKnowledge({ ...config, dataDir: values.data ?? config.dataDir });
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

/** One JSON line per question, in order; a line that is no question stops the run with its number. */
async function askFile(file: string, assistant: Assistant, json: boolean): Promise<number> {
  if (!existsSync(file)) {
    console.error(words.fileUnreadable(file));
    return 1;
  }
  const lines = createInterface({ input: createReadStream(file, 'utf8') });
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '') continue;
    let parsed: z.infer<typeof questionLine>;
    try {
      parsed = questionLine.parse(JSON.parse(line));
    } catch {
      console.error(words.badQuestionLine(file, number));
      return 1;
    }
    await askOne({ ...parsed, id: parsed.id ?? number }, assistant, json);
  }
  return 0;
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

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(configSentence(error));
  process.exitCode = 1;
}
