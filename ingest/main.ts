/**
 * `npm run ingest`: parse, one call, print, exit code. The result goes to stdout, progress and
 * errors to stderr.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadEnvFile } from 'node:process';
import { parseArgs } from 'node:util';
import { openCorpus } from '../knowledge/corpus/corpus.ts';
import { corpusFile, openConfiguredEmbedder } from '../knowledge/knowledge.ts';
import { createFetchPage } from './fetch.ts';
import { isPublicAddress } from './fetch-address.ts';
import { createProgressView } from './progress.ts';
import { exitCode, failure, noSources, reportLines, usage } from './report-text.ts';
import { type IngestReport, ingest } from './run.ts';

interface Arguments {
  sources: string[];
  dataDir: string;
  dryRun: boolean;
  json: boolean;
  allowRemoval: boolean;
}

/** Named when it cannot be used. */
let dataDir = '';

async function main(argv: string[]): Promise<number> {
  if (existsSync('.env')) loadEnvFile('.env');
  const wanted = readArguments(argv, process.env);
  if (typeof wanted === 'string') {
    const isHelp = wanted === usage;
    (isHelp ? process.stdout : process.stderr).write(`${wanted}\n`);
    return isHelp ? 0 : 1;
  }
  dataDir = wanted.dataDir;
  const report = await run(wanted, process.env);
  const lines = wanted.json ? [JSON.stringify(report)] : reportLines(report);
  process.stdout.write(`${lines.join('\n')}\n`);
  return exitCode(report);
}

/** The arguments, or what to print instead of running. */
function readArguments(argv: string[], env: NodeJS.ProcessEnv): Arguments | string {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (error) {
    return `${error instanceof Error ? error.message : error}\n\n${usage}`;
  }
  const { values, positionals } = parsed;
  if (values.help) return usage;
  if (positionals.length === 0) return `${noSources}\n\n${usage}`;
  return {
    sources: positionals.map((source) => fromCaller(source, env.INIT_CWD)),
    dataDir: values.data ?? (env.HOPTAC_DATA?.trim() || './data'),
    dryRun: values['dry-run'],
    json: values.json,
    allowRemoval: values['allow-removal'],
  };
}

function parse(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      'allow-removal': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
}

/** npm changes into the project's folder; a path is meant from where the person stood. */
function fromCaller(source: string, callerDir: string | undefined): string {
  if (callerDir === undefined || existsSync(source)) return source;
  const path = resolve(callerDir, source);
  return existsSync(path) ? path : source;
}

async function run(wanted: Arguments, env: NodeJS.ProcessEnv): Promise<IngestReport> {
  const file = corpusFile(wanted.dataDir);
  const isNothingYet = wanted.dryRun && !existsSync(file);
  const corpus = openCorpus(isNothingYet ? ':memory:' : file);
  const stop = new AbortController();
  const onSigint = () => stop.abort();
  process.once('SIGINT', onSigint).once('SIGTERM', onSigint);
  const progress = createProgressView(process.stderr);
  try {
    return await ingest({
      sources: wanted.sources,
      corpus,
      embedder: await openConfiguredEmbedder(env, corpus.embedderFingerprint()),
      fetchPage: createFetchPage({
        mayConnect: env.HOPTAC_ALLOW_PRIVATE_URLS === 'yes' ? () => true : isPublicAddress,
      }),
      allowRemoval: wanted.allowRemoval,
      dryRun: wanted.dryRun,
      onProgress: (event) => progress.show(event),
      signal: stop.signal,
    });
  } finally {
    progress.stop();
    process.off('SIGINT', onSigint).off('SIGTERM', onSigint);
    corpus.database.close();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${failure(error, dataDir)}\n`);
  if (error instanceof Error && error.cause) process.stderr.write(`${error.cause}\n`);
  process.exitCode = 1;
}
