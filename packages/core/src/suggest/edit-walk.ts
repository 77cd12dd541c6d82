/**
 * The edit distance of a typed text to the beginnings of sorted keys (Levenshtein automaton over a sorted list): one row of the
 * table per letter of a key; rows of the beginning that two neighbouring keys share are kept.
 */

/** A cell out of reach; one more still fits a byte. */
const far = 200;

export class EditWalk {
  readonly #typed: string;
  readonly #width: number;
  readonly #rows: Uint8Array;
  /** Least distance of the typed text from a beginning of the key, up to each length. */
  readonly #best: Uint8Array;
  /** Least cell of each row. */
  readonly #leasts: Uint8Array;
  #last = "";
  #depth = 0;
  /** Letters of the measured key after which it was too far; 0: it never was. */
  dead = 0;

  constructor(typed: string) {
    this.#typed = typed;
    this.#width = typed.length + 1;
    this.#rows = new Uint8Array(this.#width * (typed.length + 4));
    this.#best = new Uint8Array(typed.length + 4);
    this.#leasts = new Uint8Array(typed.length + 4);
    for (let j = 0; j < this.#width; j++) this.#rows[j] = j;
    this.#best[0] = typed.length;
  }

  /** Before keys that do not follow in order. */
  restart(): void {
    this.#depth = 0;
  }

  /** The length of the nearest beginning of the key measured last: of equals the one as long as what was typed, else the longest. */
  get length(): number {
    const end = this.#depth;
    const distance = this.#best[end]!;
    const whole = this.#typed.length;
    const at = (length: number) => this.#rows[length * this.#width + whole];
    if (whole <= end && at(whole) === distance) return whole;
    let length = end;
    while (length > 0 && at(length) !== distance) length--;
    return length;
  }

  /** Least number of inserted, deleted, replaced or swapped letters between the typed text and a beginning of `text`; above `bound` where more. */
  measure(text: string, bound: number): number {
    const typed = this.#typed;
    const width = this.#width;
    const rows = this.#rows;
    const best = this.#best;
    const leasts = this.#leasts;
    const end = Math.min(text.length, typed.length + bound, typed.length + 2);
    let depth = 0;
    const shared = Math.min(this.#depth, end);
    while (depth < shared && this.#last.charCodeAt(depth) === text.charCodeAt(depth)) depth++;
    this.#last = text;
    this.dead = 0;
    let before = depth > 0 ? text.charCodeAt(depth - 1) : -1;
    for (; depth < end; depth++) {
      const char = text.charCodeAt(depth);
      const row = (depth + 1) * width;
      const above = row - width;
      // Cells further than the bound from the diagonal are too far whatever they hold.
      const from = Math.max(1, depth + 1 - bound);
      const to = Math.min(width - 1, depth + 1 + bound);
      rows[row + from - 1] = from === 1 ? depth + 1 : far;
      let least = rows[row + from - 1]!;
      for (let j = from; j <= to; j++) {
        const letter = typed.charCodeAt(j - 1);
        let value = rows[above + j - 1]! + (letter === char ? 0 : 1);
        if (rows[above + j]! + 1 < value) value = rows[above + j]! + 1;
        if (rows[row + j - 1]! + 1 < value) value = rows[row + j - 1]! + 1;
        if (j > 1 && depth > 0 && letter === before && typed.charCodeAt(j - 2) === char) {
          const swapped = rows[above - width + j - 2]! + 1;
          if (swapped < value) value = swapped;
        }
        rows[row + j] = value;
        if (value < least) least = value;
      }
      if (to < width - 1) rows[row + to + 1] = far;
      leasts[depth + 1] = least;
      // The last column is far where the row does not reach it.
      if (to < width - 1) rows[row + width - 1] = far;
      best[depth + 1] = Math.min(best[depth]!, rows[row + width - 1]!);
      before = char;
      // A swap can still reach back one row, so only a second row that is too far ends it.
      if (least > bound && best[depth + 1]! > bound && leasts[depth]! > bound) {
        this.dead = depth + 1;
        this.#depth = depth + 1;
        return bound + 1;
      }
    }
    this.#depth = end;
    return best[end]!;
  }
}
