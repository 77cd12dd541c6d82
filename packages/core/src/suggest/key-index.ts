/**
 * Texts that lead to weighted entries: the heaviest entries whose text begins so, and those whose text begins nearly so. Keys lie
 * in sorted runs that merge as they grow (Bentley and Saxe's logarithmic method), so adding one is cheap at any size and there
 * is no moment at which everything is sorted anew. An entry of weight 0 is gone: its keys are left out and dropped by a merge.
 */
import { EditWalk } from "./edit-walk.ts";
import { compareKeys, KeyRun } from "./key-run.ts";
import type { Key } from "./key-run.ts";

/** Keys not yet in a run; each question looks at all of them. */
const freshLimit = 128;
/** Keys that a search for near ones measures. */
const nearLimit = 6_000;
const longestNear = 64;

interface Ranked<E> {
  readonly entry: E;
  readonly text: string;
  readonly weight: number;
}

export class KeyIndex<E extends { readonly key: string }> {
  #runs: KeyRun<E>[] = [];
  #fresh: Key<E>[] = [];
  /** First letters of keys, of alphabets: a Chinese character is not missed by one key. */
  readonly #firsts = new Set<string>();
  readonly #weightOf: (entry: E) => number;

  constructor(weightOf: (entry: E) => number) {
    this.#weightOf = weightOf;
  }

  add(text: string, entry: E): Key<E> {
    const key: Key<E> = { text, entry, run: undefined, at: 0 };
    this.#fresh.push(key);
    if (text.charCodeAt(0) < 0x3000) this.#firsts.add(text.charAt(0));
    if (this.#fresh.length > freshLimit) this.#settle();
    return key;
  }

  #settle(): void {
    let keys: readonly Key<E>[] = this.#fresh.sort(compareKeys);
    this.#fresh = [];
    while (this.#runs.length > 0 && this.#runs.at(-1)!.keys.length < 3 * keys.length) keys = this.#merged(this.#runs.pop()!.keys, keys);
    this.#runs.push(new KeyRun(keys, this.#weightOf));
  }

  #merged(a: readonly Key<E>[], b: readonly Key<E>[]): readonly Key<E>[] {
    const merged: Key<E>[] = [];
    let i = 0;
    let j = 0;
    while (i < a.length || j < b.length) {
      const key = j === b.length || (i < a.length && compareKeys(a[i]!, b[j]!) <= 0) ? a[i++]! : b[j++]!;
      if (this.#weightOf(key.entry) > 0) merged.push(key);
    }
    return merged;
  }

  /** The heaviest entries with a text that begins with `prefix`, or is it where `whole`; equals in order of their texts. */
  top(prefix: string, keep: number, whole = false): readonly E[] {
    if (keep <= 0) return [];
    const best: Ranked<E>[] = [];
    const take = ({ text, entry }: Key<E>) => {
      const weight = this.#weightOf(entry);
      if (weight <= 0) return;
      let at = best.length;
      for (; at > 0; at--) {
        const other = best[at - 1]!;
        if (
          other.weight > weight ||
          (other.weight === weight && (other.text < text || (other.text === text && other.entry.key < entry.key)))
        )
          break;
      }
      if (at >= keep) return;
      const known = best.findIndex((one) => one.entry === entry);
      if (known >= 0 && known < at) return;
      if (known >= 0) best.splice(known, 1);
      best.splice(at, 0, { entry, text, weight });
      if (best.length > keep) best.pop();
    };
    const hopeless = (bound: number, first: string) => {
      const least = best.length < keep ? undefined : best.at(-1)!;
      return least !== undefined && (bound < least.weight || (bound === least.weight && first > least.text));
    };
    for (const key of this.#fresh) if (whole ? key.text === prefix : key.text.startsWith(prefix)) take(key);
    for (const run of this.#runs) {
      const from = run.bound(prefix);
      if (!run.keys[from]?.text.startsWith(prefix)) continue;
      run.offer(from, whole ? run.bound(`${prefix}\0`, from) : run.end(prefix, from), hopeless, take);
    }
    return best.map(({ entry }) => entry);
  }

  /**
   * Entries whose text has a beginning at most `edits` from `typed` (insert, delete, replace, swap of neighbours), with that
   * distance and the length of the beginning; one edit at most where the first letter differs, for writers seldom miss it.
   */
  near(typed: string, edits: number, take: (entry: E, distance: number, text: string, length: number) => void): void {
    if (edits < 1 || typed.length === 0 || typed.length > longestNear) return;
    const walk = new EditWalk(typed);
    const first = typed.charCodeAt(0);
    /** Measures a key, offers it where it is near, says how many of its letters are too far already. */
    const look = ({ text, entry }: Key<E>, bound: number) => {
      const distance = walk.measure(text, bound);
      if (distance > bound) return walk.dead;
      if (this.#weightOf(entry) > 0) take(entry, distance, text, walk.length);
      return 0;
    };
    for (const key of this.#fresh) {
      walk.restart();
      look(key, key.text.charCodeAt(0) === first ? edits : 1);
    }
    let left = nearLimit;
    const others = this.#otherFirst(typed);
    for (const run of this.#runs) {
      walk.restart();
      const end = run.bound(String.fromCharCode(first + 1));
      for (let i = run.bound(typed.charAt(0)); i < end && left > 0; left--) {
        const key = run.keys[i]!;
        const dead = look(key, edits);
        i = dead > 0 ? run.end(key.text.slice(0, dead), i) : i + 1;
      }
      for (const beginning of others) {
        walk.restart();
        for (let i = run.bound(beginning); left > 0 && run.keys[i]?.text.startsWith(beginning) === true; i++, left--) look(run.keys[i]!, 1);
      }
    }
  }

  /** Beginnings that differ from what was typed by one edit at the first letter. */
  #otherFirst(typed: string): readonly string[] {
    const rest = typed.slice(1);
    const all = new Set([rest, typed.charAt(1) + typed.charAt(0) + typed.slice(2)]);
    for (const first of this.#firsts) all.add(first + rest).add(first + typed);
    return [...all].filter((one) => one !== "" && one.charAt(0) !== typed.charAt(0));
  }
}
