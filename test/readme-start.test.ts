import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createClient } from './web-site.ts';

const root = join(import.meta.dirname, '..');
const QUESTION = 'Liên minh HTX Hải Phòng kết nạp những thành viên nào ngày 8/8/2023?';

let folder: string;
let npm: ChildProcess;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoptac-start-'));
});
afterEach(() => {
  // The whole group: npm, its shell and the program.
  if (npm.pid !== undefined && npm.exitCode === null && npm.signalCode === null) {
    process.kill(-npm.pid, 'SIGKILL');
  }
  rmSync(folder, { recursive: true, force: true });
});

test('npm start answers from the samples as the README says, and SIGTERM to npm stops it', async () => {
  npm = spawn('npm', ['start'], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: folder, HOPTAC_DATA: join(folder, 'data'), PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const output = collect(npm);
  const [, port] = await output.prints(/Mở http:\/\/localhost:(\d+) để hỏi\./);
  const { body } = await createClient(`http://127.0.0.1:${port}`).ask(QUESTION);
  for (const name of ['Phúc Hoàng', 'An Phát', 'Sinh thái Ba Thôn', 'Tân Thành']) {
    expect(body.reply?.text).toContain(name);
  }
  expect(body.reply?.citations).toHaveLength(1);
  npm.kill('SIGTERM');
  await output.prints(/Đã dừng\./);
}, 60_000);

/** What the program prints; stays readable after npm itself has gone. */
function collect(child: ChildProcess) {
  let text = '';
  const listeners = new Set<() => void>();
  child.stdout!.setEncoding('utf8').on('data', (part: string) => {
    text += part;
    for (const listener of listeners) listener();
  });
  return {
    prints: (wanted: RegExp) =>
      new Promise<RegExpExecArray>((resolve, reject) => {
        const look = () => {
          const match = wanted.exec(text);
          if (!match) return;
          listeners.delete(look);
          resolve(match);
        };
        listeners.add(look);
        child.stdout!.once('end', () => reject(new Error(`never printed ${wanted}: ${text}`)));
        look();
      }),
  };
}
