/**
 * What a connector remembers between messages, beside the log: which variants a model had, how new its listing was, which
 * messages were applied. No personal data goes in, so it needs no seal. Losing it loses no data: a full pull fills it again.
 */
export interface ConnectMemory {
  get(key: string): string | undefined;
  /** All or nothing; undefined removes. */
  set(entries: readonly (readonly [key: string, value: string | undefined])[]): void;
  /** Keys that begin with a prefix, in order. */
  keys(prefix: string): Iterable<string>;
}

/** The memory without a disk. */
export function volatileMemory(): ConnectMemory {
  const values = new Map<string, string>();
  return {
    get: (key) => values.get(key),
    set(entries) {
      for (const [key, value] of entries) {
        if (value === undefined) values.delete(key);
        else values.set(key, value);
      }
    },
    *keys(prefix) {
      for (const key of [...values.keys()].sort()) if (key.startsWith(prefix)) yield key;
    },
  };
}
