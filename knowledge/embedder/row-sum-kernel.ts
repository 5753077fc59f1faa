/**
 * The WebAssembly kernel of row-sum.ts, assembled here because no build step of the project makes
 * WebAssembly. It adds four rows at a time: 8 entries of two rows are widened to 16 bits and
 * interleaved, and one instruction multiplies them by their rows' weights and adds the pairs.
 *
 *   add(list, end, dimension): for each step of the list (4 row addresses, weights a|b<<16, c|d<<16),
 *     for k = 0, 8, … < dimension:  i32 sums at 4k += a·A[k] + b·B[k] + c·C[k] + d·D[k]
 */

export interface Kernel {
  memory: ArrayBuffer;
  /** Addresses and the end of the list in bytes. */
  add(list: number, end: number, dimension: number): void;
}

/** What is used of WebAssembly; Node's type package does not declare it. */
interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  Module: new (bytes: Uint8Array) => object;
  Memory: new (pages: { initial: number; maximum: number }) => { buffer: ArrayBuffer };
  Instance: new (module: object, imports: object) => { exports: Pick<Kernel, 'add'> };
}

const PAGE_BYTES = 65_536;

/** A kernel with so much memory of its own; undefined where the engine refuses SIMD. */
export function rowSumKernel(memoryBytes: number): Kernel | undefined {
  // Node has it as a global since version 8.
  const api = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;
  const bytes = moduleBytes();
  if (!api.validate(bytes)) return undefined;
  const pages = Math.ceil(memoryBytes / PAGE_BYTES);
  const memory = new api.Memory({ initial: pages, maximum: pages });
  const { exports } = new api.Instance(new api.Module(bytes), { host: { memory } });
  return { memory: memory.buffer, add: exports.add };
}

const I32 = 0x7f;
const V128 = 0x7b;
const NO_RESULT = 0x40;
const END = 0x0b;
const I32_ADD = 0x6a;
const I32_LESS = 0x49;
const SPLAT = [0xfd, 0x11];
const VECTOR_ADD = [0xfd, 0xae, 0x01];
/** Eight 16-bit products, added in pairs to four 32-bit numbers. */
const DOT_PAIRS = [0xfd, 0xba, 0x01];
const WIDEN_8_ENTRIES = [0xfd, 0x01, 3, 0];

const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const tee = (local: number) => [0x22, local];
/** Of −64 … 63. */
const constant = (value: number) => [0x41, value & 0x7f];
const loop = (...body: number[]) => [0x03, NO_RESULT, ...body, END];
/** Back to the start of the innermost loop when local `left` < local `right`. */
const againIfLess = (left: number[], right: number) => [...left, ...get(right), I32_LESS, 0x0d, 0];
const loadWord = (offset: number) => [0x28, 2, offset];
const loadVector = (offset: number) => [0xfd, 0x00, 4, offset];
const storeVector = (offset: number) => [0xfd, 0x0b, 4, offset];
const shuffle = (lanes: readonly number[]) => [0xfd, 0x0d, ...lanes];

/** 16-bit lanes 0–3 of two vectors, alternating; the upper ones are 8 bytes further on. */
const LOWER_LANES = [0, 1, 16, 17, 2, 3, 18, 19, 4, 5, 20, 21, 6, 7, 22, 23];
const UPPER_LANES = LOWER_LANES.map((lane) => lane + 8);

// Parameters, then locals: numbers first, vectors after them.
const LIST = 0;
const LIST_END = 1;
const DIMENSION = 2;
const K = 3;
const ROWS = [4, 5, 6, 7];
const SUMS = 8;
const WEIGHTS_AB = 9;
const WEIGHTS_CD = 10;
const A = 11;
const B = 12;
const C = 13;
const D = 14;

function addFour(lanes: readonly number[], offset: number): number[] {
  return [
    ...get(SUMS),
    ...get(SUMS),
    ...loadVector(offset),
    ...[...get(A), ...get(B), ...shuffle(lanes), ...get(WEIGHTS_AB), ...DOT_PAIRS, ...VECTOR_ADD],
    ...[...get(C), ...get(D), ...shuffle(lanes), ...get(WEIGHTS_CD), ...DOT_PAIRS, ...VECTOR_ADD],
    ...storeVector(offset),
  ];
}

function functionBody(): number[] {
  const addEightColumns = [
    ...ROWS.flatMap((row, i) => [
      ...get(row),
      ...get(K),
      I32_ADD,
      ...WIDEN_8_ENTRIES,
      ...set(A + i),
    ]),
    ...addFour(LOWER_LANES, 0),
    ...addFour(UPPER_LANES, 16),
    ...[...get(SUMS), ...constant(32), I32_ADD, ...set(SUMS)],
    ...againIfLess([...get(K), ...constant(8), I32_ADD, ...tee(K)], DIMENSION),
  ];
  const addOneStep = [
    ...ROWS.flatMap((row, i) => [...get(LIST), ...loadWord(4 * i), ...set(row)]),
    ...[...get(LIST), ...loadWord(16), ...SPLAT, ...set(WEIGHTS_AB)],
    ...[...get(LIST), ...loadWord(20), ...SPLAT, ...set(WEIGHTS_CD)],
    ...[...constant(0), ...set(K), ...constant(0), ...set(SUMS)],
    ...loop(...addEightColumns),
    ...againIfLess([...get(LIST), ...constant(24), I32_ADD, ...tee(LIST)], LIST_END),
  ];
  const locals = [2, 6, I32, 6, V128];
  return [...locals, ...loop(...addOneStep), END];
}

function moduleBytes(): Uint8Array {
  const name = (text: string) => [text.length, ...Buffer.from(text)];
  const section = (id: number, content: number[]) => [id, ...unsigned(content.length), ...content];
  const body = functionBody();
  return Uint8Array.from([
    ...[0, ...Buffer.from('asm'), 1, 0, 0, 0],
    ...section(1, [1, 0x60, 3, I32, I32, I32, 0]),
    ...section(2, [1, ...name('host'), ...name('memory'), 2, 0, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...name('add'), 0, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ]);
}

/** LEB128, the format's variable-length number. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}
