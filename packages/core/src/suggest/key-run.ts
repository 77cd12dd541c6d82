/** Keys in sorted order, with the greatest weight of every block: the best of a range are found without looking at all of it. */

/** A text that leads to an entry; its place is kept so that a weight that rises can be told. */
export interface Key<E> {
  readonly text: string;
  readonly entry: E;
  /** Where it lies once it is sorted. */
  run: KeyRun<E> | undefined;
  at: number;
}

const blockSize = 64;

export function compareKeys<E>(a: Key<E>, b: Key<E>): number {
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
}

export class KeyRun<E> {
  readonly keys: readonly Key<E>[];
  /** No weight of a block is above its bound; weights that fell leave it as it was. */
  readonly #bounds: Float64Array;

  /** Takes keys in sorted order. */
  constructor(keys: readonly Key<E>[], weightOf: (entry: E) => number) {
    this.keys = keys;
    this.#bounds = new Float64Array(Math.ceil(keys.length / blockSize));
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at]!;
      key.run = this;
      key.at = at;
      this.raise(at, weightOf(key.entry));
    }
  }

  raise(at: number, weight: number): void {
    const block = Math.floor(at / blockSize);
    if (weight > this.#bounds[block]!) this.#bounds[block] = weight;
  }

  /** The first place from `low` whose key is not before `text`. */
  bound(text: string, low = 0): number {
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.keys[middle]!.text < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The first place from `low` whose key does not begin with `prefix`, where the one at `low` does; near ends are the usual case. */
  end(prefix: string, low: number): number {
    const { keys } = this;
    let at = low;
    let step = 1;
    while (at + step < keys.length && keys[at + step]!.text.startsWith(prefix)) {
      at += step;
      step *= 2;
    }
    let high = Math.min(keys.length, at + step);
    while (at < high) {
      const middle = (at + high) >>> 1;
      if (keys[middle]!.text.startsWith(prefix)) at = middle + 1;
      else high = middle;
    }
    return at;
  }

  /** Offers the keys of a range, block by block; `hopeless` says of a block that nothing from its first key on can still count. */
  offer(from: number, to: number, hopeless: (bound: number, first: string) => boolean, take: (key: Key<E>) => void): void {
    for (let at = from; at < to;) {
      const block = Math.floor(at / blockSize);
      const end = Math.min(to, (block + 1) * blockSize);
      if (hopeless(this.#bounds[block]!, this.keys[at]!.text)) at = end;
      else for (; at < end; at++) take(this.keys[at]!);
    }
  }
}
