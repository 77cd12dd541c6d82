/** A shop over a handful of products held in lists: slow, obvious and complete enough to drive every endpoint in tests. */
import { emptyTrafficReport } from "@aisle/core/traffic";
import { AisleError } from "@aisle/core/base";
import { currentPrice, isAvailable, productFor } from "@aisle/core/catalog";
import type { Product } from "@aisle/core/catalog";
import type { Engine, RecommendAnswer, SearchAnswer, SearchQuestion } from "@aisle/core/engine";
import type { ShopEvent } from "@aisle/core/event";
import { ProductReviews } from "@aisle/core/profile";
import { Merchandise } from "@aisle/core/rank";
import type { Filter } from "@aisle/core/retrieve";
import { createKeyRing } from "../http/keys.ts";
import type { Shop } from "../shop.ts";

export const keys = {
  search: "search-key-0",
  events: "events-key-0",
  public: "public-key-0",
  write: "write-key-00",
  admin: "admin-key-00",
};

function product(id: string, title: string, brand: string, path: readonly string[], price: number, more: Partial<Product> = {}): Product {
  return {
    id,
    title,
    description: `${title} by ${brand}.`,
    brand,
    images: [`/${id}.svg`],
    categories: [path],
    offers: [{ price, currency: "EUR", availability: "in_stock", stock: 5 }],
    attributes: { color: "red", rating: 4 },
    ...more,
  };
}

export const catalogue: readonly Product[] = [
  product("1", "Red running shoe", "Alba", ["Shoes", "Running"], 80, {
    groupId: "g1",
    attributes: { color: "red", size: "40", rating: 4.5 },
  }),
  product("2", "Blue running shoe", "Alba", ["Shoes", "Running"], 90, {
    groupId: "g1",
    attributes: { color: "blue", size: "41", rating: 3 },
    offers: [{ price: 120, salePrice: 90, currency: "EUR", availability: "in_stock" }],
  }),
  product("3", "Leather boot", "Borea", ["Shoes", "Boots"], 150, {
    attributes: { color: "brown", tags: ["winter", "leather"], rating: 5 },
  }),
  product("4", "Rain jacket", "Borea", ["Clothes", "Jackets"], 110, {
    offers: [{ price: 110, currency: "EUR", availability: "out_of_stock" }],
  }),
  product("5", "Wool sock", "Cirro", ["Clothes", "Socks"], 9.5, { translations: { zh: { title: "羊毛袜" } } }),
  product("a/b c", "Strange identifier", "Cirro", ["Odd"], 1),
];

function column(one: Product, field: string): readonly (string | number | boolean)[] {
  const level = /^hierarchicalCategories\.lvl(\d)$/.exec(field)?.[1];
  if (level !== undefined)
    return one.categories.flatMap((path) => (path.length > Number(level) ? [path.slice(0, Number(level) + 1).join(" > ")] : []));
  const offer = one.offers[0];
  const fixed: Record<string, readonly (string | number | boolean | undefined)[]> = {
    brand: [one.brand],
    categories: one.categories.flat(),
    item_group_id: [one.groupId],
    price: [offer && currentPrice(offer)],
    in_stock: [isAvailable(one)],
    on_sale: [offer?.salePrice !== undefined],
  };
  const value = Object.hasOwn(fixed, field)
    ? fixed[field]!
    : [Object.hasOwn(one.attributes, field) ? one.attributes[field] : undefined].flat();
  return value.filter((entry) => ["string", "number", "boolean"].includes(typeof entry)) as (string | number | boolean)[];
}

