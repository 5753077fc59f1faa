import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStaticEmbedder } from '../knowledge/embedder/static-embedder.ts';
import type { Bags } from '../knowledge/embedder/train/bags.ts';
import { contrast } from '../knowledge/embedder/train/contrast.ts';
import { seededRandom } from '../knowledge/embedder/train/random.ts';
import { encodeBags, rowAdagrad } from '../knowledge/embedder/train/table.ts';
import { quantise } from '../knowledge/embedder/weights.ts';

const folder = mkdtempSync(join(tmpdir(), 'train-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SUBJECTS = [
  ['Nuôi tôm', 'ao nuôi tôm sú', 'độ mặn của nước', 'con giống sạch bệnh'],
  ['Trồng vải', 'vườn vải thiều', 'phân bón hữu cơ', 'mùa thu hoạch tháng sáu'],
  ['Dệt chiếu', 'làng nghề chiếu cói', 'khung dệt gỗ', 'sợi cói phơi khô'],
  ['Vận tải', 'đội xe khách', 'giấy phép lái xe', 'bến xe phía nam'],
];

/** Little articles made up here: sentences that combine the words of one subject. */
function madeUpArticles(): string {
  const random = seededRandom(7);
  return Array.from({ length: 160 }, (_, n) => {
    const [title, ...words] = SUBJECTS[n % SUBJECTS.length]!;
    const sentence = () => {
      const [a, b] = [words[random.below(3)], words[random.below(3)]];
      return `Hợp tác xã có ${random.below(90)} hộ chăm lo ${a} và kiểm tra ${b} mỗi tuần.`;
    };
    return JSON.stringify({ title, text: `${sentence()} ${sentence()}\n${sentence()}` });
  }).join('\n');
}

const source = join(folder, 'articles.jsonl.gz');
const FEW = ['--rows', '400', '--dim', '32', '--steps', '60', '--batch', '32', '--buckets', '16'];

function train(out: string, ...more: string[]): string {
  const args = ['run.mjs', 'knowledge/embedder/train/main', source, '--out', join(folder, out)];
  return execFileSync(process.execPath, [...args, ...FEW, ...more], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

beforeAll(() => writeFileSync(source, gzipSync(madeUpArticles())));

// Each run starts the real program, which takes its time on a busy machine.
describe('train-embedder', { timeout: 120_000 }, () => {
  it('makes the same weights from the same seed, and others from another', () => {
    const [first, again, other] = [train('a'), train('b'), train('c', '--seed', '2')];
    expect(readFileSync(again).equals(readFileSync(first))).toBe(true);
    expect(readFileSync(other).equals(readFileSync(first))).toBe(false);
  });

  it('makes weights that bring a question nearest to its subject, with and without diacritics', () => {
    const { embed } = openStaticEmbedder(train('d', '--bits', '8'));
    const passages = SUBJECTS.map(([, a, b]) => embed(`Hợp tác xã chăm lo ${a} và kiểm tra ${b}.`));
    for (const [right, question] of ['độ mặn ao tôm?', 'vuon vai bon phan huu co'].entries()) {
      const vector = embed(question);
      const scores = passages.map((p) => p.reduce((sum, value, d) => sum + value * vector[d]!, 0));
      expect(scores.indexOf(Math.max(...scores))).toBe(right);
    }
  });

  it('names the file and line that is not an article, and the option that is wrong', () => {
    const bad = join(folder, 'bad.jsonl');
    writeFileSync(bad, '{"text":"Một."}\n{"title":"không có chữ"}\n');
    const run = (...args: string[]) =>
      spawnSync(process.execPath, ['run.mjs', 'knowledge/embedder/train/main', ...args], {
        encoding: 'utf8',
      });
    expect(run(bad)).toMatchObject({ status: 1, stderr: expect.stringContaining('line 2') });
    expect(run(source, '--bits', '5')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('--bits'),
    });
  });
});

describe('the gradient', () => {
  it('is that of the loss, seen by small differences', () => {
    const random = seededRandom(3);
    const dimension = 8;
    const start = Float32Array.from({ length: 12 * dimension }, () => random.next() - 0.5);
    const queries = threeTexts([0, 1, 2, 3, 4, 5]);
    const passages = threeTexts([6, 7, 8, 0, 10, 11]);
    const lossOf = (table: Float32Array) => {
      const [q, p] = [queries, passages].map((bags) => encodeBags(table, dimension, bags));
      const made = contrast(q!.vectors, p!.vectors, dimension, 5, [[2], [], []]);
      return { q: q!, p: p!, made };
    };
    const { q, p, made } = lossOf(start);
    // A first Adagrad step from zero squares moves a row by rate × √dimension against its gradient.
    const table = Float32Array.from(start);
    const optimiser = rowAdagrad(table, dimension);
    optimiser.backward(queries, q, made.queryGradients);
    optimiser.backward(passages, p, made.passageGradients);
    optimiser.step(1);
    for (const row of [0, 1, 3, 5, 7, 10, 11]) {
      const slopes = Array.from({ length: dimension }, (_, d) => {
        const moved = (by: number) => {
          const copy = Float32Array.from(start);
          copy[row * dimension + d] = copy[row * dimension + d]! + by;
          return lossOf(copy).made.loss;
        };
        return (moved(1e-2) - moved(-1e-2)) / 2e-2;
      });
      const size = Math.hypot(...slopes);
      for (const [d, slope] of slopes.entries()) {
        const step = start[row * dimension + d]! - table[row * dimension + d]!;
        expect(step / Math.sqrt(dimension)).toBeCloseTo(slope / size, 1);
      }
    }
  });
});

/** Three texts of two rows each. */
function threeTexts(rows: number[]): Bags {
  return {
    count: 3,
    starts: Int32Array.of(0, 2, 4, 6),
    rows: Int32Array.from(rows),
    weights: Float32Array.of(1, 2, 1, 1, 0.5, 1),
  };
}

describe('quantising', () => {
  it('keeps rows within half a step, and zero rows zero', () => {
    const random = seededRandom(5);
    const rows = Float32Array.from({ length: 64 }, (_, i) => (i < 32 ? random.next() - 0.5 : 0));
    const { scales, entries } = quantise(rows, 32, 8);
    for (let i = 0; i < 32; i++) {
      expect(Math.abs(entries[i]! * scales[0]! - rows[i]!)).toBeLessThanOrEqual(scales[0]! * 0.501);
    }
    expect(scales[1]).toBe(0);
    expect(Math.max(...quantise(rows, 32, 4).entries)).toBeLessThanOrEqual(7);
  });
});
