/**
 * How good the embedder is by itself and beside plain BM25, on BEIR folders, with each query as
 * asked and without diacritics; and how fast it is. The hybrid here is a yardstick, not the
 * product's retriever. usage: node run.mjs test/bench/embedder WEIGHTS FOLDER…
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStaticEmbedder } from '../../knowledge/embedder/static-embedder.ts';
import { cleanText, fold } from '../../knowledge/text/normalise.ts';
import { sentences } from '../../knowledge/text/sentences.ts';
import { syllables } from '../../knowledge/text/tokens.ts';

interface Row {
  _id: string;
  title?: string;
  text: string;
}

interface Task {
  passages: string[];
  queries: { text: string; right: Set<number> }[];
}

function readRows(file: string): Row[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}

function readTask(folder: string): Task {
  const corpus = readRows(join(folder, 'corpus.jsonl'));
  const numbers = new Map(corpus.map((row, index) => [row._id, index]));
  const right = new Map<string, Set<number>>();
  for (const line of readFileSync(join(folder, 'qrels.tsv'), 'utf8').split('\n').slice(1)) {
    const [query, passage, score] = line.split('\t');
    const number = numbers.get(passage ?? '');
    if (!query || number === undefined || Number(score) <= 0) continue;
    right.set(query, (right.get(query) ?? new Set()).add(number));
  }
  return {
    passages: corpus.map((row) => {
      const text = cleanText(row.text);
      const title = cleanText(row.title ?? '');
      return title === '' || text.startsWith(title) ? text : `${title}\n${text}`;
    }),
    queries: readRows(join(folder, 'queries.jsonl'))
      .filter((row) => right.has(row._id))
      .map((row) => ({ text: cleanText(row.text), right: right.get(row._id)! })),
  };
}

function withBigrams(tokens: string[], weight: number): [string, number][] {
  const list: [string, number][] = tokens.map((token) => [token, 1]);
  for (let i = 1; i < tokens.length; i++) list.push([`${tokens[i - 1]} ${tokens[i]}`, weight]);
  return list;
}

/** BM25 (k1 0.9, b 0.4) over folded syllables and bigrams, and exact ones: scores of all passages. */
function bm25(passages: string[]): (query: string) => Float64Array {
  const postings = new Map<string, Map<number, number>>();
  const terms = (text: string, keep: (token: string) => string) =>
    withBigrams(syllables(text).map(keep), 0.5);
  const lengths = passages.map((passage, index) => {
    const exact = terms(passage, (token) => `=${token}`);
    const folded = terms(passage, fold);
    for (const [term] of [...exact, ...folded]) {
      const posting = postings.get(term) ?? new Map<number, number>();
      posting.set(index, (posting.get(index) ?? 0) + 1);
      postings.set(term, posting);
    }
    return folded.length;
  });
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  return (query) => {
    const scores = new Float64Array(passages.length);
    const isAccented = fold(query) !== query.toLowerCase();
    const asked = [
      ...(isAccented ? terms(query, (token) => `=${token}`) : []),
      ...terms(query, fold).map(
        ([term, weight]) => [term, isAccented ? weight * 0.35 : weight] as const,
      ),
    ];
    for (const [term, weight] of asked) {
      const posting = postings.get(term);
      if (!posting) continue;
      const idf = Math.log(1 + (passages.length - posting.size + 0.5) / (posting.size + 0.5));
      for (const [index, count] of posting) {
        const norm = 0.9 * (0.6 + (0.4 * lengths[index]!) / mean);
        scores[index] = scores[index]! + (weight * idf * count * 1.9) / (count + norm);
      }
    }
    return scores;
  };
}

function ndcgAt10(scores: Float64Array, right: Set<number>): number {
  let ideal = 0;
  for (let i = 0; i < Math.min(10, right.size); i++) ideal += 1 / Math.log2(i + 2);
  let gain = 0;
  for (const index of right) {
    const own = scores[index]!;
    let rank = 0;
    for (let i = 0; i < scores.length && rank < 10; i++) {
      if (scores[i]! > own || (scores[i] === own && i < index)) rank++;
    }
    if (rank < 10) gain += 1 / Math.log2(rank + 2);
  }
  return gain / ideal;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!;
  return sum;
}

const COLUMNS = ['dense', 'best sentence', 'lexical', 'lexical+dense', 'lexical+dense+sentence'];

function measure(task: Task, embed: (text: string) => Float32Array, stripped: boolean): number[] {
  const whole = task.passages.map(embed);
  const parts = task.passages.map((passage) =>
    sentences(passage).map(({ start, end }) => embed(passage.slice(start, end))),
  );
  const lexical = bm25(task.passages);
  const sums = COLUMNS.map(() => 0);
  for (const { text, right } of task.queries) {
    const query = stripped ? fold(text) : text;
    const vector = embed(query);
    const dense = Float64Array.from(whole, (passage) => dot(passage, vector));
    const best = Float64Array.from(parts, (list) =>
      Math.max(-1, ...list.map((v) => dot(v, vector))),
    );
    const words = lexical(query);
    const top = Math.max(1e-9, ...words);
    const pair = words.map((score, i) => score / top + 1 * dense[i]!);
    const all = words.map((score, i) => score / top + 0.7 * dense[i]! + 0.5 * best[i]!);
    for (const [column, scores] of [dense, best, words, pair, all].entries()) {
      sums[column]! += ndcgAt10(scores, right);
    }
  }
  return sums.map((sum) => (100 * sum) / task.queries.length);
}

function speed(passages: string[], embed: (text: string) => Float32Array): number {
  for (const passage of passages) embed(passage);
  const startedAt = performance.now();
  let done = 0;
  while (performance.now() - startedAt < 1000) {
    for (const passage of passages.slice(0, 500)) embed(passage);
    done += Math.min(500, passages.length);
  }
  return (done * 1000) / (performance.now() - startedAt);
}

const [weights, ...folders] = process.argv.slice(2);
if (!weights || folders.length === 0 || !folders.every((folder) => existsSync(folder))) {
  console.error('usage: node run.mjs test/bench/embedder WEIGHTS FOLDER…');
  process.exit(1);
}
const openedAt = performance.now();
const { embed } = openStaticEmbedder(weights);
console.log(`${weights}: opened in ${(performance.now() - openedAt).toFixed(0)} ms`);
console.log(['', ...COLUMNS, 'passages/s'].join(' | '));
for (const folder of folders) {
  const task = readTask(folder);
  const perSecond = Math.round(speed(task.passages, embed));
  for (const stripped of [false, true]) {
    const figures = measure(task, embed, stripped).map((figure) => figure.toFixed(1));
    const name = `${folder.split('/').at(-1)}${stripped ? ' folded' : ''}`;
    console.log([name, ...figures, perSecond].join(' | '));
  }
}
