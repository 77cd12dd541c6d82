/** A named list that operators edit: each entry keeps its meaning and, untouched, the text it was given as. */
export interface Kept<T> {
  readonly id: string;
  readonly meaning: T;
  readonly source: Readonly<Record<string, unknown>>;
}

/** Entries of one list beyond which further ones are not kept. */
export const maximumKept = 100_000;

/** The fold of a list's commands: save (after a clear where it says so), remove, clear. */
export class KeptList<T> {
  readonly #entries = new Map<string, Kept<T>>();
  readonly #read: (meaning: unknown) => T | undefined;

  /** `read` gives a logged meaning its type; undefined where it has none, and the entry is skipped. */
  constructor(read: (meaning: unknown) => T | undefined) {
    this.#read = read;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(id: string): Kept<T> | undefined {
    return this.#entries.get(id);
  }

  /** In the order of their first saving. */
  all(): IterableIterator<Kept<T>> {
    return this.#entries.values();
  }

  apply(change: Readonly<Record<string, unknown>>): void {
    if (change["clear"] === true) this.#entries.clear();
    const { remove, save } = change;
    if (Array.isArray(remove)) for (const id of remove) this.#entries.delete(String(id));
    if (Array.isArray(save)) for (const entry of save) this.#save(entry);
  }

  #save(entry: unknown): void {
    if (typeof entry !== "object" || entry === null) return;
    const { id, meaning, source } = entry as Partial<Kept<unknown>>;
    if (typeof id !== "string" || typeof source !== "object" || source === null) return;
    const read = this.#read(meaning);
    if (read === undefined || (this.#entries.size >= maximumKept && !this.#entries.has(id))) return;
    this.#entries.set(id, { id, meaning: read, source });
  }
}
