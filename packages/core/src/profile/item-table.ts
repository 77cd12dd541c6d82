/**
 * Products as numbers with the facts that features and recommendation need: available where, categories, brand, price band, languages.
 * An event may name a product before the catalogue does: it gets its number then and its facts later.
 */
import { currentPrice, isAvailable, isForAll, offerViews, viewNames } from "../catalog.ts";
import type { Offer, Product } from "../catalog.ts";
import { ByteReader, ByteWriter } from "../base.ts";
import { Interner } from "./interner.ts";
import { chunkPieces, chunkRows, startsOf } from "./pieces.ts";
import type { Pieces } from "./pieces.ts";
import type { TouchFacts } from "./touch.ts";

export interface ItemFacts extends TouchFacts {
  /** For those who have no offers of their own; false where the product is sold to certain audiences only. */
  readonly available: boolean;
  /** Leaf of the first category path; -1 without one. */
  readonly leaf: number;
  /** Primary language tags the product has texts in; empty: not stated. */
  readonly languages: readonly string[];
  /** Whether it is available to audiences with offers of their own, by the name of their view. */
  readonly audiences: Readonly<Record<string, boolean>>;
}

const separator = " > ";

/** Half-octaves of price: 2^(band/2), shifted to stay positive. */
function priceBand(offers: readonly Offer[]): number | undefined {
  const price = offers[0] && currentPrice(offers[0]);
  return price === undefined || price <= 0 ? undefined : Math.max(0, Math.min(199, Math.floor(2 * Math.log2(price)) + 40));
}

const noAudiences = {};

function offerFacts(offers: readonly Offer[]) {
  const { own, views } = offerViews(offers);
  const band = priceBand(own ?? offers);
  const names = Object.keys(views);
  return {
    available: own !== undefined && isAvailable({ offers: own }),
    audiences: names.length === 0 ? noAudiences : Object.fromEntries(names.map((name) => [name, isAvailable({ offers: views[name]! })])),
    ...(band === undefined ? {} : { priceBand: band }),
  };
}

/** Whether the product can be had by those who ask in the views, the most specific first. */
export function isAvailableTo(facts: ItemFacts, views: readonly string[]): boolean {
  for (const name of views) {
    const available = facts.audiences[name];
    if (available !== undefined) return available;
  }
  return facts.available;
}

/** Facts of a chunk of products as they lie in a snapshot; an empty row is a product without facts. */
interface StoredFacts {
  readonly starts: Uint32Array;
  readonly bytes: Uint8Array;
}

/** First byte of a product's facts. Rows of earlier builds have no audiences but the markets with an available offer. */
const flag = { available: 1, audiences: 2 } as const;

function writeFacts(facts: ItemFacts, writer: ByteWriter): void {
  const texts = (list: readonly string[]) => {
    writer.varint(list.length);
    for (const text of list) writer.text(text);
  };
  writer
    .u8((facts.available ? flag.available : 0) | flag.audiences)
    .varint(facts.leaf + 1)
    .varint((facts.brand ?? -1) + 1)
    .varint((facts.priceBand ?? -1) + 1)
    .varint(facts.categories.length);
  for (const node of facts.categories) writer.varint(node);
  texts(facts.languages);
  const audiences = Object.entries(facts.audiences);
  writer.varint(audiences.length);
  for (const [name, available] of audiences) writer.text(name).u8(available ? 1 : 0);
}

function readFacts(reader: ByteReader): ItemFacts {
  const list = <T>(read: () => T) => Array.from({ length: reader.varint() }, read);
  const text = () => reader.text();
  const flags = reader.u8();
  const leaf = reader.varint() - 1;
  const brand = reader.varint() - 1;
  const band = reader.varint() - 1;
  const facts = {
    available: (flags & flag.available) !== 0,
    leaf,
    ...(brand < 0 ? {} : { brand }),
    ...(band < 0 ? {} : { priceBand: band }),
    categories: list(() => reader.varint()),
    languages: list(text),
  };
  if (flags & flag.audiences) {
    const audiences = list(() => [text(), reader.u8() === 1] as const);
    return { ...facts, audiences: audiences.length === 0 ? noAudiences : Object.fromEntries(audiences) };
  }
  const markets = list(text);
  const audiences = markets.length === 0 ? [] : [{}, ...markets.map((market) => ({ market }))].map((one) => [viewNames(one)[0]!, true]);
  return { ...facts, available: facts.available && markets.length === 0, audiences: Object.fromEntries(audiences) };
}

const primary = (tag: string) => tag.split("-")[0]!.toLowerCase();

function storedRow(stored: readonly StoredFacts[], item: number): Uint8Array | undefined {
  const chunk = stored[Math.floor(item / chunkRows)];
  const to = chunk?.starts[(item % chunkRows) + 1];
  return to === undefined ? undefined : chunk!.bytes.subarray(chunk!.starts[item % chunkRows], to);
}

