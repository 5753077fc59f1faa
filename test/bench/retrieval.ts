/**
 * `npm run bench:retrieval`: the product's search beside MiniSearch and SQLite FTS5, on the test sets
 * and on up to 64,000 articles of law that stand beside the checkout. Table on stdout.
 */
import { existsSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readTestSet } from '../eval/beir.ts';
import { measureSet } from './retrieval-sets.ts';
import { measureSpeed } from './retrieval-speed.ts';
import { asTable, type Line } from './retrieval-table.ts';

const USAGE =
  'usage: npm run bench:retrieval -- [--sets-only | --speed-only] [--sizes 1000,10000,64000]';
const SETS = ['viquad-dev', 'alqac'];
const SHARED = join(process.cwd(), '..', 'shared');
const LAW_FILE = join(SHARED, 'train', 'law.jsonl.gz');

async function sets(): Promise<Line[]> {
  const lines: Line[] = [];
  for (const name of SETS) {
    const folder = join(SHARED, 'eval', 'retrieval', name);
    if (!existsSync(folder)) {
      console.log(`${name} is not measured: there is no ${folder}.`);
      continue;
    }
    const file = (base: string) => join(folder, base);
    const set = readTestSet({
      corpus: file('corpus.jsonl'),
      queries: file('queries.jsonl'),
      qrels: file('qrels.tsv'),
    });
    lines.push(...(await measureSet(name, set)));
  }
  return lines;
}

async function speed(sizes: readonly number[]): Promise<Line[]> {
  if (!existsSync(LAW_FILE)) {
    console.log(`Speed is not measured: there is no ${LAW_FILE}.`);
    return [];
  }
  const lines: Line[] = [];
  for (const size of sizes) lines.push(...(await measureSpeed(LAW_FILE, size)));
  return lines;
}

async function main(argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      'sets-only': { type: 'boolean', default: false },
      'speed-only': { type: 'boolean', default: false },
      sizes: { type: 'string', default: '1000,10000,64000' },
    },
  });
  const sizes = values.sizes.split(',').map(Number);
  if (!sizes.every((size) => Number.isInteger(size) && size > 0)) throw new Error(USAGE);
  if (values['sets-only'] && values['speed-only']) throw new Error(USAGE);
  const load = () => loadavg()[0]?.toFixed(1);
  const loadBefore = load();
  const lines = [
    ...(values['speed-only'] ? [] : await sets()),
    ...(values['sets-only'] ? [] : await speed(sizes)),
  ];
  if (lines.length === 0) return;
  console.log(asTable(lines));
  const machine = `Node ${process.version}, ${availableParallelism()} cores`;
  console.log(`${machine}, load ${loadBefore} before and ${load()} after.`);
  console.log('bare: queries without diacritics; ms over both. passages/s: embedding included.');
  console.log('RSS: a process that only answers. HNSW@10: of the ten nearest by an exact scan.');
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
