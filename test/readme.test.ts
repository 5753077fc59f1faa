import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { menuFor, staffMenuFor } from '../bot/command-menu.ts';
import { environmentSchema } from '../bot/config.ts';

const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const run = promisify(execFile);

/** Commands of the fenced blocks, one a line. */
const fenced = [...readme.matchAll(/^ *```bash\n([\s\S]*?)^ *```$/gm)]
  .flatMap(([, block]) => block!.split('\n'))
  .flatMap((line) => line.split('&&'))
  .map((command) => command.trim())
  .filter((command) => command !== '');

/** The rest of the README's commands stand between backticks. */
const inline = [...readme.matchAll(/`((?:npm|node) [^`]+)`/g)].map(([, command]) => command!);

/** Where a command that this test does not run itself is run. */
const RUN_ELSEWHERE: Record<string, { file: string; contains: string }> = {
  'npm install': { file: '.ci/run', contains: 'npm ci' },
  'npm start': { file: 'test/main.test.ts', contains: "startProgram('bot/main'" },
  'npm test': { file: '.ci/run', contains: 'npm test' },
  'npm run lint': { file: '.ci/run', contains: 'npm run --silent lint' },
  'npm run typecheck': { file: '.ci/run', contains: 'npm run --silent typecheck' },
  'npm run unused': { file: '.ci/run', contains: 'npm run --silent unused' },
  'npm run build': { file: 'test/build-once.ts', contains: 'run.mjs' },
  'cp .env.example .env': { file: 'test/config.test.ts', contains: '.env.example' },
};

const SAMPLES_COMMAND = 'npm run --silent ingest -- ./bai-viet';
/** They wait for someone to type. */
const isConsole = (command: string) => command.startsWith('npm run --silent fake:');

test('finds the commands it checks', () => {
  expect(fenced).toContain('npm start');
  expect(fenced.length).toBeGreaterThan(10);
  expect(inline.length).toBeGreaterThan(5);
});

test.each([...new Set([...fenced, ...inline])])('"%s" names a script that exists', (command) => {
  const script = /^npm (?:run (?:--silent )?)?([\w:-]+)/.exec(command)?.[1];
  if (!command.startsWith('npm') || script === 'install' || script === 'ci') return;
  expect(Object.keys(scripts)).toContain(script);
  const [, entry] = /^node run\.mjs ([a-z][\w/-]*)/.exec(scripts[script!]!) ?? [];
  if (entry) expect(existsSync(join(root, `${entry}.ts`))).toBe(true);
});

const mustRun = fenced.filter((command) => !(command in RUN_ELSEWHERE));

test.each(Object.entries(RUN_ELSEWHERE))('"%s" is run by %o', (_, { file, contains }) => {
  expect(readFileSync(join(root, file), 'utf8')).toContain(contains);
});

describe('the commands to try', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hoptac-readme-'));
  const data = join(folder, 'data');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** As a shell would, with the reader's folders replaced by temporary ones. */
  async function runCommand(command: string) {
    const [program, ...rest] = words(command)
      .map((word) => (word === './data/thu' ? data : word))
      .map((word) => (word === './bai-viet' ? join(root, 'ingest', 'samples') : word));
    return run(program!, rest, { cwd: root, env: { ...process.env, HOPTAC_DATA: data } });
  }

  test('each of them is known to this test', () => {
    const known = /^npm run --silent (ingest|ask) -- /;
    expect(mustRun.filter((each) => !known.test(each) && !isConsole(each))).toEqual([]);
  });

  test('ingesting a folder, the samples and asking them works as written', async () => {
    const outputs = new Map<string, string>();
    const commands = mustRun.filter((each) => !isConsole(each));
    for (const command of commands) outputs.set(command, (await runCommand(command)).stdout);
    expect(outputs.get(SAMPLES_COMMAND)).toContain('7 thêm');
    const asked = [...outputs].filter(([command]) => command.includes(' ask '));
    expect(asked.length).toBeGreaterThan(1);
    for (const [, output] of asked) expect(output).toContain('[1]');
    expect(outputs.get(asked.find(([command]) => command.endsWith('--json'))![0])).toMatch(
      /"abstained":false.*"quote"/,
    );
  }, 90_000);
});

test.each([
  ['what can be typed in chat', '## In chat', '## Staff', menuFor('member')],
  ['what staff and owners can type', '## Staff', '## Your own articles', staffMenuFor('owner')],
])('the table of %s holds that menu', (_, from, to, menu) => {
  const table = readme.slice(readme.indexOf(from), readme.indexOf(to));
  const told = [...table.matchAll(/^\| `\/(\w+)/gm)].map(([, name]) => name);
  expect(told.sort()).toEqual(menu.map(({ command }) => command).sort());
});

test('the table of configuration names every variable and no other', () => {
  const table = readme.slice(readme.indexOf('## Configuration'), readme.indexOf('## Commands'));
  const named = [...table.matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, name]) => name);
  expect([...new Set(named)].sort()).toEqual(Object.keys(environmentSchema.shape).sort());
});

test('the defaults in the table are those of the schema', () => {
  const defaults: Record<string, unknown> = environmentSchema.parse({});
  const rows = readme.matchAll(/^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \| ([^|]+) \|/gm);
  for (const [, names, values] of rows) {
    const told = values!.split(', ').map((value) => value.replaceAll('`', '').trim());
    names!.split(', ').forEach((quoted, index) => {
      const real = defaults[quoted.replaceAll('`', '')];
      if (real !== undefined) expect([quoted, told[index]]).toEqual([quoted, String(real)]);
    });
  }
});

test('links and pictures inside the repository exist, and the picture is small', () => {
  const links = [...readme.matchAll(/\]\((?!https?:|#)([^)]+)\)|src="([^"]+)"/g)];
  const files = links.map(([, link, picture]) => link ?? picture!);
  expect(files).toContain('bot/channels/web/screenshot.png');
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  expect(statSync(join(root, 'bot/channels/web/screenshot.png')).size).toBeLessThan(200_000);
});

test('links to headings lead somewhere', () => {
  const headings = [...readme.matchAll(/^#+ (.+)$/gm)].map(([, text]) =>
    text!
      .toLowerCase()
      .replaceAll(' ', '-')
      .replace(/[^\p{L}\p{N}-]/gu, ''),
  );
  const wanted = [...readme.matchAll(/\]\(#([^)]+)\)/g)].map(([, name]) => name);
  expect(wanted.filter((name) => !headings.includes(name!))).toEqual([]);
});

test('the top level holds nothing that is not described', () => {
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((each) => each.isDirectory() && !each.name.startsWith('.'))
    .map(({ name }) => name)
    .filter((name) => !['node_modules', 'dist', 'data'].includes(name));
  expect(folders.sort()).toEqual(['bot', 'ingest', 'knowledge', 'prompts', 'test']);
});

/** Words of a command line; double quotes keep spaces. */
function words(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!);
}
