import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import {
  folderOf,
  type Import,
  importsOf,
  isOwnFile,
  ROOT,
  read,
  sourceFiles,
  topFolderOf,
} from './source-tree.ts';

const files = sourceFiles('.ts');
const product = files.filter((file) => topFolderOf(file) !== 'test');
const imports = files.flatMap(importsOf);
const ofProduct = imports.filter(({ from }) => topFolderOf(from) !== 'test');

/** Which folders a folder may import besides itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  ingest: ['knowledge'],
  knowledge: ['prompts'],
  prompts: [],
  bot: ['knowledge'],
};
/** The composition root also fills an empty corpus with the sample articles. */
const MAIN = 'bot/main.ts';

test('finds the files and imports it judges', () => {
  expect(product.length).toBeGreaterThan(100);
  expect(imports).toContainEqual({ from: MAIN, to: 'ingest/run.ts', typeOnly: false });
});

test('imports between the folders follow the design', () => {
  const wrong = ofProduct.filter(({ from, to }) => {
    const [here, there] = [topFolderOf(from), topFolderOf(to)];
    if (!isOwnFile(to) || here === there) return false;
    return !(MAY_IMPORT[here]!.includes(there) || (from === MAIN && there === 'ingest'));
  });
  expect(wrong.map(asText)).toEqual([]);
});

test('a path that is imported exists and is written with its extension', () => {
  const missing = imports.filter(({ to }) => /^(bot|ingest|knowledge|prompts|test)\//.test(to));
  expect(
    missing.filter(({ to }) => !isOwnFile(to) || !/\.(ts|json)$/.test(to)).map(asText),
  ).toEqual([]);
});

test.each([
  ['grammy', /^bot\/channels\/telegram\//],
  ['better-sqlite3', /^knowledge\/corpus\/database\.ts$/],
  ['hnswlib-node', /^knowledge\/search\/vector-index[\w-]*\.ts$/],
  ['hono', /^bot\/channels\/(web\/|webhook)/],
  ['ics', /^bot\/broadcast\/calendar\.ts$/],
  ['playwright-core', /^test\//],
])('%s is imported only where it is wrapped', (name, where) => {
  const wrong = ofProduct.filter(({ from, to }) => to === name && !where.test(from));
  expect(wrong.map(asText)).toEqual([]);
});

test('only configuration and the mains of programs read the environment', () => {
  const readers = product.filter((file) => /\bprocess\.env\b/.test(withoutComments(read(file))));
  const allowed = /(^|\/)(config|main|ask)\.ts$/;
  expect(readers.filter((file) => !allowed.test(file))).toEqual([]);
});

test('no file imports itself by way of others', () => {
  const atRunTime = ofProduct.filter(({ typeOnly, to }) => !typeOnly && isOwnFile(to));
  expect(cycle(atRunTime)).toEqual([]);
});

test('no file of the bot imports itself by way of others, types included', () => {
  expect(
    cycle(ofProduct.filter(({ from, to }) => topFolderOf(from) === 'bot' && isOwnFile(to))),
  ).toEqual([]);
});

/** Pairs of neighbouring folders that need each other, with the reason. */
const MUTUAL: Record<string, string> = {
  'knowledge/corpus knowledge/search':
    'passages and their lexical index change in one transaction, and only database.ts opens a file',
  'knowledge/answering knowledge/question': 'a question and an answer name actors in one way',
};

test('no two neighbouring folders need each other at run time', () => {
  const pairs = new Set<string>();
  for (const { from, to, typeOnly } of ofProduct) {
    if (!typeOnly && isOwnFile(to)) pairs.add(`${folderOf(from)} ${folderOf(to)}`);
  }
  const mutual = [...pairs].filter((pair) => {
    const [a, b] = pair.split(' ') as [string, string];
    // A folder composes the folders below it, which may use what stands above them.
    const nested = a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
    return a < b && !nested && pairs.has(`${b} ${a}`);
  });
  expect(mutual.filter((pair) => !(pair in MUTUAL))).toEqual([]);
});

const LINES_MAX = 400;
/** Files longer than that, with the reason. */
const LONG: Record<string, string> = {};

test(`no source file is longer than ${LINES_MAX} lines without a reason`, () => {
  const long = sourceFiles('.ts', '.js', '.css')
    .map((file) => ({ file, lines: read(file).split('\n').length - 1 }))
    .filter(({ file, lines }) => lines > LINES_MAX && !(file in LONG));
  expect(long).toEqual([]);
});

test('no file speaks of the machine it was written on', () => {
  const own = /(^|[\s"'`(=:])\/(work|root|home|Users)\//;
  const tracked = trackedTexts();
  expect(tracked.length).toBeGreaterThan(100);
  const wrong = tracked.filter(
    (file) => file !== 'test/import-rules.test.ts' && own.test(read(file)),
  );
  expect(wrong).toEqual([]);
});

test('the lock file names no package host of one network', () => {
  const hosts = [...read('package-lock.json').matchAll(/"resolved": "https?:\/\/([^/"]+)/g)];
  expect(hosts.filter(([, host]) => host !== 'registry.npmjs.org')).toEqual([]);
});

/** Files under version control that hold text; the source files where there is no git. */
function trackedTexts(): string[] {
  const texts = /\.(ts|js|mjs|json|jsonc|md|css|html|svg|example)$|\.ci\/run$/;
  try {
    const list = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' });
    return list.split('\0').filter((file) => texts.test(file) && isPresent(file));
  } catch {
    return sourceFiles('.ts', '.js', '.json', '.md', '.css', '.html');
  }
}

function isPresent(file: string): boolean {
  try {
    return read(file).length > 0;
  } catch {
    return false; // deleted in the work tree, not yet in the index
  }
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}

function asText({ from, to }: Import): string {
  return `${from} imports ${to}`;
}

/** The files of one circle of imports; empty when there is none. */
function cycle(edges: readonly Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const each of next.get(file) ?? []) {
      const found = visit(each, [...path, file]);
      if (found.length > 0) return found;
    }
    done.add(file);
    return [];
  };
  for (const file of next.keys()) {
    const found = visit(file, []);
    if (found.length > 0) return found;
  }
  return [];
}
