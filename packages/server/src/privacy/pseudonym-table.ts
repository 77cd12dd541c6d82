/**
 * Pseudonym (16 bytes) → slot, open addressing with linear probing in typed arrays: 20 bytes an entry at most half full,
 * where a Map of texts takes over 100. Pseudonyms are keyed hashes, so their first bytes are already a good hash.
 */
export class PseudonymTable {
  #names: Uint32Array;
  /** 0 where a place is empty. */
  #slots: Uint32Array;
  #size = 0;

  constructor(capacity = 1024) {
    let places = 16;
    while (places < capacity * 2) places *= 2;
    this.#names = new Uint32Array(places * 4);
    this.#slots = new Uint32Array(places);
  }

  get size(): number {
    return this.#size;
  }

  #place(a: number, b: number, c: number, d: number): number {
    const mask = this.#slots.length - 1;
    let at = a & mask;
    while (this.#slots[at] !== 0) {
      const name = at * 4;
      if (this.#names[name] === a && this.#names[name + 1] === b && this.#names[name + 2] === c && this.#names[name + 3] === d) break;
      at = (at + 1) & mask;
    }
    return at;
  }

  /** The slot, or 0. */
  get(pseudonym: Uint8Array): number {
    const view = new DataView(pseudonym.buffer, pseudonym.byteOffset, 16);
    return this.#slots[this.#place(view.getUint32(0, true), view.getUint32(4, true), view.getUint32(8, true), view.getUint32(12, true))]!;
  }

  /** `slot` is 1 or more; a later one replaces an earlier one. */
  set(pseudonym: Uint8Array, slot: number): void {
    const view = new DataView(pseudonym.buffer, pseudonym.byteOffset, 16);
    this.#set(view.getUint32(0, true), view.getUint32(4, true), view.getUint32(8, true), view.getUint32(12, true), slot);
  }

  #set(a: number, b: number, c: number, d: number, slot: number): void {
    const at = this.#place(a, b, c, d);
    if (this.#slots[at] === 0) this.#size++;
    this.#slots[at] = slot;
    this.#names.set([a, b, c, d], at * 4);
    if (this.#size * 2 > this.#slots.length) this.#grow();
  }

  #grow(): void {
    const names = this.#names;
    const slots = this.#slots;
    this.#names = new Uint32Array(names.length * 2);
    this.#slots = new Uint32Array(slots.length * 2);
    this.#size = 0;
    for (let at = 0; at < slots.length; at++) {
      if (slots[at] !== 0) this.#set(names[at * 4]!, names[at * 4 + 1]!, names[at * 4 + 2]!, names[at * 4 + 3]!, slots[at]!);
    }
  }
}