export class ItemTable {
  readonly #ids = new Interner();
  readonly #nodes = new Interner();
  readonly #brands = new Interner();
  /** Null where a product has none; undefined where they are still in the bytes of a snapshot, or were never there. */
  #facts: (ItemFacts | null | undefined)[] = [];
  #stored: readonly StoredFacts[] = [];
  /** Category nodes by the name of their last level. */
  #named = new Map<string, number[]>();

  get size(): number {
    return this.#ids.size;
  }

  number(id: string): number {
    return this.#ids.number(id);
  }

  find(id: string): number | undefined {
    return this.#ids.find(id);
  }

  id(item: number): string {
    return this.#ids.text(item);
  }

  facts(item: number): ItemFacts | undefined {
    const held = this.#facts[item];
    if (held !== undefined) return held ?? undefined;
    const bytes = storedRow(this.#stored, item);
    if (!bytes || bytes.length === 0) return undefined;
    return (this.#facts[item] = readFacts(new ByteReader(bytes)));
  }

  brand(name: string): number | undefined {
    return this.#brands.find(name);
  }

  /** Path of a category node, outermost first, joined. */
  category(node: number): string {
    return this.#nodes.text(node);
  }

  /** Nodes that a request names: one path (outermost first), else every node with one of the names. */
  categories(names: readonly string[]): readonly number[] {
    const path = this.#nodes.find(names.join(separator));
    return path === undefined ? [...new Set(names.flatMap((name) => this.#nodes.find(name) ?? this.#named.get(name) ?? []))] : [path];
  }

  #node(path: readonly string[]): number {
    const size = this.#nodes.size;
    const node = this.#nodes.number(path.join(separator));
    if (node === size) this.#name(node);
    return node;
  }

  #name(node: number): void {
    const path = this.#nodes.text(node);
    const at = path.lastIndexOf(separator);
    const name = at < 0 ? path : path.slice(at + separator.length);
    const nodes = this.#named.get(name);
    if (nodes) nodes.push(node);
    else this.#named.set(name, [node]);
  }

  /** Takes over a product; the facts before, if any. */
  put(product: Product): { readonly item: number; readonly before: ItemFacts | undefined } {
    const item = this.#ids.number(product.id);
    const categories = new Set<number>();
    let leaf = -1;
    for (const path of product.categories) {
      // Leaf first: the closest kin come first everywhere.
      for (let depth = path.length; depth > 0; depth--) {
        const node = this.#node(path.slice(0, depth));
        categories.add(node);
        if (leaf < 0) leaf = node;
      }
    }
    const languages = new Set(Object.keys(product.translations ?? {}).map(primary));
    if (product.language !== undefined) languages.add(primary(product.language));
    const before = this.facts(item);
    this.#facts[item] = {
      categories: [...categories],
      leaf,
      languages: [...languages],
      ...(product.brand === undefined || product.brand === "" ? {} : { brand: this.#brands.number(product.brand) }),
      ...offerFacts(product.offers),
    };
    return { item, before };
  }

  offers(id: string, offers: readonly Offer[]): void {
    const item = this.#ids.find(id);
    const facts = item === undefined ? undefined : this.facts(item);
    if (item === undefined || facts === undefined) return;
    if (
      isForAll(offers) &&
      facts.audiences === noAudiences &&
      facts.available === isAvailable({ offers }) &&
      facts.priceBand === priceBand(offers)
    )
      return;
    const { priceBand: _, ...rest } = facts;
    this.#facts[item] = { ...rest, ...offerFacts(offers) };
  }

  remove(id: string): number | undefined {
    const item = this.#ids.find(id);
    if (item !== undefined) this.#facts[item] = null;
    return item;
  }

  /** Facts of a product are replaced, never changed. */
  pieces(): Pieces[] {
    const facts = this.#facts.slice();
    const stored = this.#stored;
    const rows = chunkPieces(this.size, (from, to, writer) => {
      const chunk = new ByteWriter(1 << 16);
      const lengths = new Uint32Array(to - from);
      for (let item = from; item < to; item++) {
        const begin = chunk.length;
        const held = facts[item];
        if (held) writeFacts(held, chunk);
        else if (held === undefined) chunk.raw(storedRow(stored, item) ?? new Uint8Array(0));
        lengths[item - from] = chunk.length - begin;
      }
      writer.array(lengths).bytes(chunk.finish());
    });
    return [this.#ids.pieces(), this.#nodes.pieces(), this.#brands.pieces(), rows];
  }

  /** Facts stay in bytes until somebody asks. */
  read(reader: ByteReader): void {
    this.#ids.read(reader);
    this.#nodes.read(reader);
    this.#brands.read(reader);
    this.#facts = [];
    const stored: StoredFacts[] = [];
    for (let left = reader.varint(); left > 0; left -= chunkRows) {
      stored.push({ starts: startsOf(reader.array(Uint32Array)), bytes: reader.bytes() });
    }
    this.#stored = stored;
    this.#facts.length = this.size;
    this.#named = new Map();
    for (let node = 0; node < this.#nodes.size; node++) this.#name(node);
  }
}
