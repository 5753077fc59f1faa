/**
 * `npm run eval`: scores retrieval on a BEIR-layout set, or answers on a set of questions.
 * Result on stdout, what went wrong on stderr; exit code 1 for wrong arguments or files.
 */
import { parseArgs } from 'node:util';
import { openStaticEmbedder } from '../../knowledge/embedder/static-embedder.ts';
import { readTestSet } from './beir.ts';
import { evaluateRetrieval, type RetrievalReport } from './retrieval-eval.ts';

const USAGE = `usage: npm run eval -- --corpus corpus.jsonl --queries queries.jsonl --qrels qrels.tsv
                      [--strip-diacritics] [--json] [--data DIR]
       npm run eval -- --questions GOLD.jsonl --corpus-dir DIR`;

async function main(argv: string[]): Promise<number> {
  if (argv.some((argument) => argument.startsWith('--questions'))) {
    const { runQuestionEval } = await import('./questions.ts');
    return runQuestionEval(argv);
  }
  const { values } = parseArgs({
    args: argv,
    options: {
      corpus: { type: 'string' },
      queries: { type: 'string' },
      qrels: { type: 'string' },
      'strip-diacritics': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      data: { type: 'string' },
    },
  });
  const { corpus, queries, qrels } = values;
  if (corpus === undefined || queries === undefined || qrels === undefined) throw new Error(USAGE);
  const report = await evaluateRetrieval({
    set: readTestSet({ corpus, queries, qrels }),
    embedder: await openStaticEmbedder(),
    stripDiacritics: values['strip-diacritics'],
    ...(values.data === undefined ? {} : { folder: values.data }),
  });
  console.log(values.json ? JSON.stringify(report) : asTable(report));
  return 0;
}

function asTable(report: RetrievalReport): string {
  const percent = (share: number) => (100 * share).toFixed(1);
  const rows: [string, string][] = [
    ['passages', String(report.passages)],
    ['queries', String(report.queries)],
    ['nDCG@10', percent(report.ndcg10)],
    ['recall@1', percent(report.recall1)],
    ['recall@5', percent(report.recall5)],
    ['recall@10', percent(report.recall10)],
    ['recall@100', percent(report.recall100)],
    ['MRR@10', percent(report.mrr10)],
    ['passages/s indexed', report.passagesPerSecond.toFixed(0)],
    ['query p50 ms', report.p50Ms.toFixed(2)],
    ['query p95 ms', report.p95Ms.toFixed(2)],
  ];
  return rows.map(([name, value]) => `${name.padEnd(20)}${value.padStart(8)}`).join('\n');
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
