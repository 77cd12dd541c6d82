/**
 * Keys in sorted order with a fresh tail, read as a trie without nodes: a prefix is a range; a misspelt prefix is a walk along
 * the keys that carries one row of the edit-distance table per letter, takes over the rows that two neighbouring keys share,
 * and leaps over every key below a beginning that is too far already (Levenshtein automaton over a sorted list).
 */

/** Keys not yet merged into the sorted list; each question looks at all of them. */
const freshLimit = 256;
/** Keys that one question looks at. */
const scanLimit = 20_000;
const longest = 64;
/** A cell out of reach; one more still fits a byte. */
const far = 200;

export interface Key<T> {
  readonly text: string;
  readonly entry: T;
  /** 0: where the entry begins; 1: a later word of it; 2: its pinyin. */
  readonly place: 0 | 1 | 2;
}

function byText<T>(a: Key<T>, b: Key<T>): number {
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
}

/** Keeps keys of entries; `alive` says whether an entry still counts, so removal costs nothing until the next merge. */
export class KeyIndex<T> {
  #sorted: Key<T>[] = [];
  #fresh: Key<T>[] = [];
  /** First letters of the sorted keys, of alphabets: a Chinese character is not missed by one key. */
  #firsts: ReadonlySet<string> = new Set();
  readonly #alive: (entry: T) => boolean;

  constructor(alive: (entry: T) => boolean) {
    this.#alive = alive;
  }

  add(key: Key<T>): void {
    this.#fresh.push(key);
  }

  /** Merges what is new where it is much; questions call it themselves. */
  #settle(): void {
    if (this.#fresh.length <= freshLimit) return;
    const fresh = this.#fresh.sort(byText);
    const old = this.#sorted;
    const merged: Key<T>[] = [];
    let i = 0;
    let j = 0;
    while (i < old.length || j < fresh.length) {
      const key = j === fresh.length || (i < old.length && byText(old[i]!, fresh[j]!) <= 0) ? old[i++]! : fresh[j++]!;
      if (this.#alive(key.entry)) merged.push(key);
    }
    this.#sorted = merged;
    const firsts = new Set<string>();
    for (const { text } of merged) if (text.charCodeAt(0) < 0x3000) firsts.add(text.charAt(0));
    this.#firsts = firsts;
    this.#fresh = [];
  }

  /** The first place in `low` … whose key is not before `text`. */
  #bound(text: string, low = 0): number {
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#sorted[middle]!.text < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The first place from `low` whose key does not begin as `text` does to `length`; near ends are the usual case. */
  #after(text: string, length: number, low: number): number {
    const prefix = text.slice(0, length);
    let step = 1;
    let at = low;
    while (at + step < this.#sorted.length && this.#sorted[at + step]!.text.startsWith(prefix)) {
      at += step;
      step *= 2;
    }
    let high = Math.min(this.#sorted.length, at + step);
    while (at < high) {
      const middle = (at + high) >>> 1;
      if (this.#sorted[middle]!.text.startsWith(prefix)) at = middle + 1;
      else high = middle;
    }
    return at;
  }

  /** Every living key that begins with `prefix`, up to a limit of keys looked at. */
  starting(prefix: string, take: (key: Key<T>) => void): void {
    this.#settle();
    const sorted = this.#sorted;
    const first = this.#bound(prefix);
    const end = Math.min(sorted.length, first + scanLimit);
    for (let i = first; i < end && sorted[i]!.text.startsWith(prefix); i++) if (this.#alive(sorted[i]!.entry)) take(sorted[i]!);
    for (const key of this.#fresh) if (key.text.startsWith(prefix) && this.#alive(key.entry)) take(key);
  }

  /**
   * Every living key with a beginning at most `edits` from `typed` (insert, delete, replace, swap of neighbours); one edit
   * at most where the first letter differs, for writers seldom miss it.
   */
  near(typed: string, edits: number, take: (key: Key<T>, distance: number) => void): void {
    if (edits < 1 || typed.length === 0 || typed.length > longest) return;
    this.#settle();
    const walk = new Walk(typed);
    const first = typed.charCodeAt(0);
    const boundFor = (text: string) => (text.charCodeAt(0) === first ? edits : 1);
    for (const key of this.#fresh) {
      const bound = boundFor(key.text);
      const distance = walk.measure(key.text, bound);
      if (distance <= bound && this.#alive(key.entry)) take(key, distance);
    }
    walk.forget();
    const sorted = this.#sorted;
    const end = this.#bound(String.fromCharCode(first + 1));
    for (let i = this.#bound(typed.charAt(0)), looks = 0; i < end && looks < scanLimit; looks++) {
      const key = sorted[i]!;
      const distance = walk.measure(key.text, edits);
      if (distance <= edits && this.#alive(key.entry)) take(key, distance);
      i = walk.dead > 0 && distance > edits ? this.#after(key.text, walk.dead, i) : i + 1;
    }
    this.#otherFirst(typed, (key) => take(key, 1));
  }

  /** One edit at the first letter: replaced, missing, dropped, swapped with the second. */
  #otherFirst(typed: string, take: (key: Key<T>) => void): void {
    const rest = typed.slice(1);
    const beginnings = [rest, typed.charAt(1) + typed.charAt(0) + typed.slice(2)];
    for (const first of this.#firsts) beginnings.push(first + rest, first + typed);
    const taken = new Set<Key<T>>();
    for (const beginning of beginnings) {
      if (beginning.charAt(0) === typed.charAt(0)) continue;
      const from = this.#bound(beginning);
      const end = Math.min(this.#sorted.length, from + scanLimit);
      for (let i = from; i < end && this.#sorted[i]!.text.startsWith(beginning); i++) {
        const key = this.#sorted[i]!;
        if (key.text.charAt(0) === typed.charAt(0) || taken.has(key) || !this.#alive(key.entry)) continue;
        taken.add(key);
        take(key);
      }
    }
  }
}

/** The table of one typed text, a row per letter of the key; rows of the beginning shared with the last key stay. */
class Walk {
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

  forget(): void {
    this.#depth = 0;
  }

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
      best[depth + 1] = Math.min(best[depth]!, to === width - 1 ? rows[row + to]! : far);
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
