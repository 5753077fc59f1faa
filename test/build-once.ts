import { execFileSync } from 'node:child_process';

/** Builds dist once before the suite, so that tests which start the real programs do not race to build it. */
export default function buildOnce(): void {
  execFileSync(process.execPath, ['run.mjs', '--build-only'], { stdio: 'inherit' });
}
