/**
 * `npm run calibrate -- QUESTIONS.jsonl=CORPUS_DIR … [--write]`: fits the answer scorer's weights and
 * the threshold below which nothing is answered, and prints what cross-validation promises: every
 * question is judged by weights that were fitted without it. With `--laws-only` all weights keep
 * their values but those of what only laws are measured for, so that answers from news stay as they are;
 * with `--keep-ranking` only confidence is fitted, of the kinds of documents that the questions are of;
 * with `--near-written` ranking starts from the written weights and is pulled to them, for a few new
 * questions or features.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ScoredCandidate } from '../../knowledge/answering/candidates.ts';
import { composeAnswer } from '../../knowledge/answering/compose.ts';
import { FEATURE_NAMES } from '../../knowledge/answering/features.ts';
import { scorerWeights } from '../../knowledge/answering/scorer.ts';
import {
  bestOf,
  dot,
  type FitFrom,
  fitConfidence,
  fitRanking,
  type QuestionExample,
  sigmoid,
} from './fit.ts';
import { type Fits, type Kind, startOf } from './fit-starts.ts';
import { withKnowledge } from './questions.ts';
import { type GoldQuestion, hasFacts, readGold } from './score.ts';

const FOLDS = 5;
/** A wrong answer costs a person more than a refusal does. */
const WRONG_COST = 1.5;

interface SetExample extends QuestionExample {
  set: string;
  legal: boolean;
}

async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      write: { type: 'boolean', default: false },
      'laws-only': { type: 'boolean', default: false },
      'keep-ranking': { type: 'boolean', default: false },
      'near-written': { type: 'boolean', default: false },
    },
  });
  if (positionals.length === 0) {
    console.error(
      'usage: npm run calibrate -- QUESTIONS.jsonl=CORPUS_DIR … [--laws-only | --keep-ranking | --near-written] [--write]',
    );
    return 1;
  }
  const examples: SetExample[] = [];
  for (const pair of positionals) examples.push(...(await examplesOf(pair)));
  const from = startOf(values);
  report(examples, from);
  if (values.write) write(examples, from);
  return 0;
}

/** Inspects every question of one set over its corpus. */
async function examplesOf(pair: string): Promise<SetExample[]> {
  const [questions = '', folder = ''] = pair.split('=');
  return withKnowledge(folder, async ({ inspect }) => {
    const examples: SetExample[] = [];
    for (const gold of readGold(questions)) {
      const { candidates } = await inspect({ text: gold.question, history: gold.history });
      examples.push({
        set: questions,
        legal: candidates[0]?.retrieved.document.kind === 'legal',
        id: gold.id,
        answerable: gold.facts.length > 0,
        candidates: candidates
          .filter(({ ruledOut }) => !ruledOut)
          .map((candidate) => ({
            x: Float64Array.from(FEATURE_NAMES, (name) => candidate.features[name]),
            worth: worthOf(gold, candidate),
          })),
      });
    }
    return examples;
  });
}

const LONG_ANSWER = 250;
const LENGTH_DECAY = 500;

/** How good a candidate is as the whole answer: right, from the right điều, and short. */
function worthOf(gold: GoldQuestion, candidate: ScoredCandidate): number {
  const files = gold.articles ?? (gold.article ? [gold.article] : []);
  if (gold.facts.length === 0 || !files.includes(candidate.retrieved.document.name)) return 0;
  const { lead = '', claims } = composeAnswer([candidate], 1);
  const text = [lead, ...claims.map((claim) => claim.text)].join('\n');
  if (!hasFacts(gold, text)) return 0;
  const sections = gold.sections ?? (gold.section ? [gold.section] : []);
  const inSection =
    sections.length === 0 || sections.includes(candidate.retrieved.passage.section ?? '');
  const dump = candidate.features.listUnwanted > 0 ? 0.3 : 1;
  return (
    (inSection ? 1 : 0.5) * dump * Math.exp(-Math.max(0, text.length - LONG_ANSWER) / LENGTH_DECAY)
  );
}

interface Judged {
  set: string;
  legal: boolean;
  answerable: boolean;
  right: boolean;
  x: Float64Array;
}

/** The best candidate of every question by weights fitted on the other folds, with what confidence sees of it. */
function judgeByFolds(examples: readonly SetExample[], { ranking }: Fits): Judged[] {
  const judged: Judged[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const w = fitRanking(
      examples.filter((_, i) => i % FOLDS !== fold),
      ranking,
    );
    judged.push(
      ...examples.filter((_, i) => i % FOLDS === fold).map((example) => judgeOne(example, w)),
    );
  }
  return judged;
}

