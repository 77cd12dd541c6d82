/** A share of time for work that may be left out: what an idle moment saves a busy one may spend, up to a bound. */
export class TimeBudget {
  readonly #share: number;
  readonly #most: number;
  readonly #now: () => number;
  #left: number;
  #at: number;

  /** `share` of the time that passes, at most `most` milliseconds saved; `now` in milliseconds, monotonic. */
  constructor(share: number, most: number, now: () => number) {
    this.#share = share;
    this.#most = most;
    this.#now = now;
    this.#left = most;
    this.#at = now();
  }

  /** Whether there is time for the work. */
  get allows(): boolean {
    const now = this.#now();
    this.#left = Math.min(this.#most, this.#left + (now - this.#at) * this.#share);
    this.#at = now;
    return this.#left > 0;
  }

  /** Does the work and takes its time off. */
  spend<T>(work: () => T): T {
    const from = this.#now();
    try {
      return work();
    } finally {
      this.#left -= this.#now() - from;
    }
  }
}
