/**
 * The training run: batches of pairs, contrastive loss, row-wise Adagrad with a learning rate that
 * falls to a tenth. Deterministic: the same text, options and seed give the same weights.
 */
import { quantise, type Weights } from '../weights.ts';
import { type BagBuilder, type Bags, bagBuilder } from './bags.ts';
import { batchMaker } from './batches.ts';
import { contrast } from './contrast.ts';
import { lexicalNeighbours } from './lexical-neighbours.ts';
import { PAIR_SHARES, type Pair, pairMaker } from './pairs.ts';
import { seededRandom } from './random.ts';
import { encodeBags, rowAdagrad, startingTable, type TableShape } from './table.ts';
import type { TrainingText } from './training-text.ts';
import { chooseFeatures, featuresOfVocabulary } from './vocabulary.ts';

export interface TrainingOptions {
  seed: number;
  dimension: number;
  bits: 4 | 8;
  /** Features with a row of their own. */
  rowsMax: number;
  /** Rows shared by the tokens that have none of their own. */
  buckets: number;
  steps: number;
  batchSize: number;
  /** Passages of one group in a batch. */
  clusterSize: number;
  /** Share of clusters that are neighbours by their words instead of passages of one group. */
  lexicalShare: number;
  learningRate: number;
  /** Inverse temperature. */
  scale: number;
}

export interface FileRange {
  /** Groups [from, to) of the training text came from this file. */
  from: number;
  to: number;
  tokens: number;
}

export interface Progress {
  step: number;
  steps: number;
  /** Means since the last report. */
  loss: number;
  hits: number;
}

const REPORT_STEPS = 100;
const FINAL_RATE_SHARE = 0.1;
const START_SCALE = 0.5;

export function trainEmbedder(
  text: TrainingText,
  files: readonly FileRange[],
  options: TrainingOptions,
  onProgress: (progress: Progress) => void,
): Weights {
  const random = seededRandom(options.seed);
  // First, because question words may be new to the vocabulary.
  const { pair } = pairMaker(text, random, PAIR_SHARES);
  const ids = featuresOfVocabulary(text.vocabulary);
  const choice = chooseFeatures(text, ids, options.rowsMax);
  const { of } = lexicalNeighbours(text, ids, choice.features, random);
  const neighbours = { of, share: options.lexicalShare };
  const { passages } = batchMaker(text, files, options.clusterSize, neighbours, random);
  const shape: TableShape = {
    dimension: options.dimension,
    features: choice.features,
    startWeights: choice.weights.map((weight) => weight * START_SCALE),
    buckets: options.buckets,
    bucketWeight: 8 * START_SCALE,
  };
  const table = startingTable(shape);
  const builder = bagBuilder(shape, ids, random.chance);
  const optimiser = rowAdagrad(table, options.dimension);
  let [loss, hits] = [0, 0];
  for (let step = 1; step <= options.steps; step++) {
    const pairs = passages(options.batchSize).map(pair);
    const made = trainStep(text, pairs, builder, table, optimiser, options);
    optimiser.step(options.learningRate * rateShare(step / options.steps));
    loss += made.loss;
    hits += made.hits;
    if (step % REPORT_STEPS === 0 || step === options.steps) {
      const steps = step % REPORT_STEPS || REPORT_STEPS;
      onProgress({ step, steps: options.steps, loss: loss / steps, hits: hits / steps });
      [loss, hits] = [0, 0];
    }
  }
  return {
    ...quantise(table, options.dimension, options.bits),
    dimension: options.dimension,
    bits: options.bits,
    features: choice.features,
    buckets: options.buckets,
  };
}

function rateShare(done: number): number {
  return 1 - (1 - FINAL_RATE_SHARE) * done;
}

function trainStep(
  text: TrainingText,
  pairs: readonly Pair[],
  builder: BagBuilder,
  table: Float32Array,
  optimiser: ReturnType<typeof rowAdagrad>,
  { dimension, scale }: TrainingOptions,
): { loss: number; hits: number } {
  const queryBags = queriesOf(pairs, builder);
  const passageBags = passagesOf(text, pairs, builder);
  const queries = encodeBags(table, dimension, queryBags);
  const passages = encodeBags(table, dimension, passageBags);
  const exclusions = sameTitles(text, pairs);
  const made = contrast(queries.vectors, passages.vectors, dimension, scale, exclusions);
  optimiser.backward(queryBags, queries, made.queryGradients);
  optimiser.backward(passageBags, passages, made.passageGradients);
  return made;
}

/** For a query that is a title, the passages under an equal title. */
function sameTitles(text: TrainingText, pairs: readonly Pair[]): number[][] {
  const keys = pairs.map(({ passage }) => text.titleKeys[text.articleOf[passage]!]!);
  return pairs.map(({ titleKey }) =>
    titleKey === 0 ? [] : [...keys.keys()].filter((j) => keys[j] === titleKey),
  );
}

function queriesOf(pairs: readonly Pair[], builder: BagBuilder): Bags {
  for (const { query, strip } of pairs) {
    builder.addTokens(query, 0, query.length, strip);
    builder.endText();
  }
  return builder.take();
}

function passagesOf(text: TrainingText, pairs: readonly Pair[], builder: BagBuilder): Bags {
  for (const { ranges } of pairs) {
    for (let r = 0; r < ranges.length; r += 2) {
      builder.addTokens(text.tokens, ranges[r]!, ranges[r + 1]!, 0);
    }
    builder.endText();
  }
  return builder.take();
}
