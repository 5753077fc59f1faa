/**
 * Assembles WebAssembly modules of one function, because no build step of the project makes
 * WebAssembly: the instructions that the kernels use, and the module around a function's body.
 */

/** What is used of WebAssembly; Node's type package does not declare it. */
interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  Module: new (bytes: Uint8Array) => object;
  Memory: new (pages: { initial: number; maximum: number }) => { buffer: ArrayBuffer };
  Instance: new (
    module: object,
    imports: object,
  ) => { exports: { run(...values: number[]): void } };
}

export interface Assembled {
  memory: ArrayBuffer;
  run(...values: number[]): void;
}

const PAGE_BYTES = 65_536;

/**
 * A function of so many numbers, with memory of its own; undefined where the engine refuses the
 * module (no SIMD: processors from before 2008).
 */
export function assemble(
  parameters: number,
  body: readonly number[],
  memoryBytes: number,
): Assembled | undefined {
  // Node has it as a global since version 8.
  const api = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;
  const bytes = moduleBytes(parameters, body);
  if (!api.validate(bytes)) return undefined;
  const pages = Math.ceil(memoryBytes / PAGE_BYTES);
  const memory = new api.Memory({ initial: pages, maximum: pages });
  const { exports } = new api.Instance(new api.Module(bytes), { host: { memory } });
  return { memory: memory.buffer, run: exports.run };
}

export const I32 = 0x7f;
export const V128 = 0x7b;
const NO_RESULT = 0x40;
export const END = 0x0b;
export const I32_ADD = 0x6a;
const I32_LESS = 0x49;
export const SPLAT = [0xfd, 0x11];
export const VECTOR_ADD = [0xfd, 0xae, 0x01];
/** Eight 16-bit products, added in pairs to four 32-bit numbers. */
export const DOT_PAIRS = [0xfd, 0xba, 0x01];

export const get = (local: number) => [0x20, local];
export const set = (local: number) => [0x21, local];
export const tee = (local: number) => [0x22, local];
/** Of −64 … 63. */
export const constant = (value: number) => [0x41, value & 0x7f];
export const loop = (...body: number[]) => [0x03, NO_RESULT, ...body, END];
/** Back to the start of the innermost loop when what `left` leaves is less than local `right`. */
export const againIfLess = (left: number[], right: number) => [
  ...left,
  ...get(right),
  I32_LESS,
  0x0d,
  0,
];
export const loadWord = (offset: number) => [0x28, 2, offset];
export const storeWord = (offset: number) => [0x36, 2, offset];
export const loadVector = (offset: number) => [0xfd, 0x00, 4, offset];
export const storeVector = (offset: number) => [0xfd, 0x0b, 4, offset];
/** Eight bytes with their signs as eight 16-bit numbers. */
export const widenBytes = (offset: number) => [0xfd, 0x01, 3, offset];
export const shuffle = (lanes: readonly number[]) => [0xfd, 0x0d, ...lanes];
export const extractWord = (lane: number) => [0xfd, 0x1b, lane];

function moduleBytes(parameters: number, body: readonly number[]): Uint8Array {
  const name = (text: string) => [text.length, ...Buffer.from(text)];
  const section = (id: number, content: number[]) => [id, ...unsigned(content.length), ...content];
  const types = Array.from({ length: parameters }, () => I32);
  return Uint8Array.from([
    ...[0, ...Buffer.from('asm'), 1, 0, 0, 0],
    ...section(1, [1, 0x60, parameters, ...types, 0]),
    ...section(2, [1, ...name('host'), ...name('memory'), 2, 0, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...name('run'), 0, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ]);
}

/** LEB128, the format's variable-length number. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}