function accepts(one: Product, filter: Filter): boolean {
  if ("and" in filter) return filter.and.every((inner) => accepts(one, inner));
  if ("or" in filter) return filter.or.some((inner) => accepts(one, inner));
  if ("not" in filter) return !accepts(one, filter.not);
  if ("ids" in filter) return filter.ids.includes(one.id);
  if ("near" in filter) return false;
  const values = column(one, filter.field);
  if ("in" in filter) return values.some((value) => typeof value === "string" && filter.in.includes(value));
  if ("is" in filter) return values.includes(filter.is);
  return values.some((value) => typeof value === "number" && value >= (filter.min ?? -Infinity) && value <= (filter.max ?? Infinity));
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function localise(one: Product, language: string | undefined): Product {
  const texts = language === undefined ? undefined : one.translations?.[language];
  return texts ? { ...one, title: texts.title } : one;
}

export interface FakeShop extends Shop {
  readonly events: ShopEvent[];
  /** Failures to throw from the next calls of ingest. */
  readonly failures: unknown[];
  now: number;
}

/** A fresh shop over `catalogue`; the position is the number of events ingested. */
export function fakeShop(options: Partial<Shop> = {}): FakeShop {
  const products = new Map(catalogue.map((one) => [one.id, one]));
  const events: ShopEvent[] = [];
  const failures: unknown[] = [];
  let ids = 0;
  const newId = () => (++ids).toString(16).padStart(32, "0");

  async function search(question: SearchQuestion): Promise<SearchAnswer> {
    const terms = words(question.query);
    const found = [...products.values()].filter((one) => {
      if (question.filter && !accepts(one, question.filter)) return false;
      for (const [field, values] of Object.entries(question.refinements ?? {})) {
        if (!accepts(one, { field, in: values })) return false;
      }
      const text = words(
        `${one.title} ${one.brand ?? ""} ${Object.values(one.translations ?? {})
          .map((texts) => texts.title)
          .join(" ")}`,
      );
      return terms.every((term) => text.some((word) => word.startsWith(term)));
    });
    const order = question.sort?.[0];
    if (order) {
      const key = (one: Product) => Number(column(one, order.field)[0] ?? Infinity) * (order.order === "asc" ? 1 : -1);
      found.sort((a, b) => key(a) - key(b));
    }
    const facets: Record<string, { value: string; count: number }[]> = {};
    const stats: Record<string, { min: number; max: number; sum: number; count: number }> = {};
    for (const field of question.facets ?? []) {
      const all = found.flatMap((one) => column(one, field));
      const numbers = all.filter((value) => typeof value === "number");
      if (numbers.length > 0) {
        stats[field] = {
          min: Math.min(...numbers),
          max: Math.max(...numbers),
          sum: numbers.reduce((a, b) => a + b),
          count: numbers.length,
        };
        continue;
      }
      const counts = new Map<string, number>();
      for (const value of all) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
      facets[field] = [...counts]
        .map(([value, count]) => ({ value, count }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    }
    const offset = question.offset ?? 0;
    return {
      id: newId(),
      position: events.length,
      total: found.length,
      hits: found.slice(offset, offset + (question.limit ?? 20)).map((one) => ({
        product: localise(one, question.asker?.language),
        score: terms.length,
        parts: { lexical: terms.length },
        tier: 0 as const,
      })),
      facets,
      stats,
      terms,
      corrections: [],
      required: { matched: terms.length, of: terms.length },
    };
  }

  const merchandise = new Merchandise();
  const engine: Engine = {
    name: "products",
    indexes: ["products"],
    index: (name) => (name === "products" ? engine : undefined),
    get count() {
      return products.size;
    },
    traffic: emptyTrafficReport(),
    pseudonym: (user: string) => `p:${user}`,
    merchandise,
    plan: ({ query }) => ({ query, terms: [], synonyms: {} }),
    get position() {
      return events.length;
    },
    search,
    async recommend({ kind, products: seeds = [], filter, limit = 12, asker }): Promise<RecommendAnswer> {
      const seen = new Set(events.flatMap((event) => (event.type === "click" && event.user === asker?.user ? [event.product] : [])));
      const items = [...products.values()].filter(
        (one) => !seeds.includes(one.id) && (!filter || accepts(one, filter)) && (kind !== "recently_viewed" || seen.has(one.id)),
      );
      return {
        id: newId(),
        position: events.length,
        items: items.slice(0, limit).map((one, at) => ({
          product: localise(one, asker?.language),
          score: 1 / (at + 1),
          parts: { popularity: 1 / (at + 1) },
          reason: { code: "popular" as const },
        })),
      };
    },
    product: (id, language) => {
      const one = products.get(id);
      return one && localise(one, language);
    },
    holds: (id) => products.has(id),
    sold: (id, asker) => {
      const one = products.get(id);
      const sold = one && productFor(one, asker);
      return sold && localise(sold, asker.language);
    },
    reviews({ products: ids, offset = 0, limit = 10 }) {
      const stated = new ProductReviews();
      events.forEach((event, position) => {
        if ("user" in event) stated.apply({ position, arrival: event.time, person: event.user, event });
      });
      const { written, ...stars } = stated.read(ids);
      const shown = written.slice(offset, offset + limit).map(({ person: _person, ...review }) => ({ ...review, bought: false }));
      return { position: events.length, ...stars, total: written.length, reviews: shown };
    },
    highlight(text, terms) {
      const found = [...text.matchAll(/[\p{L}\p{N}]+/gu)].flatMap((match) => {
        const term = terms.find((one) => match[0].toLowerCase().startsWith(one));
        return term === undefined ? [] : [{ start: match.index, end: match.index + term.length, term }];
      });
      return { ranges: found.map(({ start, end }) => ({ start, end })), matched: [...new Set(found.map(({ term }) => term))] };
    },
    async facetValues(field, text, question) {
      const answer = await search({ ...question, facets: [field] });
      return (answer.facets[field] ?? []).filter(({ value }) => value.toLowerCase().includes(text.toLowerCase()));
    },
    complete: async (prefix, limit) => ["running shoe", "rain jacket"].filter((one) => one.startsWith(prefix)).slice(0, limit),
    async suggest(text, { language, limit }) {
      const found = await search({ query: text, limit, ...(language === undefined ? {} : { asker: { language } }) });
      const shown = found.hits.map((hit) => hit.product);
      const brands = [...new Set(shown.flatMap(({ brand }) => (brand === undefined ? [] : [brand])))];
      return {
        id: found.id,
        position: events.length,
        queries: ["running shoe", "rain jacket"].filter((one) => one.startsWith(text)),
        products: shown,
        categories: [],
        brands: brands.map((name) => ({ name, count: shown.filter(({ brand }) => brand === name).length })),
      };
    },
    all: () => products.values(),
    ids: () => products.keys(),
    fields: (kind) =>
      ({ keywords: ["brand", "categories", "color", "size"], numbers: ["price", "rating"], flags: ["in_stock", "on_sale"] })[kind],
    async reached(position) {
      if (position > events.length) throw new AisleError("position_ahead", `position ${position} is past the end`, { position });
    },
  };

  const shop: FakeShop = {
    engine,
    events,
    failures,
    now: 1_700_000_000_000,
    async ingest(batch) {
      if (failures.length > 0) throw failures.shift();
      for (const event of batch) {
        events.push(event);
        if (event.type === "operator" && event.command === "index") products.clear();
        else if (event.type === "operator") merchandise.apply(event.command, event.arguments);
        else if (event.type === "product") products.set(event.product.id, event.product);
        else if (event.type === "product_removed") products.delete(event.product);
        else if (event.type === "offers") products.set(event.product, { ...products.get(event.product)!, offers: event.offers });
      }
      return { level: "durable", position: events.length, accepted: batch.length, duplicates: 0 };
    },
    clock: () => shop.now,
    keys: createKeyRing(
      [
        { id: "search", secret: keys.search, scopes: ["search"] },
        { id: "events", secret: keys.events, scopes: ["events"] },
        { id: "public", secret: keys.public, scopes: ["search", "events"] },
        { id: "write", secret: keys.write, scopes: ["write"] },
        { id: "admin", secret: keys.admin, scopes: ["admin"] },
      ],
      () => shop.now,
    ),
    newId,
    corsOrigins: ["*"],
    fields: engine.fields,
    health: () => ({ ready: true }),
    ...options,
  };
  return shop;
}