function judgeOne({ set, legal, answerable, candidates }: SetExample, w: Float64Array): Judged {
  const best = bestOf(candidates, w);
  const chosen = candidates[best];
  const scores = candidates.map(({ x }) => dot(w, x)).sort((a, b) => b - a);
  const margin = (scores[0] ?? 0) - (scores[1] ?? 0);
  const x = Float64Array.from([
    ...(chosen?.x ?? new Float64Array(FEATURE_NAMES.length)),
    margin,
    1,
  ]);
  return { set, legal, answerable, right: (chosen?.worth ?? 0) > 0, x };
}

function report(examples: readonly SetExample[], from: Fits): void {
  const judged = judgeByFolds(examples, from);
  const sets = [...new Set(examples.map(({ set }) => set))];
  for (const set of sets) {
    const own = judged.filter((one) => one.set === set && one.answerable);
    const oracle = examples.filter(
      (one) => one.set === set && one.candidates.some(({ worth }) => worth > 0),
    );
    console.log(
      `${set}: best candidate right ${own.filter(({ right }) => right).length}/${own.length}, some candidate right ${oracle.length}/${own.length}`,
    );
  }
  for (const kind of ['article', 'legal'] as const) {
    const own = ofKind(judged, kind);
    if (own.length === 0) continue;
    const sure = sureness(own, from.confidence[kind]);
    console.log(kind === 'legal' ? 'laws' : 'articles');
    thresholds(own.map((one, i) => ({ one, sure: sure[i]! })));
  }
}

function ofKind(judged: readonly Judged[], kind: Kind): Judged[] {
  return judged.filter(({ legal }) => legal === (kind === 'legal'));
}

function thresholds(judged: readonly { one: Judged; sure: number }[]): void {
  console.log('threshold  answered right  answered wrong  false refusals  abstained right');
  for (const threshold of [0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5]) {
    const decided = judged.map(({ one, sure }) => ({ one, given: sure >= threshold }));
    const answerable = decided.filter(({ one }) => one.answerable);
    const not = decided.filter(({ one }) => !one.answerable);
    const pc = (n: number, of: number) =>
      `${((100 * n) / Math.max(1, of)).toFixed(1)} %`.padStart(14);
    console.log(
      String(threshold).padEnd(9),
      pc(answerable.filter(({ one, given: g }) => g && one.right).length, answerable.length),
      pc(answerable.filter(({ one, given: g }) => g && !one.right).length, answerable.length),
      pc(answerable.filter(({ given: g }) => !g).length, answerable.length),
      pc(not.filter(({ given: g }) => !g).length, not.length),
    );
  }
}

/** How sure each judged answer is, by confidence weights fitted on the other folds. */
function sureness(judged: readonly Judged[], from: FitFrom): number[] {
  const sure = new Array<number>(judged.length).fill(0);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const w = fitConfidence(weighed(judged.filter((_, i) => i % FOLDS !== fold)), from);
    for (const [i, { x }] of judged.entries()) if (i % FOLDS === fold) sure[i] = sigmoid(dot(w, x));
  }
  return sure;
}

function weighed(judged: readonly Judged[]) {
  return judged.map(({ x, right }) => ({ x, right, weight: right ? 1 : WRONG_COST }));
}

/** Writes the ranking, and the confidence of the kinds of documents that the examples are of. */
function write(examples: readonly SetExample[], from: Fits): void {
  const judged = judgeByFolds(examples, from);
  const confidenceOf = (kind: Kind) => {
    const own = ofKind(judged, kind);
    if (own.length === 0) return scorerWeights.confidence[kind];
    const w = fitConfidence(weighed(own), from.confidence[kind]);
    const [margin = 0, bias = 0] = w.slice(-2);
    return { bias: rounded(bias), margin: rounded(margin), ...named(w) };
  };
  const weights = {
    ranking: named(fitRanking(examples, from.ranking)),
    confidence: { article: confidenceOf('article'), legal: confidenceOf('legal') },
    threshold: THRESHOLD,
  };
  const file = join(process.cwd(), 'knowledge', 'answering', 'scorer-weights.json');
  writeFileSync(file, `${JSON.stringify(weights, null, 2)}\n`);
  console.log(`written: ${file}`);
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;
const named = (w: Float64Array) =>
  Object.fromEntries(FEATURE_NAMES.map((name, i) => [name, rounded(w[i]!)]));

/**
 * Chosen on the tables that report() prints; see knowledge/answering/README.md. Laws are asked about
 * in words further from theirs, so that right answers are less sure.
 */
const THRESHOLD = { article: 0.2, legal: 0.12 };

process.exitCode = await main(process.argv.slice(2));
