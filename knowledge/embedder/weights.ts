/**
 * The weights file of the static embedder: one file that proves itself. Layout, little-endian:
 * magic, header words, feature hashes (u32 × vocabulary), row scales (f32 × rows), rows
 * (4 or 8 bits an entry), SHA-256 of everything before it. Nothing is used before the sum is checked.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { endianness } from 'node:os';
import { FEATURES_VERSION } from './features.ts';

/** Rows [0, features.length) belong to the features; the buckets after them to tokens without a row of their own. */
export interface Weights {
  dimension: number;
  bits: 4 | 8;
  features: Uint32Array;
  buckets: number;
  /** Row r is scales[r] × entries[r × dimension …]. Entries are ±127 (8 bits) or ±7 (4 bits). */
  scales: Float32Array;
  entries: Int8Array;
}

export interface LoadedWeights extends Weights {
  /** SHA-256 of the file's contents, hexadecimal. */
  checksum: string;
}

/** The weights cannot be used: missing, cut short, damaged, or made for other features. */
export class WeightsError extends Error {
  readonly code = 'EMBEDDER_WEIGHTS';
  constructor(
    readonly file: string,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(
      `The embedder's weights ${file} cannot be used: ${reason}. Restore the file or run \`npm run train-embedder\`.`,
      options,
    );
  }
}

const MAGIC = 0x56535448; // "HTSV"
const FORMAT_VERSION = 1;
/** The last one is reserved. */
const HEADER_WORDS = 8;
const SUM_BYTES = 32;
const DIMENSION_MAX = 4096;
const ROWS_MAX = 4_000_000;

/** The bytes of a weights file. */
export function encodeWeights(weights: Weights): Buffer {
  const header = Uint32Array.of(
    MAGIC,
    FORMAT_VERSION,
    FEATURES_VERSION,
    weights.dimension,
    weights.bits,
    weights.features.length,
    weights.buckets,
    0,
  );
  const entries = weights.bits === 8 ? weights.entries : packNibbles(weights.entries);
  const body = Buffer.concat(
    [header, weights.features, weights.scales, entries].map((part) =>
      Buffer.from(part.buffer, part.byteOffset, part.byteLength),
    ),
  );
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}

/** Reads and verifies a weights file. Throws WeightsError. */
export function readWeights(file: string): LoadedWeights {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw new WeightsError(file, 'it cannot be read', { cause });
  }
  if (endianness() !== 'LE') throw new WeightsError(file, 'this machine is big-endian');
  return decodeWeights(file, bytes);
}

function decodeWeights(file: string, bytes: Buffer): LoadedWeights {
  const bodyBytes = bytes.length - SUM_BYTES;
  if (bodyBytes < HEADER_WORDS * 4) throw new WeightsError(file, 'it is too short');
  const word = (index: number) => bytes.readUInt32LE(index * 4);
  if (word(0) !== MAGIC) throw new WeightsError(file, 'it is not a weights file');
  if (word(1) !== FORMAT_VERSION)
    throw new WeightsError(file, `its format is ${word(1)}, not ${FORMAT_VERSION}`);
  if (word(2) !== FEATURES_VERSION) {
    throw new WeightsError(file, `it was trained for features ${word(2)}, not ${FEATURES_VERSION}`);
  }
  const dimension = word(3);
  const bits = word(4);
  const vocabulary = word(5);
  const buckets = word(6);
  const rows = vocabulary + buckets;
  const isSane =
    (bits === 4 || bits === 8) &&
    dimension > 0 &&
    dimension % 8 === 0 &&
    dimension <= DIMENSION_MAX;
  if (!isSane || rows > ROWS_MAX) throw new WeightsError(file, 'its header makes no sense');
  const entryBytes = (rows * dimension * bits) / 8;
  const expected = HEADER_WORDS * 4 + vocabulary * 4 + rows * 4 + entryBytes;
  if (expected !== bodyBytes) {
    throw new WeightsError(file, `it has ${bytes.length} bytes, not ${expected + SUM_BYTES}`);
  }
  const sum = createHash('sha256').update(bytes.subarray(0, bodyBytes)).digest();
  if (!sum.equals(bytes.subarray(bodyBytes))) {
    throw new WeightsError(file, 'its checksum does not fit its contents');
  }
  // Own copies: a Buffer may start at any offset, typed arrays need alignment.
  let offset = HEADER_WORDS * 4;
  const take = (length: number) => {
    const copy = new Uint8Array(bytes.subarray(offset, offset + length)).buffer;
    offset += length;
    return copy;
  };
  const features = new Uint32Array(take(vocabulary * 4));
  const scales = new Float32Array(take(rows * 4));
  const raw = take(entryBytes);
  return {
    dimension,
    bits: bits as 4 | 8, // checked above
    features,
    buckets,
    scales,
    entries: bits === 8 ? new Int8Array(raw) : unpackNibbles(new Uint8Array(raw)),
    checksum: sum.toString('hex'),
  };
}

/** Scales and entries of float rows (rows × dimension) at 4 or 8 bits: the largest entry of a row becomes ±7 or ±127. */
export function quantise(
  rows: Float32Array,
  dimension: number,
  bits: 4 | 8,
): Pick<Weights, 'scales' | 'entries'> {
  const top = bits === 8 ? 127 : 7;
  const scales = new Float32Array(rows.length / dimension);
  const entries = new Int8Array(rows.length);
  for (let row = 0; row < scales.length; row++) {
    const values = rows.subarray(row * dimension, (row + 1) * dimension);
    const scale = bits === 8 ? largest(values) / top : bestScale(values, top);
    scales[row] = scale;
    if (scale === 0) continue;
    for (let d = 0; d < dimension; d++) {
      entries[row * dimension + d] = Math.max(-top, Math.min(top, Math.round(values[d]! / scale)));
    }
  }
  return { scales, entries };
}

function largest(values: Float32Array): number {
  let max = 0;
  for (const value of values) max = Math.max(max, Math.abs(value));
  return max;
}

// With few steps it pays to clip the largest entries: the scale with the least squared error wins.
function bestScale(values: Float32Array, top: number): number {
  const max = largest(values);
  let best = max / top;
  let bestError = Number.POSITIVE_INFINITY;
  for (let share = 0.5; share <= 1.001; share += 0.05) {
    const scale = (max * share) / top;
    let error = 0;
    for (const value of values) {
      const step = Math.max(-top, Math.min(top, Math.round(value / scale)));
      error += (value - step * scale) ** 2;
    }
    if (error < bestError) [best, bestError] = [scale, error];
  }
  return best;
}

// Two entries a byte, each offset by 8, the even one in the low half.
function packNibbles(entries: Int8Array): Uint8Array {
  const packed = new Uint8Array(entries.length / 2);
  for (let i = 0; i < packed.length; i++) {
    packed[i] = (entries[2 * i]! + 8) | ((entries[2 * i + 1]! + 8) << 4);
  }
  return packed;
}

function unpackNibbles(packed: Uint8Array): Int8Array {
  const entries = new Int8Array(packed.length * 2);
  for (let i = 0; i < packed.length; i++) {
    const byte = packed[i]!;
    entries[2 * i] = (byte & 15) - 8;
    entries[2 * i + 1] = (byte >> 4) - 8;
  }
  return entries;
}
