/**
 * Reads a text as row numbers: the fast path of features.ts. Every spelling is looked up once and
 * remembered by the 64 bits the scanner gives it, so a token of running text costs no string.
 */
import { cleanText } from '../text/normalise.ts';
import { tokenize } from '../text/tokens.ts';
import { featureTable } from './feature-table.ts';
import {
  bigramFeature,
  isBorder,
  PIECE_TOKENS_MAX,
  PIECE_TOKENS_MIN,
  TOKENS_MAX,
  tokenFeatures,
} from './features.ts';
import { tokenScanner } from './token-scanner.ts';
import type { Weights } from './weights.ts';

/** The slow path cleans and splits the whole text, so it gets no more than TOKENS_MAX tokens can need. */
const CHARACTERS_MAX = 10 * TOKENS_MAX;

export interface TokenRows {
  /** Row numbers of token i, or -1; bigramRows[i] joins token i-1 and token i of one piece. */
  readonly exactRows: Int32Array;
  readonly foldedRows: Int32Array;
  readonly bigramRows: Int32Array;
  /** Piece p ends before token pieceEnds[p]; the first begins with token 0. */
  readonly pieceEnds: Int32Array;
  /** Fills the arrays from a text and returns how many pieces it has. */
  read(text: string): number;
}

// Remembered spellings; forgotten all at once when full, which a corpus of real text never makes it.
const CACHE_SLOTS = 2 ** 17;
const CACHED_MAX = CACHE_SLOTS / 2;

/** The rows of a text's features in a set of weights; a read overwrites the previous one. */
export function tokenRows(weights: Weights): TokenRows {
  const { rowOf } = featureTable(weights.features);
  const firstBucket = weights.features.length;
  // Not `weights` itself: the functions below live on, and would keep a second copy of its entries.
  const { buckets } = weights;
  const scanner = tokenScanner(TOKENS_MAX);
  const exactRows = new Int32Array(TOKENS_MAX);
  const foldedRows = new Int32Array(TOKENS_MAX);
  const bigramRows = new Int32Array(TOKENS_MAX);
  const pieceEnds = new Int32Array(TOKENS_MAX);

  const cachedA = new Int32Array(CACHE_SLOTS);
  const cachedB = new Int32Array(CACHE_SLOTS);
  const cachedExact = new Int32Array(CACHE_SLOTS);
  const cachedFolded = new Int32Array(CACHE_SLOTS);
  /** The folded feature; 0 marks a free slot. */
  const cachedFeature = new Uint32Array(CACHE_SLOTS);
  let cached = 0;

  function tokenRow(feature: number): number {
    const row = rowOf(feature);
    return row >= 0 || buckets === 0 ? row : firstBucket + (feature % buckets);
  }

  function slotOf(text: string, token: number): number {
    const a = scanner.keysA[token]!;
    const b = scanner.keysB[token]!;
    let slot = (a ^ (a >>> 15)) & (CACHE_SLOTS - 1);
    while (cachedFeature[slot] !== 0) {
      if (cachedA[slot] === a && cachedB[slot] === b) return slot;
      slot = (slot + 1) & (CACHE_SLOTS - 1);
    }
    if (cached >= CACHED_MAX) {
      cachedFeature.fill(0);
      cached = 0;
      return slotOf(text, token);
    }
    const raw = text.slice(scanner.starts[token], scanner.ends[token]);
    const features = tokenFeatures(tokenize(raw)[0]?.text ?? raw);
    cached++;
    cachedA[slot] = a;
    cachedB[slot] = b;
    cachedFeature[slot] = features.folded;
    cachedFolded[slot] = tokenRow(features.folded);
    cachedExact[slot] = features.exact === 0 ? -1 : tokenRow(features.exact);
    return slot;
  }

  let pieces = 0;
  let pieceStart = 0;
  let previous = 0;

  function join(i: number, folded: number, afterBorder: boolean): void {
    const tokens = i - pieceStart;
    if (tokens >= PIECE_TOKENS_MAX || (afterBorder && tokens >= PIECE_TOKENS_MIN)) {
      pieceEnds[pieces++] = i;
      pieceStart = i;
      previous = 0;
    }
    bigramRows[i] = previous === 0 ? -1 : rowOf(bigramFeature(previous, folded));
    previous = folded;
  }

  function readFast(text: string, count: number): number {
    const { starts, ends } = scanner;
    for (let i = 0; i < count; i++) {
      const slot = slotOf(text, i);
      exactRows[i] = cachedExact[slot]!;
      foldedRows[i] = cachedFolded[slot]!;
      join(i, cachedFeature[slot]!, i > 0 && isBorder(text, ends[i - 1]!, starts[i]!));
    }
    return count;
  }

  function readSlowly(text: string): number {
    const clean = cleanText(text.slice(0, CHARACTERS_MAX));
    const found = tokenize(clean).slice(0, TOKENS_MAX);
    for (const [i, token] of found.entries()) {
      const { exact, folded } = tokenFeatures(token.text);
      exactRows[i] = exact === 0 ? -1 : tokenRow(exact);
      foldedRows[i] = tokenRow(folded);
      join(i, folded, i > 0 && isBorder(clean, found[i - 1]!.end, token.start));
    }
    return found.length;
  }

  function read(text: string): number {
    pieces = 0;
    pieceStart = 0;
    previous = 0;
    const scanned = scanner.scan(text);
    const count = scanned >= 0 ? readFast(text, scanned) : readSlowly(text);
    if (count > pieceStart) pieceEnds[pieces++] = count;
    return pieces;
  }

  return { exactRows, foldedRows, bigramRows, pieceEnds, read };
}
