/**
 * ProductStore in SQLite: one JSON document a product. It is a projection of the log, so it is never synced for itself: writes
 * gather in one transaction until `commit(position)`, which says up to which position of the log the file is complete. After a
 * crash the file holds the last commit, and the log gives what came later. Reads see what was put at once.
 */
import { DatabaseSync } from "node:sqlite";
import { AisleError } from "@aisle/core/base";
import type { Product, ProductStore } from "@aisle/core/catalog";

/** Raised when the stored form changes; another version is emptied and filled from the log. */
const formatVersion = 2;

interface Row {
  readonly id: string;
  readonly document: string;
}

/** Opens or makes the store at a path, or ":memory:"; "storage_failed" where the disk refuses. */
export function openProductStore(path: string): ProductStore {
  const fail = (cause: unknown) => new AisleError("storage_failed", `products ${path}: ${(cause as Error).message}`, { file: path }, cause);
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      throw cause instanceof AisleError ? cause : fail(cause);
    }
  };
  const database = guarded(() => {
    const opened = new DatabaseSync(path);
    opened.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32000");
    const { user_version: version } = opened.prepare("PRAGMA user_version").get() as { user_version: number };
    if (version !== formatVersion)
      opened.exec(`DROP TABLE IF EXISTS products; DROP TABLE IF EXISTS state; PRAGMA user_version = ${formatVersion}`);
    // With rowids: documents in the tree of the primary key make every look-up pass overflow pages (measured: 3 times slower).
    opened.exec(
      "CREATE TABLE IF NOT EXISTS products (id TEXT PRIMARY KEY, document TEXT NOT NULL);" +
        "CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
    );
    return opened;
  });
  const statements = {
    get: database.prepare("SELECT document FROM products WHERE id = ?"),
    has: database.prepare("SELECT 1 FROM products WHERE id = ?"),
    put: database.prepare("INSERT INTO products (id, document) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET document = excluded.document"),
    remove: database.prepare("DELETE FROM products WHERE id = ?"),
    count: database.prepare("SELECT count(*) AS n FROM products"),
    page: database.prepare("SELECT id, document FROM products WHERE id > ? ORDER BY id LIMIT 500"),
    idPage: database.prepare("SELECT id FROM products WHERE id > ? ORDER BY id LIMIT 2000"),
    position: database.prepare("SELECT value FROM state WHERE name = 'position'"),
    setPosition: database.prepare(
      "INSERT INTO state (name, value) VALUES ('position', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    ),
  };
  const decode = (document: string): Product => JSON.parse(document) as Product;
  const countRows = () => (statements.count.get() as { n: number }).n;
  let open = false;
  let count = guarded(countRows);

  function begin(): void {
    if (open) return;
    guarded(() => database.exec("BEGIN"));
    open = true;
  }

  function read(id: string): Product | undefined {
    const row = guarded(() => statements.get.get(id)) as { document: string } | undefined;
    return row && decode(row.document);
  }

  /** Pages, so that no statement stays open while its caller writes. */
  function* pages<T extends { readonly id: string }>(statement: typeof statements.page): Generator<T> {
    let after = "";
    for (;;) {
      const rows = guarded(() => statement.all(after)) as unknown as T[];
      if (rows.length === 0) return;
      yield* rows;
      after = rows.at(-1)!.id;
    }
  }

  return {
    get: read,
    getMany: (ids) => ids.map(read),
    put: (product) => {
      begin();
      guarded(() => {
        const known = statements.has.get(product.id) !== undefined;
        statements.put.run(product.id, JSON.stringify(product));
        if (!known) count++;
      });
    },
    remove: (id) => {
      begin();
      const removed = guarded(() => statements.remove.run(id)).changes > 0;
      if (removed) count--;
      return removed;
    },
    get count() {
      return count;
    },
    *all() {
      for (const row of pages<Row>(statements.page)) yield decode(row.document);
    },
    *ids() {
      for (const row of pages<{ id: string }>(statements.idPage)) yield row.id;
    },
    get position() {
      return (guarded(() => statements.position.get()) as { value: number } | undefined)?.value ?? 0;
    },
    begin,
    commit: (position) => {
      begin();
      guarded(() => {
        statements.setPosition.run(position);
        database.exec("COMMIT");
      });
      open = false;
    },
    clear: () => {
      begin();
      guarded(() => {
        database.exec("DELETE FROM products; DELETE FROM state; COMMIT");
      });
      open = false;
      count = 0;
    },
    close: () => {
      // What was put after the last commit is not claimed by the position: the log gives it again.
      if (open) database.exec("ROLLBACK");
      open = false;
      database.close();
    },
  };
}
