/**
 * `npm run eval -- --questions GOLD.jsonl --corpus-dir DIR`: ingests the folder with the product's
 * own ingest into a temporary corpus, asks every question and prints how good the answers are.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type AnswerRecord, answerRecord } from '../../bot/answer-record.ts';
import { createAssistant } from '../../bot/assistant.ts';
import { ingest } from '../../ingest/run.ts';
import { type Knowledge, openKnowledge } from '../../knowledge/knowledge.ts';
import { type GoldQuestion, judge, readCorpus, readGold, type Verdict } from './score.ts';

interface Judged {
  gold: GoldQuestion;
  record: AnswerRecord;
  verdict: Verdict;
}

/** Runs the evaluation; returns the exit code. */
export async function runQuestionEval(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      questions: { type: 'string' },
      'corpus-dir': { type: 'string' },
      answers: { type: 'string' },
      json: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
    },
  });
  const folder = values['corpus-dir'];
  if (values.questions === undefined || folder === undefined) {
    console.error(
      'usage: npm run eval -- --questions GOLD.jsonl --corpus-dir DIR [--answers OUT.jsonl] [--json] [--verbose]',
    );
    return 1;
  }
  const gold = readGold(values.questions);
  const corpus = readCorpus(folder);
  const judged = await withKnowledge(folder, async (knowledge) => {
    const records = await askAll(knowledge, gold);
    return records.map((record, i) => ({
      gold: gold[i]!,
      record,
      verdict: judge(gold[i]!, record, corpus),
    }));
  });
  if (values.answers)
    writeFileSync(
      values.answers,
      judged.map(({ record }) => `${JSON.stringify(record)}\n`).join(''),
    );
  if (values.verbose) for (const one of judged) printMiss(one);
  const summary = summarise(judged);
  console.log(values.json ? JSON.stringify(summary) : table(summary));
  return 0;
}

/** Opens a temporary corpus made from a folder, and removes it afterwards. */
export async function withKnowledge<T>(
  folder: string,
  use: (knowledge: Knowledge) => Promise<T>,
): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hoptac-eval-'));
  const knowledge = await openKnowledge({ dataDir });
  try {
    await ingest({ sources: [folder], corpus: knowledge.corpus, embedder: knowledge.embedder });
    return await use(knowledge);
  } finally {
    await knowledge.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function askAll(
  knowledge: Knowledge,
  gold: readonly GoldQuestion[],
): Promise<AnswerRecord[]> {
  const assistant = createAssistant({
    answerer: knowledge.answerer,
    corpus: knowledge.corpus,
    profile: {},
    recordUnanswered: () => {},
    logError: (error) => console.error(error),
  });
  await rehearsed(knowledge);
  const records: AnswerRecord[] = [];
  for (const { id, question, history } of gold) {
    const startedAt = performance.now();
    const reply = await assistant.reply({ text: question, history });
    records.push(answerRecord({ id, question }, reply, performance.now() - startedAt));
  }
  return records;
}

/** Times are those of a bot that has been running for some seconds. */
async function rehearsed(knowledge: Knowledge): Promise<void> {
  const alive = setInterval(() => undefined, 1000); // a rehearsal keeps no process alive
  await knowledge.rehearse().done;
  clearInterval(alive);
}

function summarise(judged: readonly Judged[]) {
  const answerable = judged.filter(({ verdict }) => verdict.answerable);
  const unanswerable = judged.filter(({ verdict }) => !verdict.answerable);
  const withSection = answerable.filter(({ verdict }) => verdict.sectionRight !== undefined);
  const given = answerable.filter(({ verdict }) => !verdict.abstained);
  const lengths = given.map(({ record }) => record.answer.length);
  const times = judged.map(({ record }) => record.tookMs);
  const good = ({ verdict }: Judged) => (verdict.answerable ? verdict.right : verdict.abstained);
  return {
    'answerable questions': answerable.length,
    'right and cited %': share(answerable, ({ verdict }) => verdict.right),
    'facts right %': share(answerable, ({ verdict }) => verdict.factsRight),
    'right file cited %': share(answerable, ({ verdict }) => verdict.citedRight),
    'right điều cited %': share(withSection, ({ verdict }) => verdict.sectionRight === true),
    'false refusals %': share(answerable, ({ verdict }) => verdict.abstained),
    'unanswerable questions': unanswerable.length,
    'abstained right %': share(unanswerable, ({ verdict }) => verdict.abstained),
    quotes: judged.reduce((sum, { verdict }) => sum + verdict.quotes, 0),
    'quotes not verbatim': judged.reduce((sum, { verdict }) => sum + verdict.inventedQuotes, 0),
    'median characters': quantile(lengths, 0.5),
    'longest answer': Math.max(0, ...lengths),
    'p50 ms': quantile(times, 0.5),
    'p95 ms': quantile(times, 0.95),
    ...groups(judged, (one) => `type ${one.gold.type}`, good),
    ...groups(judged, (one) => `style ${one.gold.style}`, good),
  };
}

function share(items: readonly Judged[], is: (item: Judged) => boolean): number | null {
  if (items.length === 0) return null;
  return Math.round((1000 * items.filter(is).length) / items.length) / 10;
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
  return Math.round(value * 10) / 10;
}

function groups(
  judged: readonly Judged[],
  key: (one: Judged) => string,
  good: (one: Judged) => boolean,
): Record<string, string> {
  const counts = new Map<string, [number, number]>();
  for (const one of judged) {
    const [right, all] = counts.get(key(one)) ?? [0, 0];
    counts.set(key(one), [right + (good(one) ? 1 : 0), all + 1]);
  }
  return Object.fromEntries(
    [...counts].sort().map(([name, [right, all]]) => [name, `${right}/${all}`]),
  );
}

function table(summary: Record<string, string | number | null>): string {
  const width = Math.max(...Object.keys(summary).map((name) => name.length));
  return Object.entries(summary)
    .map(([name, value]) => `${name.padEnd(width)}  ${value ?? '–'}`)
    .join('\n');
}

function printMiss({ gold, record, verdict }: Judged): void {
  const good = verdict.answerable ? verdict.right : verdict.abstained;
  if (good) return;
  const wanted = verdict.answerable
    ? gold.facts.map((variants) => variants[0]).join(' | ')
    : 'abstention';
  const cited = record.citations.map(({ document, section }) =>
    [document, section].filter(Boolean).join(' '),
  );
  console.log(
    `${gold.id} [${gold.type}, ${gold.style}] ${gold.question}\n  want: ${wanted}\n  got${record.abstained ? ' (abstained)' : ''}: ${record.answer.slice(0, 300).replace(/\n/g, ' / ')}\n  cites: ${cited.join('; ')}\n`,
  );
}
