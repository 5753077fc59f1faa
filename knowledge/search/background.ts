/**
 * How often syllables and pairs of them stand in Vietnamese at large: counts over passages of law
 * and Wikipedia, shipped as one small file. They tell rare words from common ones where the corpus
 * is too small to, and which spelling people mean who type without diacritics.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fold } from '../text/normalise.ts';
import { hashOf } from './passage-terms.ts';

export interface Background {
  /** Passages that were counted. */
  readonly passages: number;
  /** In how many of them a syllable stands in this spelling; 0 when below the file's threshold. */
  syllable(text: string): number;
  /** In how many of them the two stand side by side in these spellings; 0 when below the threshold. */
  pair(left: string, right: string): number;
  /** The spellings that fold to this, the most frequent first; itself when none is known. */
  spellings(folded: string): readonly string[];
}

/** Counts as they are gathered: spelling, or two joined by "_" → passages. */
export interface BackgroundCounts {
  passages: number;
  syllables: ReadonlyMap<string, number>;
  pairs: ReadonlyMap<string, number>;
}

/** The file is not one that `encodeBackground` made. */
class BackgroundError extends Error {
  readonly code = 'BACKGROUND_DAMAGED';
  constructor(readonly file: string) {
    super(`${file} is missing or damaged; restore it from the repository.`);
  }
}

const MAGIC = 0x48544247;
const HEADER_WORDS = 5;
// Counts are kept as round(20 ln count): 5 % apart, up to 340,000 in a byte.
const LEVELS_PER_UNIT = 20;

/** Where the repository keeps the file: found from dist/ as well as from the sources. */
export function shippedBackgroundFile(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) {
    folder = dirname(folder);
  }
  return join(folder, 'knowledge', 'search', 'weights', 'background.bin');
}

/** Layout: magic, passages, syllables, pairs, bytes of text (u32 each); pair hashes (u32); syllable levels, pair levels (u8); syllables (UTF-8, \n between). */
export function encodeBackground(counts: BackgroundCounts): Buffer {
  const syllables = [...counts.syllables].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const pairs = [...counts.pairs]
    .map(([pair, count]) => [hashOf(pair), count] as const)
    .sort((a, b) => a[0] - b[0]);
  const text = Buffer.from(syllables.map(([syllable]) => syllable).join('\n'));
  const words = Uint32Array.from([
    MAGIC,
    counts.passages,
    syllables.length,
    pairs.length,
    text.length,
    ...pairs.map(([hash]) => hash),
  ]);
  const levels = Uint8Array.from([...syllables, ...pairs].map(([, count]) => levelOf(count)));
  return Buffer.concat([Buffer.from(words.buffer), levels, text]);
}

/** Reads a file that `encodeBackground` made. Throws BackgroundError for any other. */
export function readBackground(file: string = shippedBackgroundFile()): Background {
  if (!existsSync(file)) throw new BackgroundError(file);
  const bytes = new Uint8Array(readFileSync(file));
  if (bytes.length < HEADER_WORDS * 4) throw new BackgroundError(file);
  const header = new Uint32Array(bytes.buffer, 0, HEADER_WORDS);
  const [magic, passages = 0, syllableCount = 0, pairCount = 0, textLength = 0] = header;
  const levelsAt = (HEADER_WORDS + pairCount) * 4;
  const textAt = levelsAt + syllableCount + pairCount;
  if (magic !== MAGIC || bytes.length !== textAt + textLength) throw new BackgroundError(file);
  const hashes = new Uint32Array(bytes.buffer, HEADER_WORDS * 4, pairCount);
  const pairLevels = bytes.subarray(levelsAt + syllableCount, textAt);
  const syllables = new Map<string, number>();
  const spellings = new Map<string, string[]>();
  for (const [index, text] of new TextDecoder()
    .decode(bytes.subarray(textAt))
    .split('\n')
    .entries()) {
    syllables.set(text, countOf(bytes[levelsAt + index]!));
    const folded = fold(text);
    const known = spellings.get(folded);
    if (known) known.push(text);
    else spellings.set(folded, [text]);
  }
  return {
    passages,
    syllable: (text) => syllables.get(text) ?? 0,
    pair(left, right) {
      const at = indexOf(hashes, hashOf(`${left}_${right}`));
      return at < 0 ? 0 : countOf(pairLevels[at]!);
    },
    spellings: (folded) => spellings.get(folded) ?? [folded],
  };
}

function levelOf(count: number): number {
  return Math.min(255, Math.round(LEVELS_PER_UNIT * Math.log(count)));
}

function countOf(level: number): number {
  return Math.exp(level / LEVELS_PER_UNIT);
}

/** Binary search; -1 when absent. */
function indexOf(sorted: Uint32Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = sorted[middle]!;
    if (found === value) return middle;
    if (found < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
