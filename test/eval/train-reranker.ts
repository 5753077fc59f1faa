/**
 * `npm run train-reranker -- SET_DIR … [--write]`: learns the reranker's weights on test sets in BEIR
 * layout (corpus.jsonl, queries.jsonl, qrels.tsv), for questions with and without diacritics. Every
 * figure it prints is for weights that were learned without the question's passage (five folds) or
 * without its whole set. The weights stay near a prior that was set by hand. Two sums are learned, for
 * the first places and for those behind them, the second with each candidate's reciprocal ranks.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openCorpus } from '../../knowledge/corpus/corpus.ts';
import { openStaticEmbedder } from '../../knowledge/embedder/static-embedder.ts';
import { createCandidateSearch } from '../../knowledge/search/candidate-search.ts';
import { RANK_NAMES, reciprocalRanks } from '../../knowledge/search/reciprocal-ranks.ts';
import { FIRST_PLACES } from '../../knowledge/search/reranker.ts';
import { fold } from '../../knowledge/text/normalise.ts';
import { readTestSet } from './beir.ts';
import { publishRows } from './indexed-set.ts';

interface Example {
  set: string;
  fold: number;
  /** How many passages are right. */
  right: number;
  /** `x`: the features, and behind them the reciprocal ranks. */
  rows: { x: Float64Array; isRight: boolean }[];
}

/** Weights in units of the scale. */
interface Learned {
  first: Float64Array;
  behind: Float64Array;
}

/** What each feature is worth before any data; features that are not named start at 0. */
const PRIOR: Readonly<Record<string, number>> = {
  words: 4,
  pairs: 2,
  window: 2,
  cosine: 2,
  sentenceCosine: 2,
  names: 1,
};
/** Features that can only speak against a passage; all others only for it. */
const AGAINST: ReadonlySet<string> = new Set(['length', 'rarestMissing']);
const FOLDS = 5;
const STEPS = 200;
const BATCH = 400;
const RATE = 0.08;
/** Pull towards the prior: of 0.005 to 0.4 what carried over best from one set to the other (see README.md). */
const PULL = 0.2;

async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { write: { type: 'boolean', default: false } },
  });
  if (positionals.length === 0) {
    console.error('usage: npm run train-reranker -- SET_DIR … [--write]');
    return 1;
  }
  const weights: Record<'first' | 'behind', Record<string, Record<string, number>>> = {
    first: {},
    behind: {},
  };
  for (const typing of ['accented', 'folded'] as const) {
    const { names, examples } = await measureAll(positionals, typing === 'folded');
    const scale = scaleOf(names.length, examples);
    report(typing, names, examples, scale);
    const { first, behind } = trainBoth(names, examples, scale);
    // The bias keeps scores in the middle of 0..1.
    weights.first[typing] = { ...named(names, scale, first), bias: -4 };
    weights.behind[typing] = named(names, scale, behind);
  }
  const file = join(process.cwd(), 'knowledge', 'search', 'weights', 'reranker.json');
  if (values.write) writeFileSync(file, `${JSON.stringify(weights, null, 2)}\n`);
  return 0;
}

/** The features of every candidate passage of every question. */
async function measureAll(folders: readonly string[], withoutDiacritics: boolean) {
  const embedder = openStaticEmbedder();
  const examples: Example[] = [];
  let names: string[] = [];
  for (const set of folders) {
    const file = (name: string) => join(set, name);
    const {
      corpus: rows,
      queries,
      judgements,
    } = readTestSet({
      corpus: file('corpus.jsonl'),
      queries: file('queries.jsonl'),
      qrels: file('qrels.tsv'),
    });
    const corpus = openCorpus(':memory:');
    const rowsOf = await publishRows(corpus, embedder, rows);
    const search = createCandidateSearch({ corpus, embedder, graphFile: undefined });
    for (const { _id, text } of queries) {
      const judged = judgements.get(_id) ?? new Map<string, number>();
      const found = await search.find({ query: withoutDiacritics ? fold(text) : text });
      found.measureSentences(found.passages);
      const ranks = reciprocalRanks(found.passages.map(({ features }) => features));
      const measured = found.passages.map(({ passageId, features }, at) => {
        names = [...Object.keys(features), ...RANK_NAMES];
        const documentId = corpus.passage(passageId)?.documentId ?? -1;
        const isRight = (rowsOf.get(documentId) ?? []).some((row) => judged.has(row));
        return { x: Float64Array.from([...Object.values(features), ...ranks[at]!]), isRight };
      });
      examples.push({
        set,
        fold: foldOf([...judged.keys()][0] ?? ''),
        right: judged.size,
        rows: measured,
      });
    }
    corpus.database.close();
  }
  return { names, examples };
}

function foldOf(passage: string): number {
  let hash = 7;
  for (const char of passage) hash = (hash * 31 + char.charCodeAt(0)) >>> 0;
  return hash % FOLDS;
}

/** Standard deviation of each feature, so that one pull fits all. */
function scaleOf(size: number, examples: readonly Example[]): Float64Array {
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  let n = 0;
  for (const { rows } of examples) {
    for (const { x } of rows) {
      n += 1;
      for (let i = 0; i < size; i += 1) {
        mean[i] = mean[i]! + x[i]!;
        square[i] = square[i]! + x[i]! * x[i]!;
      }
    }
  }
  return mean.map((sum, i) => Math.sqrt(Math.max(0, square[i]! / n - (sum / n) ** 2)) || 1);
}

function trainBoth(
  names: readonly string[],
  examples: readonly Example[],
  scale: Float64Array,
): Learned {
  const own = names.slice(0, -RANK_NAMES.length);
  return { first: train(own, examples, scale), behind: train(names, examples, scale) };
}

