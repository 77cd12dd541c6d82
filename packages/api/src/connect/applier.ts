/**
 * Turns what a platform says into events, each once. A listing is compared with the shop's own products, so only differences
 * become events and an older listing than the one known changes nothing. An event about an order carries the id of what it tells
 * of and is remembered for good, because platforms redeliver for days and the log's window of ids may be shorter. One message at
 * a time: what is compared must not change before it is written.
 */
import { diffProducts } from "@aisle/core/catalog";
import type { Offer, Product } from "@aisle/core/catalog";
import type { Appended, Position, ShopEvent } from "@aisle/core/event";
import type { Clock } from "@aisle/core/base";
import type { Listing, Refused } from "./listing.ts";
import type { ConnectMemory } from "./memory.ts";
import { cancelId, orderEvents } from "./order.ts";
import type { PlatformOrder } from "./order.ts";

export type Platform = "shopify" | "medusa";

export interface Outcome {
  readonly accepted: number;
  /** Events that were applied before. */
  readonly duplicates: number;
  readonly refused: readonly Refused[];
  /** Why nothing became of a well-formed message. */
  readonly ignored?: string;
  /** True where no part of the message could be used. */
  readonly unusable?: boolean;
  readonly position?: Position;
}

export interface ApplierOptions {
  readonly memory: ConnectMemory;
  /** The product as it is stored, in no particular language. */
  readonly product: (id: string) => Product | undefined;
  readonly ingest: (events: readonly ShopEvent[]) => Promise<Appended>;
  readonly clock: Clock;
}

interface Known {
  readonly version: number;
  readonly variants: readonly string[];
}

interface StockEntry {
  readonly product: string;
  readonly backorder: boolean;
}

/** Orders whose buyer is remembered, in this process alone: a file would need the key store's seal. */
const rememberedBuyers = 20_000;

const nothing = (ignored: string): Outcome => ({ accepted: 0, duplicates: 0, refused: [], ignored });

