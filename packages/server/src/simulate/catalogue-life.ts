/**
 * What happens to a catalogue while people shop: launches, price changes, stock-outs and deliveries, flash sales. Planned ahead
 * from the seed; each step reads the offers as the steps before left them, so that a sale ends at the price of its day.
 */
import type { Offer, Product } from "@aisle/core/catalog";
import type { CatalogEvent } from "@aisle/core/event";
import { label, normal, pick, uniform, whole } from "./draw.ts";
import type { Span } from "./calendar.ts";
import { Kinds } from "./kinds.ts";
import { dayMs, hourMs } from "./season.ts";

export type Action = "new_product" | "price_change" | "stock_out" | "restock" | "flash_sale" | "sale_end";

export interface Step {
  readonly time: number;
  readonly action: Action;
  /** Index of the product in the catalogue at the beginning. */
  readonly product: number;
  readonly key: number;
}

/** Shares of the catalogue touched in a day, and most of them. */
const daily = { launch: [0.003, 30], price: [0.01, 400], out: [0.003, 100] } as const;
const saleSize = 12;

/** Every step of a span, in order of time. A short span gets at least one of each. */
export function planCatalogueLife(seed: number, products: readonly Product[], span: Span): readonly Step[] {
  if (products.length === 0) return [];
  const days = (span.end - span.start) / dayMs;
  const steps: Step[] = [];
  const moment = (...keys: readonly number[]) => Math.floor(span.start + uniform(seed, ...keys) * 0.9 * (span.end - span.start));
  const many = ([share, most]: readonly [number, number]) => Math.max(1, Math.round(Math.min(share * products.length, most) * days));
  const some = (action: Action, count: number, then?: (time: number, product: number, key: number) => void) => {
    for (let i = 0; i < count; i++) {
      const time = moment(label(action), i);
      const product = whole(products.length, seed, label(action), label("product"), i);
      steps.push({ time, action, product, key: i });
      then?.(time, product, i);
    }
  };
  some("new_product", many(daily.launch));
  some("price_change", many(daily.price));
  some("stock_out", many(daily.out), (time, product, key) => {
    const back = time + (6 + 30 * uniform(seed, label("back"), key)) * hourMs;
    steps.push({ time: Math.floor(Math.min(back, span.end - 1)), action: "restock", product, key });
  });
  const kinds = new Kinds(seed, products).first;
  const indexOf = new Map(products.map((product, at) => [product, at]));
  for (let sale = 0; sale < Math.max(1, Math.floor(days)); sale++) {
    // At noon or in the evening, for six hours; in a short run a quarter of it.
    const length = Math.min(6 * hourMs, (span.end - span.start) / 4);
    const day = Math.floor(span.start / dayMs + sale) * dayMs;
    const hour = uniform(seed, label("sale hour"), sale) < 0.5 ? 12 : 19;
    const start = days < 1 ? span.start + (span.end - span.start) / 4 : Math.max(span.start, day + hour * hourMs);
    const kind = pick(kinds, seed, label("sale"), sale);
    for (const product of kind.products.slice(0, saleSize)) {
      const index = indexOf.get(product)!;
      if (start + length > span.end) continue;
      steps.push({ time: Math.floor(start), action: "flash_sale", product: index, key: sale });
      steps.push({ time: Math.floor(start + length), action: "sale_end", product: index, key: sale });
    }
  }
  return steps.sort((a, b) => a.time - b.time || a.product - b.product);
}

const cents = (amount: number) => Math.max(0.01, Math.round(amount * 100) / 100);

/** The offers of every product as the simulator left them. */
export class CatalogueLife {
  readonly #seed: number;
  readonly #run: number;
  readonly #products: readonly Product[];
  readonly #offers = new Map<string, readonly Offer[]>();
  readonly #sold = new Map<string, number>();
  #deliveries: { readonly time: number; readonly product: Product }[] = [];
  #launched = 0;

  constructor(seed: number, run: number, products: readonly Product[]) {
    this.#seed = seed;
    this.#run = run;
    this.#products = products;
  }

