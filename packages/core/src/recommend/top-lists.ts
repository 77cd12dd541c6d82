/**
 * The products that lead each category (and the whole shop) by a decayed count, kept sorted as counts move: keys of one half-life
 * order the same at every later time, so nothing has to be swept. Bounded; a product that a negative count pushed out comes back
 * with its next event.
 */
import { ByteWriter } from "../base.ts";
import type { ByteReader } from "../base.ts";
import type { Pieces } from "../profile.ts";

/** The list of the whole shop. */
export const everything = -1;

interface Top {
  readonly items: number[];
  readonly keys: number[];
}

export class TopLists {
  readonly #capacity: number;
  #tops = new Map<number, Top>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  update(list: number, item: number, key: number): void {
    let top = this.#tops.get(list);
    if (!top) this.#tops.set(list, (top = { items: [], keys: [] }));
    const { items, keys } = top;
    const known = items.indexOf(item);
    if (known >= 0) {
      items.splice(known, 1);
      keys.splice(known, 1);
    } else if (items.length >= this.#capacity && key <= keys[items.length - 1]!) return;
    if (key === -Infinity) return;
    let at = items.length;
    while (at > 0 && keys[at - 1]! < key) at--;
    items.splice(at, 0, item);
    keys.splice(at, 0, key);
    if (items.length > this.#capacity) {
      items.pop();
      keys.pop();
    }
  }

  drop(list: number, item: number): void {
    this.update(list, item, -Infinity);
  }

  /** Best first. */
  of(list: number): readonly number[] {
    return this.#tops.get(list)?.items ?? [];
  }

  /** Small enough to be written at once. */
  pieces(): Pieces {
    const writer = new ByteWriter(1 << 16).varint(this.#tops.size);
    for (const [list, { items, keys }] of this.#tops)
      writer
        .varint(list + 1)
        .array(Uint32Array.from(items))
        .array(Float64Array.from(keys));
    return [writer.finish()];
  }

  read(reader: ByteReader): void {
    this.#tops = new Map();
    for (let left = reader.varint(); left > 0; left--) {
      const list = reader.varint() - 1;
      this.#tops.set(list, { items: [...reader.array(Uint32Array)], keys: [...reader.array(Float64Array)] });
    }
  }
}