/** Softmax over each question's candidates, Adam, sets weighed alike. Only the features named are used. */
function train(
  names: readonly string[],
  examples: readonly Example[],
  allScales: Float64Array,
): Float64Array {
  const scale = allScales.subarray(0, names.length);
  const prior = scale.map((unit, i) => (PRIOR[names[i]!] ?? 0) * unit);
  const w = Float64Array.from(prior);
  const mean = new Float64Array(w.length);
  const square = new Float64Array(w.length);
  const usable = examples.filter(({ rows }) => rows.some(({ isRight }) => isRight));
  const bySet = [...groupBySet(usable).values()];
  const random = seeded(1);
  for (let step = 1; step <= STEPS; step += 1) {
    const g = new Float64Array(w.length);
    for (let b = 0; b < BATCH; b += 1) {
      const set = bySet[b % bySet.length]!;
      addGradient(set[Math.floor(random() * set.length)]!, w, scale, g, 1 / BATCH);
    }
    const rate = RATE * (1 - (0.8 * step) / STEPS);
    for (let i = 0; i < w.length; i += 1) {
      const gi = g[i]! + PULL * (w[i]! - prior[i]!);
      mean[i] = 0.9 * mean[i]! + 0.1 * gi;
      square[i] = 0.99 * square[i]! + 0.01 * gi * gi;
      const unbiased = mean[i]! / (1 - 0.9 ** step);
      const next = w[i]! - (rate * unbiased) / (Math.sqrt(square[i]! / (1 - 0.99 ** step)) + 1e-8);
      w[i] = AGAINST.has(names[i]!) ? Math.min(0, next) : Math.max(0, next);
    }
  }
  return w;
}

function groupBySet(examples: readonly Example[]): Map<string, Example[]> {
  const groups = new Map<string, Example[]>();
  for (const example of examples)
    groups.set(example.set, [...(groups.get(example.set) ?? []), example]);
  return groups;
}

function addGradient(
  { rows }: Example,
  w: Float64Array,
  scale: Float64Array,
  out: Float64Array,
  share: number,
): void {
  const scores = rows.map(({ x }) => score(x, w, scale));
  const top = Math.max(...scores);
  const odds = scores.map((value) => Math.exp(value - top));
  const all = odds.reduce((sum, value) => sum + value, 0);
  const good = odds.reduce((sum, value, k) => sum + (rows[k]!.isRight ? value : 0), 0);
  for (const [k, { x, isRight }] of rows.entries()) {
    const push = share * (odds[k]! / all - (isRight ? odds[k]! / good : 0));
    if (Math.abs(push) < 1e-8) continue;
    for (let i = 0; i < out.length; i += 1) out[i] = out[i]! + (push * x[i]!) / scale[i]!;
  }
}

function score(x: Float64Array, w: Float64Array, scale: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < w.length; i += 1) sum += (w[i]! * x[i]!) / scale[i]!;
  return sum;
}

/** A linear congruential generator: the same weights for the same sets. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

/** Prints how well weights rank questions that they were not learned on. */
function report(
  typing: string,
  names: readonly string[],
  examples: readonly Example[],
  scale: Float64Array,
): void {
  const folds = Array.from({ length: FOLDS }, (_, part) => (one: Example) => one.fold === part);
  const sets = [...groupBySet(examples).keys()].map((set) => (one: Example) => one.set === set);
  const splits = [
    { how: 'cross-validated by passage', held: folds },
    { how: 'learned on the other sets only', held: sets.length > 1 ? sets : [] },
  ];
  for (const { how, held } of splits) {
    const gains = new Map<string, { ndcg: number; recall: number }[]>();
    for (const isHeld of held) {
      const w = trainBoth(
        names,
        examples.filter((one) => !isHeld(one)),
        scale,
      );
      for (const one of examples.filter(isHeld))
        gains.set(one.set, [...(gains.get(one.set) ?? []), firstTen(one, w, scale)]);
    }
    for (const [set, values] of gains) {
      const mean = (of: 'ndcg' | 'recall') =>
        ((100 * values.reduce((sum, value) => sum + value[of], 0)) / values.length).toFixed(2);
      console.log(
        `${typing} ${set}: nDCG@10 ${mean('ndcg')}, recall@10 ${mean('recall')} ${how}, ${values.length} questions`,
      );
    }
  }
}

/** nDCG and recall of the first ten places. */
function firstTen(
  { rows, right }: Example,
  { first, behind }: Learned,
  scale: Float64Array,
): { ndcg: number; recall: number } {
  const valued = rows.map(({ x, isRight }) => ({
    isRight,
    first: score(x, first, scale),
    behind: score(x, behind, scale),
  }));
  valued.sort((a, b) => b.first - a.first);
  const rest = valued.slice(FIRST_PLACES).sort((a, b) => b.behind - a.behind);
  const ten = [...valued.slice(0, FIRST_PLACES), ...rest].slice(0, 10);
  const discount = (rank: number) => 1 / Math.log2(rank + 2);
  let gain = 0;
  for (const [rank, { isRight }] of ten.entries()) if (isRight) gain += discount(rank);
  let ideal = 0;
  for (let rank = 0; rank < Math.min(10, right); rank += 1) ideal += discount(rank);
  const found = ten.filter(({ isRight }) => isRight).length;
  return { ndcg: ideal === 0 ? 0 : gain / ideal, recall: right === 0 ? 0 : found / right };
}

/** Weights per feature as they are. */
function named(
  names: readonly string[],
  scale: Float64Array,
  w: Float64Array,
): Record<string, number> {
  return Object.fromEntries(
    [...w].map((weight, i) => [names[i]!, Math.round((1e4 * weight) / scale[i]!) / 1e4]),
  );
}

process.exitCode = await main(process.argv.slice(2));