  #now(product: Product): readonly Offer[] {
    return this.#offers.get(product.id) ?? product.offers;
  }

  #set(product: Product, time: number, change: (offer: Offer, at: number) => Offer): CatalogEvent {
    const offers = this.#now(product).map(change);
    this.#offers.set(product.id, offers);
    return { type: "offers", time, product: product.id, offers };
  }

  /** The event of a step; undefined where there is nothing to change, such as a price that is not known. */
  event({ action, product: index, time, key }: Step): CatalogEvent | undefined {
    const product = this.#products[index]!;
    if (action === "new_product") return { type: "product", time, product: this.#launch(product, key) };
    const offer = this.#now(product)[0];
    if (action === "stock_out") {
      if (offer === undefined) return undefined;
      return this.#set(product, time, (one) => ({
        ...one,
        availability: "out_of_stock",
        ...(one.stock === undefined ? {} : { stock: 0 }),
      }));
    }
    if (action === "restock") {
      if (offer === undefined) return undefined;
      const stock = 20 + whole(80, this.#seed, label("delivery"), key);
      return this.#set(product, time, (one) => ({ ...one, availability: "in_stock", ...(one.stock === undefined ? {} : { stock }) }));
    }
    if (offer?.price === undefined) return undefined;
    switch (action) {
      case "price_change": {
        const factor = Math.exp(0.08 * normal(this.#seed, label("price"), index, key));
        return this.#set(product, time, (one) => ({
          ...one,
          ...(one.price === undefined ? {} : { price: cents(one.price * factor) }),
          ...(one.salePrice === undefined ? {} : { salePrice: cents(one.salePrice * factor) }),
        }));
      }
      case "flash_sale": {
        const off = 0.3 + 0.2 * uniform(this.#seed, label("off"), key);
        return this.#set(product, time, (one) => (one.price === undefined ? one : { ...one, salePrice: cents(one.price * (1 - off)) }));
      }
      case "sale_end": {
        return this.#set(product, time, ({ salePrice: _sale, ...one }, at) => {
          const usual = product.offers[at]?.salePrice;
          return usual === undefined ? one : { ...one, salePrice: Math.min(usual, one.price ?? usual) };
        });
      }
    }
  }

  /** A product like one that is there, by another maker of the same kind: new id, name and price. */
  #launch(like: Product, key: number): Product {
    const same = this.#products.filter((other) => other.brand !== undefined && other.categories[0]?.at(-1) === like.categories[0]?.at(-1));
    const maker = same.length > 0 ? pick(same, this.#seed, label("maker"), key) : like;
    const swap = (text: string, from: string | undefined, to: string | undefined) =>
      from !== undefined && to !== undefined && text.startsWith(from) ? to + text.slice(from.length) : text;
    const number = ++this.#launched;
    const id = `new-${this.#run.toString(36)}-${number}`;
    const { groupId: _group, gtin: _gtin, mpn: _mpn, translations, attributes, ...rest } = like;
    const { rating: _rating, rating_count: _count, ...facts } = attributes;
    const factor = Math.exp(0.15 * normal(this.#seed, label("new price"), key));
    return {
      ...rest,
      id,
      title: `${swap(like.title, like.brand, maker.brand)} ${2 + (key % 3)}`,
      ...(maker.brand === undefined ? {} : { brand: maker.brand }),
      attributes: facts,
      offers: like.offers.map(({ salePrice: _sale, ...offer }) => ({
        ...offer,
        availability: "in_stock" as const,
        ...(offer.price === undefined ? {} : { price: cents(offer.price * factor) }),
        ...(offer.stock === undefined ? {} : { stock: 50 }),
      })),
      ...(translations === undefined
        ? {}
        : {
            translations: Object.fromEntries(
              Object.entries(translations).map(([language, texts]) => {
                const brand = maker.translations?.[language]?.brand;
                return [
                  language,
                  {
                    ...texts,
                    title: `${swap(texts.title, texts.brand, brand)} ${2 + (key % 3)}`,
                    ...(brand === undefined ? {} : { brand }),
                  },
                ];
              }),
            ),
          }),
    };
  }

  /** Counts a sale; the event that the shelf is empty where it was the last one. A delivery follows a day later. */
  sold(product: Product, time: number): CatalogEvent | undefined {
    const stock = this.#now(product)[0]?.stock;
    const count = (this.#sold.get(product.id) ?? 0) + 1;
    this.#sold.set(product.id, count);
    if (stock === undefined || count < stock) return undefined;
    this.#sold.delete(product.id);
    this.#deliveries.push({ time: time + dayMs, product });
    return this.#set(product, time, (one) => ({ ...one, availability: "out_of_stock", ...(one.stock === undefined ? {} : { stock: 0 }) }));
  }

  /** Deliveries that have come by a time. */
  delivered(time: number): readonly CatalogEvent[] {
    const due = this.#deliveries.filter((one) => one.time <= time);
    if (due.length === 0) return [];
    this.#deliveries = this.#deliveries.filter((one) => one.time > time);
    return due.map(({ product, time: at }) =>
      this.#set(product, at, (one) => ({ ...one, availability: "in_stock", ...(one.stock === undefined ? {} : { stock: 40 }) })),
    );
  }
}
