/**
 * The products that lead each category (and the whole shop) by a decayed count, kept sorted as counts move: keys of one half-life
 * order the same at every later time, so nothing has to be swept. Bounded; a product that a negative count pushed out comes back
 * with its next event.
 */
import type { ByteReader, ByteWriter } from "../base.ts";

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

  write(writer: ByteWriter): void {
    writer.varint(this.#tops.size);
    for (const [list, { items, keys }] of this.#tops) {
      writer.varint(list + 1).varint(items.length);
      for (let i = 0; i < items.length; i++) writer.varint(items[i]!).f64(keys[i]!);
    }
  }

  read(reader: ByteReader): void {
    this.#tops = new Map();
    for (let left = reader.varint(); left > 0; left--) {
      const list = reader.varint() - 1;
      const top: Top = { items: [], keys: [] };
      for (let size = reader.varint(); size > 0; size--) {
        top.items.push(reader.varint());
        top.keys.push(reader.f64());
      }
      this.#tops.set(list, top);
    }
  }
}
