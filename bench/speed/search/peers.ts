/** MiniSearch, Orama, FlexSearch and SQLite FTS5 over the same documents, each asked for the ten best of all words. */
import { DatabaseSync } from "node:sqlite";
import { create, insertMultiple, search } from "@orama/orama";
import { Document } from "flexsearch";
import MiniSearch from "minisearch";
import type { IndexDocument } from "../../../packages/core/src/retrieve.ts";

export interface Peer {
  readonly name: string;
  /** What it does of what is timed for ours. */
  readonly features: string;
  /** Adds documents to those it has. */
  build(documents: readonly IndexDocument[]): void | Promise<void>;
  search(query: string): unknown;
}

interface Row {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly brand: string;
  readonly price: number;
}

function row(document: IndexDocument): Row {
  const text = (field: string) => document.texts.find((one) => one.field === field)?.value ?? "";
  return {
    id: document.id,
    title: text("title"),
    description: text("description"),
    brand: text("brand"),
    price: document.numbers?.["price"] ?? 0,
  };
}

function miniSearch(): Peer {
  const index = new MiniSearch<Row>({ fields: ["title", "description", "brand"] });
  return {
    name: "MiniSearch",
    features: "all words, one typo, no facets; every hit is ranked",
    build: (documents) => index.addAll(documents.map(row)),
    search: (query) => index.search(query, { combineWith: "AND", fuzzy: 0.2, boost: { title: 3 } }).slice(0, 10),
  };
}

function orama(): Peer {
  const index = create({ schema: { title: "string", description: "string", brand: "string", price: "number" } as const });
  return {
    name: "Orama",
    features: "all words, one typo, facet on brand",
    build: async (documents) => {
      await insertMultiple(index, documents.map(row), 1_000);
    },
    search: (query) =>
      search(index, { term: query, threshold: 0, tolerance: 1, limit: 10, boost: { title: 3 }, facets: { brand: { limit: 10 } } }),
  };
}

function flexSearch(): Peer {
  const index = new Document({ document: { id: "id", index: ["title", "description", "brand"] }, tokenize: "strict" });
  return {
    name: "FlexSearch",
    features: "all words by field, no typos, no facets, no common ranking",
    build: (documents) => {
      for (const document of documents) index.add(row(document) as never);
    },
    search: (query) => index.search(query, { limit: 10 }),
  };
}

function fts5(): Peer {
  const database = new DatabaseSync(":memory:");
  database.exec("CREATE VIRTUAL TABLE products USING fts5(id UNINDEXED, title, description, brand, tokenize = 'porter unicode61')");
  const insert = database.prepare("INSERT INTO products VALUES (?, ?, ?, ?)");
  const select = database.prepare("SELECT id FROM products WHERE products MATCH ? ORDER BY bm25(products, 0, 3, 0.5, 1.5) LIMIT 10");
  return {
    name: "SQLite FTS5",
    features: "all words, no typos, no facets",
    build: (documents) => {
      database.exec("BEGIN");
      for (const document of documents) {
        const { id, title, description, brand } = row(document);
        insert.run(id, title, description, brand);
      }
      database.exec("COMMIT");
    },
    search: (query) => {
      const words = query.match(/[\p{L}\p{N}]+/gu) ?? [];
      return words.length === 0 ? [] : select.all(words.map((word) => `"${word}"`).join(" "));
    },
  };
}

/** Fresh peers; those that cannot take the full size are marked. */
export function peers(): readonly { readonly make: () => Peer; readonly full: boolean }[] {
  return [
    { make: fts5, full: true },
    { make: miniSearch, full: false },
    { make: flexSearch, full: false },
    { make: orama, full: false },
  ];
}
