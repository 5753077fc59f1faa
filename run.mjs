// Starts one of the product's programs: builds dist/ first when a source is newer than the last
// build, so that a fresh clone needs no separate build step and a start without changes costs
// only a directory walk. usage: node run.mjs [--build-only] bot/main [arguments]
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const stamp = join(root, 'dist', '.built');
const lock = join(root, 'node_modules', '.hoptac-build-lock');
const LOCK_WAIT_MS = 60_000;
const PARENT_LOOK_MS = 500;

function newestSourceMs() {
  let newest = 0;
  for (const folder of ['bot', 'knowledge', 'ingest', 'prompts', 'test']) {
    for (const name of readdirSync(join(root, folder), { recursive: true })) {
      // Weights in JSON are compiled in.
      if (name.endsWith('.ts') || name.endsWith('.json'))
        newest = Math.max(newest, statSync(join(root, folder, name)).mtimeMs);
    }
  }
  return Math.max(newest, statSync(join(root, 'tsconfig.build.json')).mtimeMs);
}

const isFresh = () => existsSync(stamp) && statSync(stamp).mtimeMs >= newestSourceMs();

function build() {
  const require = createRequire(import.meta.url);
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  const startedAt = new Date();
  const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')], {
    stdio: ['ignore', 2, 2], // stdout belongs to the program that is about to run
  });
  if (status !== 0) throw new Error('The build failed; see the messages above.');
  writeFileSync(stamp, '');
  utimesSync(stamp, startedAt, startedAt); // a source saved during the build is newer than this
}

async function buildIfStale() {
  const deadline = Date.now() + LOCK_WAIT_MS;
  while (!isFresh()) {
    try {
      mkdirSync(lock);
    } catch {
      // Another process builds. A lock left by a killed one is taken over after the wait.
      if (Date.now() > deadline) rmSync(lock, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 100));
      continue;
    }
    try {
      if (!isFresh()) build();
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
}

/** npm passes a SIGTERM to its shell, which dies without telling this process: then it is told here. */
function stopWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    process.kill(process.pid, 'SIGTERM');
  }, PARENT_LOOK_MS);
  look.unref();
}

const [entry, ...rest] = process.argv.slice(2);
if (!entry) {
  console.error('usage: node run.mjs [--build-only] ENTRY [arguments]');
  process.exit(1);
}
await buildIfStale();
if (entry !== '--build-only') {
  stopWithNpm();
  const file = join(root, 'dist', `${entry}.js`);
  process.argv = [process.argv[0], file, ...rest];
  await import(pathToFileURL(file).href);
}
