import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bigramFeature, isBorder, tokenFeatures } from '../knowledge/embedder/features.ts';
import { HoptacEmbeddings } from '../knowledge/embedder/langchain.ts';
import {
  plainRowSum,
  ROW_WEIGHT_MAX,
  type RowSum,
  SUMMED_ROWS_MAX,
  simdRowSum,
} from '../knowledge/embedder/row-sum.ts';
import { openStaticEmbedder, shippedWeightsFile } from '../knowledge/embedder/static-embedder.ts';
import { tokenScanner } from '../knowledge/embedder/token-scanner.ts';
import { seededRandom } from '../knowledge/embedder/train/random.ts';
import { WeightsError } from '../knowledge/embedder/weights.ts';
import { cleanText } from '../knowledge/text/normalise.ts';
import { tokenize } from '../knowledge/text/tokens.ts';

const folder = mkdtempSync(join(tmpdir(), 'embedder-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const embedder = openStaticEmbedder();
const { embed } = embedder;

function cosine(a: string, b: string): number {
  const [x, y] = [embed(a), embed(b)];
  return x.reduce((sum, value, d) => sum + value * y[d]!, 0);
}

function damaged(change: (file: string) => void): string {
  const file = join(folder, `${Math.random()}.bin`);
  copyFileSync(shippedWeightsFile(), file);
  change(file);
  return file;
}

describe('the static embedder', () => {
  it('gives normalised vectors of its dimension', () => {
    const vector = embed('Luật Hợp tác xã có hiệu lực từ ngày nào?');
    expect(vector).toHaveLength(embedder.dimension);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  });

  it('gives text without a feature the zero vector', () => {
    for (const text of ['', '   ', '🙂🙂', '?!…', '\u0000', '\ud800']) {
      expect(embed(text).every((value) => value === 0)).toBe(true);
    }
  });

  it('takes both tone placements, decomposed letters, case and zero-width marks as one text', () => {
    const plain = embed('hòa giải tranh chấp ở Thủy Nguyên');
    expect(embed('hoà giải tranh chấp ở Thuỷ Nguyên')).toEqual(plain);
    expect(embed('hòa giải tranh chấp ở Thủy Nguyên'.normalize('NFD'))).toEqual(plain);
    expect(embed('HÒA GIẢI TRANH CHẤP Ở THỦY NGUYÊN')).toEqual(plain);
    expect(embed('hòa giải\u200b tranh\u00a0chấp ở\tThủy Nguyên')).toEqual(plain);
  });

  it('finds the same passage when the question is typed without some or all diacritics', () => {
    const right = 'Hợp tác xã được giải thể tự nguyện theo quyết định của Đại hội thành viên.';
    const wrong =
      'Thời gian nghỉ thai sản của lao động nữ là sáu tháng, tính cả trước và sau khi sinh.';
    for (const question of [
      'Khi nào hợp tác xã giải thể tự nguyện?',
      'khi nao hop tac xa giai the tu nguyen',
      'khi nao hợp tác xã giai the tu nguyen',
    ]) {
      expect(cosine(question, right)).toBeGreaterThan(cosine(question, wrong) + 0.2);
    }
  });

  it('sees one number in each of its spellings', () => {
    expect(embed('2.270 thành viên')).toEqual(embed('2270 thành viên'));
    expect(embed('ngày 08/8')).toEqual(embed('ngày 8-8'));
  });

  it('embeds any string in bounded work', () => {
    const syllables = Array.from({ length: 5000 }, (_, i) => `xa${i.toString(36)}`).join(' ');
    for (const text of [
      'a'.repeat(10_000),
      '1.'.repeat(10_000),
      syllables,
      'đ\u0301'.repeat(9000),
    ]) {
      const vector = embed(text);
      expect(vector.every(Number.isFinite)).toBe(true);
    }
    expect(embed('hợp tác xã '.repeat(500_000))).toHaveLength(embedder.dimension);
  });

  it('returns the same vectors through the Embedder seam, and stops when aborted', async () => {
    const texts = Array.from({ length: 250 }, (_, i) => `Điều ${i}. Tổ hợp tác`);
    const vectors = await embedder.embedPassages(texts);
    expect(vectors).toEqual(texts.map(embed));
    expect(await embedder.embedQuery(texts[7]!)).toEqual(vectors[7]);
    await expect(embedder.embedPassages(texts, AbortSignal.abort())).rejects.toThrow('abort');
  });

  it('serves a LangChain program', async () => {
    const embeddings = new HoptacEmbeddings(embedder);
    const [vector] = await embeddings.embedDocuments(['Quỹ tín dụng nhân dân']);
    expect(vector).toEqual([...embed('Quỹ tín dụng nhân dân')]);
  });
});

describe('the weights file', () => {
  it('is refused with a reason when it is missing, cut short, changed or something else', () => {
    const reasons: [string, string][] = [
      [join(folder, 'absent.bin'), 'cannot be read'],
      [damaged((file) => truncateSync(file, 16)), 'too short'],
      [damaged((file) => truncateSync(file, readFileSync(file).length - 7)), 'bytes, not'],
      [damaged((file) => writeFileSync(file, 'x'.repeat(4096))), 'not a weights file'],
      [damaged(flipOneBit), 'checksum'],
    ];
    for (const [file, reason] of reasons) {
      expect(() => openStaticEmbedder(file)).toThrow(WeightsError);
      expect(() => openStaticEmbedder(file)).toThrow(reason);
    }
  });

  it('gives the embedder its fingerprint', () => {
    expect(embedder.fingerprint).toMatch(/^static-vi:\d+:[0-9a-f]{16}$/);
    expect(openStaticEmbedder().fingerprint).toBe(embedder.fingerprint);
  });

  it('stays below twelve megabytes', () => {
    expect(readFileSync(shippedWeightsFile()).length).toBeLessThan(12_000_000);
  });
});

function flipOneBit(file: string): void {
  const bytes = readFileSync(file);
  const middle = bytes.length >> 1;
  bytes[middle] = bytes[middle]! ^ 1;
  writeFileSync(file, bytes);
}

describe('the fast scanner', () => {
  const texts = [
    'Sáng 28/6/2024, tại TP. Hải Phòng: 2.270 HTX, 1.234.567 người; 12345.678, 2.2705, 1.234.5678.',
    '20-NQ/TW, Điều 30a, QH15, "quý" – hoà bình, thuỷ lợi, khoẻ; 0012 và 0.',
    'Paris (Ville lumière) ²½ ª ß Ω Жуков, e\u0301 🙂 漢字 𝐇𝐓𝐗',
    '',
    '...',
    '1.2.3.456.789.',
  ];

  it('cuts text as the tokenizer does, or leaves it to the slow path', () => {
    const scanner = tokenScanner(100);
    let fast = 0;
    for (const text of texts) {
      const count = scanner.scan(text);
      if (count < 0) continue;
      fast++;
      const cut = Array.from({ length: count }, (_, i) => [scanner.starts[i], scanner.ends[i]]);
      expect(cut).toEqual(tokenize(text).map(({ start, end }) => [start, end]));
    }
    expect(fast).toBeGreaterThanOrEqual(5);
  });

  it('makes the same vector as the slow path', () => {
    for (const text of texts) {
      // A zero-width space inside sends the same words down the slow path.
      expect(embed(`\u200b${text}`)).toEqual(embed(cleanText(text)));
    }
  });
});

describe('summing rows', () => {
  const random = seededRandom(11);
  const dimension = 24;
  const entries = Int8Array.from({ length: 50 * dimension }, () => random.below(255) - 127);
  const implementations: [string, RowSum | undefined][] = [
    ['plain', plainRowSum(entries, dimension)],
    ['simd', simdRowSum(entries, dimension)],
  ];

  it.each(implementations)('is exact up to the greatest weights and counts (%s)', (name, rows) => {
    if (!rows) return expect(name).toBe('simd');
    for (const count of [0, 1, 3, 4, 5, 17, SUMMED_ROWS_MAX]) {
      const chosen = Int32Array.from({ length: SUMMED_ROWS_MAX }, () => random.below(50));
      const weights = Int32Array.from({ length: SUMMED_ROWS_MAX }, (_, i) =>
        i % 3 ? random.below(ROW_WEIGHT_MAX) : ROW_WEIGHT_MAX,
      );
      const expected = Array.from({ length: dimension }, (_, d) => {
        let sum = 0;
        for (let i = 0; i < count; i++) sum += weights[i]! * entries[chosen[i]! * dimension + d]!;
        return sum;
      });
      expect([...rows.sum(chosen, weights, count)]).toEqual(expected);
    }
  });
});

describe('features', () => {
  it('have an exact form only where a diacritic was typed', () => {
    expect(tokenFeatures('hop').exact).toBe(0);
    expect(tokenFeatures('2023').exact).toBe(0);
    expect(tokenFeatures('hợp').exact).not.toBe(0);
    expect(tokenFeatures('hợp').folded).toBe(tokenFeatures('hop').folded);
  });

  it('depend on the order of two tokens', () => {
    const [a, b] = [tokenFeatures('hợp').folded, tokenFeatures('tác').folded];
    expect(bigramFeature(a, b)).not.toBe(bigramFeature(b, a));
  });

  it('see a border at line breaks and where a sentence ends, not inside numbers and abbreviations', () => {
    const border = (text: string) => isBorder(text, text.indexOf('a') + 1, text.lastIndexOf('b'));
    expect(['a\nb', 'a. b', 'a?” b', 'a;\u00a0b'].map(border)).toEqual([true, true, true, true]);
    expect(['a.b', 'a, b', 'a – b', 'a/b'].map(border)).toEqual([false, false, false, false]);
  });
});
