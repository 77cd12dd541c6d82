/** Durations in buckets 2 % apart from 10 µs up: quantiles of any number of samples in constant memory. */
const smallest = 0.01;
const ratio = 1.02;
const buckets = 1_000;

export class Histogram {
  readonly #counts = new Uint32Array(buckets);
  #count = 0;
  #sum = 0;
  #most = 0;

  add(ms: number): void {
    const bucket = Math.floor(Math.log(Math.max(smallest, ms) / smallest) / Math.log(ratio));
    this.#counts[Math.min(buckets - 1, bucket)]!++;
    this.#count++;
    this.#sum += ms;
    this.#most = Math.max(this.#most, ms);
  }

  get count(): number {
    return this.#count;
  }

  get mean(): number {
    return this.#count === 0 ? 0 : this.#sum / this.#count;
  }

  get most(): number {
    return this.#most;
  }

  /** Milliseconds below which the share `q` of samples lies, within 2 %. */
  quantile(q: number): number {
    let left = Math.ceil(q * this.#count);
    for (let bucket = 0; bucket < buckets; bucket++) {
      left -= this.#counts[bucket]!;
      if (left <= 0 && this.#count > 0) return Math.min(this.#most, smallest * ratio ** (bucket + 1));
    }
    return 0;
  }
}
