/** Runs one of the project's programs as a process of its own, as a person or a service manager does. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Child {
  process: ChildProcess;
  stdout: () => string;
  stderr: () => string;
  /** Resolves with the match when stdout has it; rejects when the process ends before. */
  prints(pattern: RegExp): Promise<RegExpMatchArray>;
  /** Exit code, or the name of the signal that ended it. */
  ended: Promise<number | string>;
}

const PRINT_WAIT_MS = 30_000;

/** `entry` as for run.mjs. The child sees only the given variables and PATH. */
export function startProgram(
  entry: string,
  env: Record<string, string>,
  options: { cwd?: string } = {},
): Child {
  const runner = `${process.cwd()}/run.mjs`;
  const child = spawn(process.execPath, [runner, entry], {
    env: { PATH: process.env.PATH ?? '', ...env },
    cwd: options.cwd ?? process.cwd(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string);

  return {
    process: child,
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    async prints(pattern) {
      const deadline = Date.now() + PRINT_WAIT_MS;
      for (;;) {
        const match = stdout.match(pattern);
        if (match) return match;
        if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
          throw new Error(`${entry} did not print ${pattern}.\n${stdout}\n${stderr}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
  };
}
