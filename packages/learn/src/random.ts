/** Seeded randomness. Everything random in training is drawn from one of these, so a run repeats exactly. */

/** xoshiro128** (Blackman and Vigna, 2018), seeded by splitmix32; its state can be kept and put back. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: number) {
    let x = seed >>> 0;
    const next = () => {
      x = (x + 0x9e3779b9) | 0;
      let z = x ^ (x >>> 16);
      z = Math.imul(z, 0x21f0aaad);
      z ^= z >>> 15;
      z = Math.imul(z, 0x735a2d97);
      return (z ^ (z >>> 15)) >>> 0;
    };
    [this.#a, this.#b, this.#c, this.#d] = [next(), next(), next(), next()];
  }

  get state(): readonly number[] {
    return [this.#a, this.#b, this.#c, this.#d];
  }

  set state([a, b, c, d]: readonly number[]) {
    [this.#a, this.#b, this.#c, this.#d] = [a! >>> 0, b! >>> 0, c! >>> 0, d! >>> 0];
  }

  /** A 32-bit unsigned integer. */
  bits(): number {
    const product = Math.imul(this.#b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const t = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= t;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }

  /** In [0, 1). */
  uniform(): number {
    return this.bits() / 0x100000000;
  }

  /** In [0, below). */
  integer(below: number): number {
    return Math.floor(this.uniform() * below);
  }

  /** Standard normal, by Box and Muller. */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** In place; the same list. */
  shuffle<T>(list: T[]): T[] {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      [list[i], list[j]] = [list[j]!, list[i]!];
    }
    return list;
  }

  /** Bytes that are 0 with probability `rate`, to within 1/256, else 1: a dropout mask. */
  mask(size: number, rate: number): Uint8Array<ArrayBuffer> {
    const words = new Uint32Array(Math.ceil(size / 4));
    for (let i = 0; i < words.length; i++) words[i] = this.bits();
    const bytes = new Uint8Array(words.buffer, 0, size);
    const limit = Math.round(rate * 256);
    for (let i = 0; i < size; i++) bytes[i] = bytes[i]! < limit ? 0 : 1;
    return bytes;
  }
}
