/**
 * How fast each engine is on a corpus of a given size. Every step runs in a process of its own, so
 * that the memory of one is not counted as another's: indexing, building the graph, answering.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engines } from './retrieval-engines.ts';
import type { StepOrder, StepReport } from './retrieval-step.ts';
import type { Line } from './retrieval-table.ts';

/** MiniSearch keeps everything in the heap, and 64,000 articles of law do not fit in what Node allows. */
const OTHERS_HEAP_MB = 8192;

/** One line of the table for each engine. */
export async function measureSpeed(lawFile: string, size: number): Promise<Line[]> {
  const lines: Line[] = [];
  for (const engine of Object.keys(engines)) {
    const folder = mkdtempSync(join(tmpdir(), 'hoptac-bench-'));
    const order = { lawFile, size, engine, folder };
    try {
      const report = engine === 'hoptac' ? await productSteps(order) : await run('whole', order);
      lines.push({ corpus: 'law', engine, ...report });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return lines;
}

async function productSteps(order: Omit<StepOrder, 'step'>): Promise<StepReport> {
  const indexed = await run('index', order);
  const graph = await run('graph', order);
  const answered = await run('answer', order);
  return { ...indexed, ...graph, ...answered };
}

function run(step: StepOrder['step'], order: Omit<StepOrder, 'step'>): Promise<StepReport> {
  process.stderr.write(`${order.size} passages of law: ${order.engine}, ${step}…\n`);
  const child = fork(new URL('./retrieval-step.js', import.meta.url), {
    stdio: 'inherit',
    execArgv: step === 'whole' ? [`--max-old-space-size=${OTHERS_HEAP_MB}`] : [],
  });
  return new Promise((resolve, reject) => {
    let report: StepReport | undefined;
    child.once('message', (message) => {
      report = message as StepReport; // our own process, written beside its type
      process.stderr.write(`${JSON.stringify(report)}\n`); // an interrupted run keeps what it measured
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      report ? resolve(report) : reject(new Error(`${order.engine}, ${step} ended with ${code}.`)),
    );
    child.send({ ...order, step } satisfies StepOrder);
  });
}
