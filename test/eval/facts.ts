/**
 * Prints precision and recall of fact extraction on the sample articles, kind by kind.
 * usage: node run.mjs test/eval/facts [--verbose] [FOLDER]   (default ../shared/corpus/articles)
 */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type KindScore, scoreFacts } from './facts-score.ts';

const root = projectRoot(dirname(fileURLToPath(import.meta.url)));
const options = process.argv.slice(2);
const isVerbose = options.includes('--verbose');
const given = options.find((option) => !option.startsWith('--'));
const folder = resolve(given ?? join(root, '..', 'shared', 'corpus', 'articles'));

if (existsSync(folder)) {
  const { kinds, all, missed, wrong } = await scoreFacts(folder);
  console.log(['kind', 'wanted', 'found', 'recall', 'extracted', 'right', 'precision'].join('\t'));
  for (const score of [...kinds, all]) console.log(row(score));
  if (isVerbose) {
    console.log(`\nMissed\n${missed.join('\n')}\n\nWrong\n${wrong.join('\n')}`);
  }
} else {
  console.error(`The sample articles are not at ${folder}; nothing was measured.`);
  process.exitCode = 1;
}

function row({ kind, wanted, found, extracted, right }: KindScore): string {
  const share = (part: number, of: number) =>
    of === 0 ? '–' : `${((100 * part) / of).toFixed(1)} %`;
  return [
    kind,
    wanted,
    found,
    share(found, wanted),
    extracted,
    right,
    share(right, extracted),
  ].join('\t');
}

function projectRoot(from: string): string {
  return existsSync(join(from, 'package.json')) ? from : projectRoot(dirname(from));
}