export class Applier {
  readonly #options: ApplierOptions;
  readonly #buyers = new Map<string, { readonly user: string; readonly currency: string | undefined }>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: ApplierOptions) {
    this.#options = options;
  }

  /** A product as it is now. `delivery` names the message, so that the log knows a second one too. */
  listing(platform: Platform, listing: Listing, delivery?: string): Promise<Outcome> {
    return this.#alone(async () => {
      const key = `${platform}/item/${listing.item}`;
      const known = this.#known(key);
      if (known !== undefined && known.version > listing.version)
        return nothing("a newer state of the product is known, or it was deleted");
      const events: ShopEvent[] = [];
      const identify = (): { id?: string } => (delivery === undefined ? {} : { id: `${platform}:${delivery}:${events.length}` });
      const time = listing.version;
      for (const listed of listing.products) {
        const before = this.#options.product(listed.id);
        const product = withStores(before, listed);
        const difference = diffProducts(before, product);
        if (difference === "product") events.push({ type: "product", ...identify(), time, product });
        else if (difference === "offers") events.push({ type: "offers", ...identify(), time, product: product.id, offers: product.offers });
      }
      const present = listing.products.map(({ id }) => id);
      const earlier = (known?.variants ?? []).filter((id) => !present.includes(id));
      // A variant that could not be read is not one that is gone.
      const keep = !listing.complete || listing.refused.length > 0;
      if (!keep)
        for (const id of earlier) if (this.#options.product(id)) events.push({ type: "product_removed", ...identify(), time, product: id });
      const unusable = listing.products.length === 0 && listing.refused.length > 0;
      const outcome = { ...(await this.#append(events, listing.refused)), unusable };
      const state: Known = { version: listing.version, variants: keep ? [...present, ...earlier] : present };
      const stock = listing.stock.map(({ id, product, backorder }) => {
        const entry: StockEntry = { product, backorder };
        return [`${platform}/stock/${id}`, JSON.stringify(entry)] as const;
      });
      this.#options.memory.set([[key, JSON.stringify(state)], ...stock]);
      return outcome;
    });
  }

  /** A product that is gone; a message about it from before changes nothing any more. */
  remove(platform: Platform, item: string, delivery?: string): Promise<Outcome> {
    return this.#alone(() => this.#remove(platform, item, this.#options.clock(), delivery));
  }

  /** Removes what is known of a platform and a complete pull did not list. */
  async removeOthers(platform: Platform, listed: ReadonlySet<string>): Promise<number> {
    const prefix = `${platform}/item/`;
    let removed = 0;
    for (const key of Array.from(this.#options.memory.keys(prefix))) {
      const item = key.slice(prefix.length);
      if (listed.has(item)) continue;
      const outcome = await this.#alone(async () => {
        const known = this.#known(key);
        // Its version stays, so that it can be listed again as it was.
        return known === undefined || known.variants.length === 0 ? nothing("") : this.#remove(platform, item, known.version, undefined);
      });
      removed += outcome.accepted;
    }
    return removed;
  }

  async #remove(platform: Platform, item: string, version: number, delivery: string | undefined): Promise<Outcome> {
    const key = `${platform}/item/${item}`;
    const known = this.#known(key);
    const time = this.#options.clock();
    const events = (known?.variants ?? [])
      .filter((id) => this.#options.product(id))
      .map((product, i): ShopEvent => {
        const id = delivery === undefined ? {} : { id: `${platform}:${delivery}:${i}` };
        return { type: "product_removed", ...id, time, product };
      });
    const outcome = await this.#append(events, []);
    const state: Known = { version, variants: [] };
    this.#options.memory.set([[key, JSON.stringify(state)]]);
    return known === undefined ? { ...outcome, ignored: "the product is not known" } : outcome;
  }

  /** How many pieces of a stock item there are, by location: at some locations, or at all of them where `whole`. */
  stock(
    platform: Platform,
    item: string,
    levels: Readonly<Record<string, number>>,
    whole: boolean,
    version: number,
    delivery?: string,
  ): Promise<Outcome> {
    return this.#alone(async () => {
      const stored = this.#options.memory.get(`${platform}/stock/${item}`);
      if (stored === undefined) return nothing("no product with this stock item is known");
      const { product: id, backorder } = JSON.parse(stored) as StockEntry;
      const product = this.#options.product(id);
      const [first, ...others] = product?.offers ?? [];
      if (product === undefined || first === undefined) return nothing("no product with this stock item is for sale");
      const places = Object.keys(levels).sort();
      const versionKeys = places.map((place) => `${platform}/level/${item}/${place}`);
      if (versionKeys.some((key) => Number(this.#options.memory.get(key) ?? 0) > version)) return nothing("a newer stock is known");
      const offer = stocked(first, levels, whole, backorder);
      const offers = [offer, ...others];
      const changed = diffProducts(product, { ...product, offers }) !== "none";
      const events: ShopEvent[] = changed
        ? [{ type: "offers", ...(delivery === undefined ? {} : { id: `${platform}:${delivery}:0` }), time: version, product: id, offers }]
        : [];
      const outcome = await this.#append(events, []);
      this.#options.memory.set(versionKeys.map((key) => [key, String(version)]));
      return outcome;
    });
  }

  /** An order with all that became of it; `only` leaves out what the message does not tell of. */
  order(order: PlatformOrder, only: (event: ShopEvent) => boolean = () => true): Promise<Outcome> {
    return this.#alone(async () => {
      const { events, refused } = orderEvents(order);
      const known = `${order.platform}/${order.id}`;
      this.#buyers.delete(known);
      this.#buyers.set(known, { user: order.user, currency: order.currency });
      if (this.#buyers.size > rememberedBuyers) this.#buyers.delete(this.#buyers.keys().next().value!);
      const wanted = events.filter(only);
      if (wanted.length === 0 && refused.length === 0) return nothing("the order holds no product of the shop");
      return { ...(await this.#once(wanted, refused, order)), unusable: wanted.length === 0 };
    });
  }

  /** The buyer of an order that this process was told of. */
  buyer(platform: Platform, order: string): { readonly user: string; readonly currency: string | undefined } | undefined {
    return this.#buyers.get(`${platform}/${order}`);
  }

  /** A person is to be forgotten. */
  erase(user: string, id: string): Promise<Outcome> {
    return this.#alone(async () => {
      for (const [order, buyer] of this.#buyers) if (buyer.user === user) this.#buyers.delete(order);
      return this.#once([{ type: "erase", id, time: this.#options.clock(), user }], []);
    });
  }

  /** Appends events that have not been applied, and remembers them. */
  async #once(events: readonly ShopEvent[], refused: readonly Refused[], order?: PlatformOrder): Promise<Outcome> {
    const done = (id: string) => this.#options.memory.get(`done/${id}`) !== undefined;
    // What was cancelled or paid back whole is not taken back again.
    const closed = order !== undefined && (done(cancelId(order.platform, order.id)) || done(`medusa:refund:${order.id}`));
    const fresh = events.filter((event) => !done(event.id!) && !(closed && (event.type === "refund" || event.type === "return")));
    const outcome = await this.#append(fresh, refused);
    const time = String(this.#options.clock());
    this.#options.memory.set(fresh.map((event) => [`done/${event.id!}`, time]));
    return { ...outcome, duplicates: outcome.duplicates + events.length - fresh.length };
  }

  async #append(events: readonly ShopEvent[], refused: readonly Refused[]): Promise<Outcome> {
    if (events.length === 0) return { accepted: 0, duplicates: 0, refused };
    const { accepted, duplicates, position } = await this.#options.ingest(events);
    return { accepted, duplicates, refused, position };
  }

  #known(key: string): Known | undefined {
    const stored = this.#options.memory.get(key);
    return stored === undefined ? undefined : (JSON.parse(stored) as Known);
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}

function sum(stores: Readonly<Record<string, number>>): number {
  return Object.values(stores).reduce((a, b) => a + b, 0);
}

/** A listing that gives the total alone keeps what is known by location as long as it adds up to it. */
function withStores(before: Product | undefined, after: Product): Product {
  const known = before?.offers[0]?.stores;
  const [first, ...others] = after.offers;
  if (known === undefined || first === undefined || first.stores !== undefined || sum(known) !== (first.stock ?? 0)) return after;
  return { ...after, offers: [{ ...first, stores: known }, ...others] };
}

/** Without the whole picture, a location that is the first one heard of is taken for the only one. */
function stocked(offer: Offer, levels: Readonly<Record<string, number>>, whole: boolean, backorder: boolean): Offer {
  const stores: Record<string, number> = { ...(whole ? {} : offer.stores) };
  for (const [place, free] of Object.entries(levels)) stores[place] = Math.max(0, free);
  const total = sum(stores);
  const { stock: _, ...rest } = offer;
  if (total > 0) return { ...rest, availability: "in_stock", stock: total, stores };
  return backorder ? { ...rest, availability: "backorder", stores } : { ...rest, availability: "out_of_stock", stock: 0, stores };
}
