/** ConnectMemory in SQLite, beside the log. Each set is one transaction and on disk when it returns. */
import { DatabaseSync } from "node:sqlite";
import { AisleError } from "@aisle/core/base";
import type { ConnectMemory } from "@aisle/api/connect/memory";

export interface MemoryStore extends ConnectMemory {
  close(): void;
}

/** Messages remembered as applied; beyond it the oldest are forgotten. */
const maximumDone = 2_000_000;
const sweepEvery = 10_000;

/** Opens or makes the memory at a path, or ":memory:"; "storage_failed" where the disk refuses. */
export function openMemoryStore(path: string): MemoryStore {
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      throw new AisleError("storage_failed", `connectors ${path}: ${(cause as Error).message}`, { file: path }, cause);
    }
  };
  const database = guarded(() => {
    const opened = new DatabaseSync(path);
    opened.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" +
        "CREATE TABLE IF NOT EXISTS memory (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    );
    return opened;
  });
  const statements = {
    get: database.prepare("SELECT value FROM memory WHERE key = ?"),
    put: database.prepare("INSERT INTO memory (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"),
    remove: database.prepare("DELETE FROM memory WHERE key = ?"),
    page: database.prepare("SELECT key FROM memory WHERE key > ? AND key < ? ORDER BY key LIMIT 1000"),
    sweep: database.prepare(
      "DELETE FROM memory WHERE rowid IN (SELECT rowid FROM memory WHERE key >= 'done/' AND key < 'done0' ORDER BY rowid DESC LIMIT -1 OFFSET ?)",
    ),
  };
  let written = 0;

  return {
    get: (key) => (guarded(() => statements.get.get(key)) as { value: string } | undefined)?.value,
    set(entries) {
      if (entries.length === 0) return;
      guarded(() => {
        database.exec("BEGIN");
        try {
          for (const [key, value] of entries) {
            if (value === undefined) statements.remove.run(key);
            else statements.put.run(key, value);
          }
          written += entries.length;
          if (written >= sweepEvery) {
            statements.sweep.run(maximumDone);
            written = 0;
          }
          database.exec("COMMIT");
        } catch (error) {
          database.exec("ROLLBACK");
          throw error;
        }
      });
    },
    *keys(prefix) {
      const end = `${prefix}\u{10ffff}`;
      let after = prefix;
      for (;;) {
        const rows = guarded(() => statements.page.all(after, end)) as unknown as { key: string }[];
        if (rows.length === 0) return;
        for (const { key } of rows) yield key;
        after = rows.at(-1)!.key;
      }
    },
    close: () => database.close(),
  };
}
