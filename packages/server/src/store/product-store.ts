/**
 * ProductStore in SQLite: one JSON document a product, and its offers apart from it once they moved alone. It is a projection of the log, so it is never synced for itself: writes
 * gather in one transaction until `commit(position)`, which says up to which position of the log the file is complete. After a
 * crash the file holds the last commit, and the log gives what came later. Reads see what was put at once.
 *
 * Offers that move alone wait in memory and are written with the next commit, or in steps before it: a price that moves ten
 * times is written once, and tens of thousands of changes a second cost a table look-up each.
 */
import { DatabaseSync } from "node:sqlite";
import { AisleError } from "@aisle/core/base";
import type { Offer, Product, ProductStore } from "@aisle/core/catalog";

/** Raised when the stored form changes; a version not known is emptied and filled from the log. */
const formatVersion = 3;
/** Version 2 had no table of offers. */
const readable = new Set([2, formatVersion]);
/** Products whose offers may wait; beyond it the ones that waited longest are written at once, some at a time. */
const waitingOffers = 500_000;
const writtenAtOnce = 64;

interface Row {
  readonly id: string;
  readonly document: string;
  /** Null where they are those of the document. */
  readonly offers: string | null;
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
    if (!readable.has(version)) opened.exec("DROP TABLE IF EXISTS products; DROP TABLE IF EXISTS offers; DROP TABLE IF EXISTS state");
    if (version !== formatVersion) opened.exec(`PRAGMA user_version = ${formatVersion}`);
    // With rowids: documents in the tree of the primary key make every look-up pass overflow pages (measured: 3 times slower).
    opened.exec(
      "CREATE TABLE IF NOT EXISTS products (id TEXT PRIMARY KEY, document TEXT NOT NULL);" +
        // By rowid of the product, which nothing here changes (VACUUM would).
        "CREATE TABLE IF NOT EXISTS offers (product INTEGER PRIMARY KEY, offers TEXT NOT NULL);" +
        "CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
    );
    return opened;
  });
  const statements = {
    get: database.prepare(
      "SELECT id, document, offers FROM products LEFT JOIN offers ON offers.product = products.rowid WHERE products.id = ?",
    ),
    has: database.prepare("SELECT rowid AS number FROM products WHERE id = ?"),
    putOffers: database.prepare(
      "INSERT INTO offers (product, offers) SELECT rowid, ?2 FROM products WHERE id = ?1 " +
        "ON CONFLICT (product) DO UPDATE SET offers = excluded.offers",
    ),
    dropOffers: database.prepare("DELETE FROM offers WHERE product = ?"),
    put: database.prepare("INSERT INTO products (id, document) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET document = excluded.document"),
    remove: database.prepare("DELETE FROM products WHERE id = ?"),
    count: database.prepare("SELECT count(*) AS n FROM products"),
    page: database.prepare(
      "SELECT id, document, offers FROM products LEFT JOIN offers ON offers.product = products.rowid WHERE id > ? ORDER BY id LIMIT 500",
    ),
    idPage: database.prepare("SELECT id FROM products WHERE id > ? ORDER BY id LIMIT 2000"),
    position: database.prepare("SELECT value FROM state WHERE name = 'position'"),
    setPosition: database.prepare(
      "INSERT INTO state (name, value) VALUES ('position', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    ),
  };
  /** Offers by id that are not in the database yet, as JSON; ids of products that are not there may be among them. */
  const waiting = new Map<string, string>();
  const decode = ({ id, document, offers }: Row): Product => {
    const product = JSON.parse(document) as Product;
    const moved = waiting.get(id) ?? offers;
    return moved === null ? product : { ...product, offers: JSON.parse(moved) as readonly Offer[] };
  };
  const countRows = () => (statements.count.get() as { n: number }).n;
  let open = false;
  let count = guarded(countRows);

  function begin(): void {
    if (open) return;
    guarded(() => database.exec("BEGIN"));
    open = true;
  }

  function read(id: string): Product | undefined {
    const row = guarded(() => statements.get.get(id)) as Row | undefined;
    return row && decode(row);
  }

  /** Writes about so many of the offers that wait, the ones that waited longest first. */
  function write(count: number): void {
    if (waiting.size === 0) return;
    begin();
    guarded(() => {
      let left = count;
      for (const [id, offers] of waiting) {
        if (left-- === 0) break;
        statements.putOffers.run(id, offers);
        waiting.delete(id);
      }
    });
  }

  /** Forgets offers that moved before their product was put or removed. */
  function forgetOffers(id: string): boolean {
    waiting.delete(id);
    const known = statements.has.get(id) as { number: number } | undefined;
    if (known !== undefined) statements.dropOffers.run(known.number);
    return known !== undefined;
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
        const known = forgetOffers(product.id);
        statements.put.run(product.id, JSON.stringify(product));
        if (!known) count++;
      });
    },
    putOffers: (id, offers) => {
      begin();
      waiting.set(id, JSON.stringify(offers));
      if (waiting.size > waitingOffers) write(writtenAtOnce);
    },
    settle: (limit) => {
      write(limit);
      return waiting.size > 0;
    },
    remove: (id) => {
      begin();
      const removed = guarded(() => forgetOffers(id) && statements.remove.run(id).changes > 0);
      if (removed) count--;
      return removed;
    },
    get count() {
      return count;
    },
    *all() {
      for (const row of pages<Row>(statements.page)) yield decode(row);
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
      write(Infinity);
      guarded(() => {
        statements.setPosition.run(position);
        database.exec("COMMIT");
      });
      open = false;
    },
    clear: () => {
      begin();
      waiting.clear();
      guarded(() => {
        database.exec("DELETE FROM products; DELETE FROM offers; DELETE FROM state; COMMIT");
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

/** Copies the committed products of a file into another store, beside whoever has the file open; "storage_failed" where it cannot be read. */
export function copyProducts(path: string, into: ProductStore): void {
  try {
    const database = new DatabaseSync(path, { readOnly: true });
    try {
      for (const row of database.prepare("SELECT document FROM products").iterate())
        into.put(JSON.parse(row["document"] as string) as Product);
    } finally {
      database.close();
    }
  } catch (cause) {
    throw new AisleError("storage_failed", `products ${path}: ${(cause as Error).message}`, { file: path }, cause);
  }
}
