/** An Int32Array that grows: training text is tens of millions of tokens, too many for number[]. */
export class GrowingInts {
  #values = new Int32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Int32Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  /** A copy of exactly what was pushed. */
  toArray(): Int32Array {
    return this.#values.slice(0, this.#length);
  }
}
