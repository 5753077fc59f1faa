/**
 * `npm run train-embedder -- FILE… [options]`: trains the static embedder on JSON lines and writes
 * its weights. Progress goes to stderr, the file's name to stdout.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { shippedWeightsFile } from '../static-embedder.ts';
import { encodeWeights } from '../weights.ts';
import { readArticles, TrainingDataError } from './articles.ts';
import { seededRandom } from './random.ts';
import { type FileRange, type TrainingOptions, trainEmbedder } from './train.ts';
import { trainingTextBuilder } from './training-text.ts';

const USAGE = `usage: npm run train-embedder -- FILE… [--out DIR] [--seed N] [--dim D] [--bits 4|8] [--rows N]
  [--buckets N] [--steps N] [--batch N] [--cluster N] [--lexical SHARE] [--rate R] [--scale S]
FILE: JSON lines with "text" and, where known, "title" and "topic"; .gz is accepted.`;

const DEFAULTS: Record<string, string> = {
  out: dirname(shippedWeightsFile()),
  seed: '1',
  dim: '256',
  bits: '4',
  rows: '80000',
  buckets: '1024',
  steps: '6000',
  batch: '256',
  cluster: '4',
  lexical: '0.25',
  rate: '0.05',
  scale: '20',
};

function log(line: string): void {
  process.stderr.write(`${line}\n`);
}

function readArguments(): { files: string[]; out: string; options: TrainingOptions } | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: Object.fromEntries(
        Object.entries(DEFAULTS).map(([name, value]) => [name, { type: 'string', default: value }]),
      ),
    });
    const number = (name: string) => {
      const value = Number(values[name]);
      if (!(value >= 0) || !Number.isFinite(value))
        throw new RangeError(`--${name} must be a number`);
      return value;
    };
    const bits = number('bits');
    if (bits !== 4 && bits !== 8) throw new RangeError('--bits must be 4 or 8');
    if (number('dim') % 8 !== 0 || number('dim') === 0)
      throw new RangeError('--dim must be a multiple of 8');
    if (positionals.length === 0) throw new RangeError('no training file given');
    return {
      files: positionals,
      out: String(values.out),
      options: {
        seed: number('seed'),
        dimension: number('dim'),
        bits,
        rowsMax: number('rows'),
        buckets: number('buckets'),
        steps: number('steps'),
        batchSize: number('batch'),
        clusterSize: number('cluster'),
        lexicalShare: number('lexical'),
        learningRate: number('rate'),
        scale: number('scale'),
      },
    };
  } catch (error) {
    log(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    return undefined;
  }
}

async function main(): Promise<number> {
  const given = readArguments();
  if (!given) return 1;
  const builder = trainingTextBuilder(seededRandom(given.options.seed));
  const ranges: FileRange[] = [];
  for (const file of given.files) {
    const before = builder.size();
    let articles = 0;
    for await (const article of readArticles(file)) {
      builder.add(article);
      articles++;
    }
    const after = builder.size();
    const tokens = after.tokens - before.tokens;
    ranges.push({ from: before.groups, to: after.groups, tokens });
    log(`${file}: ${articles} articles, ${after.groups - before.groups} groups, ${tokens} tokens`);
  }
  const startedAt = performance.now();
  const weights = trainEmbedder(builder.build(), ranges, given.options, (progress) => {
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    log(
      `step ${progress.step}/${progress.steps}  loss ${progress.loss.toFixed(3)}  first ${(progress.hits * 100).toFixed(1)} %  ${seconds} s`,
    );
  });
  mkdirSync(given.out, { recursive: true });
  const file = join(given.out, 'vietnamese.bin');
  writeFileSync(`${file}.new`, encodeWeights(weights));
  renameSync(`${file}.new`, file);
  process.stdout.write(`${file}\n`);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof TrainingDataError)) throw error;
  log(error.message);
  process.exitCode = 1;
}
