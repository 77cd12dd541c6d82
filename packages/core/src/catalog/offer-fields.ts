/**
 * Offers of a product: from the columns of a row, from columns with an audience (`price[DE]`, `stock[DE:trade]`), or from a
 * list of offers. Prices are never negative; an oversold stock counts as none.
 */
import type { Limits } from "../base.ts";
import { badRow, isAbsentText, positive, shown } from "./attributes.ts";
import { columnKey, synonyms } from "./field-names.ts";
import { parseMoney } from "./price.ts";
import type { Availability, Offer } from "./product.ts";

export const offerFields = [
  "price",
  "list_price",
  "sale_price",
  "currency",
  "availability",
  "stock",
  "stores",
  "market",
  "customer_group",
] as const;
export type OfferField = (typeof offerFields)[number];

/** Raw values of one offer with the names of their columns, for messages. */
export type RawOffer = { readonly [F in OfferField]?: { readonly value: unknown; readonly column: string } };

const spellings: Readonly<Record<string, Availability>> = {
  in_stock: "in_stock",
  instock: "in_stock",
  available: "in_stock",
  yes: "in_stock",
  true: "in_stock",
  y: "in_stock",
  in_store: "in_stock",
  instoreonly: "in_stock",
  in_store_only: "in_stock",
  onlineonly: "in_stock",
  online_only: "in_stock",
  limited_availability: "in_stock",
  limitedavailability: "in_stock",
  low_stock: "in_stock",
  有货: "in_stock",
  现货: "in_stock",
  在售: "in_stock",
  out_of_stock: "out_of_stock",
  outofstock: "out_of_stock",
  sold_out: "out_of_stock",
  soldout: "out_of_stock",
  unavailable: "out_of_stock",
  discontinued: "out_of_stock",
  no: "out_of_stock",
  false: "out_of_stock",
  n: "out_of_stock",
  无货: "out_of_stock",
  缺货: "out_of_stock",
  售罄: "out_of_stock",
  下架: "out_of_stock",
  preorder: "preorder",
  pre_order: "preorder",
  presale: "preorder",
  预售: "preorder",
  预订: "preorder",
  backorder: "backorder",
  back_order: "backorder",
  on_backorder: "backorder",
  available_for_order: "backorder",
};

/** Availability in any usual spelling; undefined where it is none. */
export function parseAvailability(value: unknown): Availability | undefined {
  if (typeof value === "boolean") return value ? "in_stock" : "out_of_stock";
  if (typeof value === "number") return Number.isFinite(value) ? (value > 0 ? "in_stock" : "out_of_stock") : undefined;
  if (typeof value !== "string") return undefined;
  const key = columnKey(value.trim().replace(/^https?:\/\/schema\.org\//i, "")).replace(/[.!]$/, "");
  return Object.hasOwn(spellings, key)
    ? spellings[key]
    : /^\d{1,9}$/.test(key)
      ? Number(key) > 0
        ? "in_stock"
        : "out_of_stock"
      : undefined;
}

type RawValue = { readonly value: unknown; readonly column: string } | undefined;

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    Number.isNaN(value) ||
    (typeof value === "string" && isAbsentText(value.trim())) ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** A price of NaN comes from a calculation that failed; unlike an empty one it says that the row is wrong. */
function isNotANumber(value: unknown): boolean {
  return Number.isNaN(value) || (typeof value === "string" && value.trim().toLowerCase() === "nan");
}

function money(raw: RawValue): { amount: number; currency?: string } | undefined {
  if (raw === undefined || (isEmpty(raw.value) && !isNotANumber(raw.value))) return undefined;
  let { value } = raw;
  if (Array.isArray(value)) value = value[0];
  let currency: unknown;
  if (typeof value === "object" && value !== null) {
    const source = value as Record<string, unknown>;
    currency = source["currency"] ?? source["currencyCode"];
    value = source["amount"] ?? source["value"];
  }
  const written = parseMoney(value);
  if (written === undefined) throw badRow(raw.column, `must be a price, is ${shown(value)}`);
  if (written.amount < 0) throw badRow(raw.column, `must not be negative, is ${written.amount}`);
  const parsed = { ...written, amount: positive(written.amount) };
  return typeof currency === "string" && /^[A-Za-z]{3}$/.test(currency) ? { ...parsed, currency: currency.toUpperCase() } : parsed;
}

function quantity(value: unknown, column: string): number | undefined {
  if (isEmpty(value)) return undefined;
  const number =
    typeof value === "number" ? value : typeof value === "string" ? Number(value.trim().replace(/(?<=\d),(?=\d{3}\b)/g, "")) : Number.NaN;
  if (!Number.isFinite(number)) throw badRow(column, `must be a quantity, is ${shown(value)}`);
  return Math.max(0, number);
}

/** `{"s1": 3}`, `[{store, quantity}]`, or "s1:3|s2:0". */
function storeStock(raw: RawValue, limits: Limits): Record<string, number> | undefined {
  if (raw === undefined || isEmpty(raw.value)) return undefined;
  const { value, column } = raw;
  let pairs: (readonly [unknown, unknown])[];
  if (typeof value === "string") {
    pairs = value.split(/[|;,]/).map((part) => {
      const at = part.search(/[:=]/);
      if (at < 0) throw badRow(column, `must be STORE:QUANTITY pairs, has ${shown(part)}`);
      return [part.slice(0, at), part.slice(at + 1)];
    });
  } else if (Array.isArray(value)) {
    pairs = value.map((entry: unknown) => {
      const source = (typeof entry === "object" && entry !== null ? entry : {}) as Record<string, unknown>;
      return [source["store"] ?? source["store_id"] ?? source["id"], source["quantity"] ?? source["stock"]];
    });
  } else if (typeof value === "object") pairs = Object.entries(value as object);
  else throw badRow(column, `must be stock by store, is ${shown(value)}`);
  if (pairs.length > limits.attributes) throw badRow(column, `has ${pairs.length} stores, the limit is ${limits.attributes}`);
  const stores = new Map<string, number>();
  for (const [store, amount] of pairs) {
    const name = typeof store === "string" ? store.trim().toWellFormed() : typeof store === "number" ? String(store) : "";
    if (name === "" || name === "__proto__" || name.length > limits.identifier)
      throw badRow(column, `has no usable store id: ${shown(store)}`);
    const stock = quantity(amount, column);
    if (stock !== undefined) stores.set(name, stock);
  }
  return stores.size === 0 ? undefined : Object.fromEntries(stores);
}

function word(raw: RawValue, limits: Limits): string | undefined {
  if (raw === undefined || isEmpty(raw.value)) return undefined;
  if (typeof raw.value !== "string" || raw.value.length > limits.identifier)
    throw badRow(raw.column, `must be a word, is ${shown(raw.value)}`);
  return raw.value.trim().toWellFormed();
}

/** One offer of raw values; undefined where none is set. `fallback` is the currency of amounts that name none. */
export function parseOffer(raw: RawOffer, limits: Limits, fallback?: string): Offer | undefined {
  const price = money(raw.price);
  const list = money(raw.list_price);
  const sale = money(raw.sale_price);
  const market = word(raw.market, limits);
  const group = word(raw.customer_group, limits);
  const stores = storeStock(raw.stores, limits);
  const total = raw.stock && quantity(raw.stock.value, raw.stock.column);
  const stock = total ?? (stores && Object.values(stores).reduce((sum, one) => sum + one, 0));
  const given = raw.availability === undefined || isEmpty(raw.availability.value) ? undefined : raw.availability;
  const availability = given && parseAvailability(given.value);
  if (given !== undefined && availability === undefined) throw badRow(given.column, `must be an availability, is ${shown(given.value)}`);
  if (price === undefined && list === undefined && sale === undefined && stock === undefined && availability === undefined)
    return undefined;
  // A sale price of nothing is how exports write "no sale".
  const reduced = sale !== undefined && (sale.amount > 0 || price === undefined) ? sale.amount : undefined;
  const regular = price?.amount ?? list?.amount;
  const current = reduced !== undefined && (regular === undefined || reduced < regular) ? reduced : regular;
  const before = current === undefined ? undefined : Math.max(current, price?.amount ?? 0, list?.amount ?? 0);
  const currency =
    word(raw.currency, limits)?.toUpperCase() ??
    price?.currency ??
    sale?.currency ??
    list?.currency ??
    (current === undefined ? undefined : fallback);
  if (currency !== undefined && !/^[A-Z]{3}$/.test(currency))
    throw badRow(raw.currency?.column ?? "currency", `must be an ISO 4217 code, is ${shown(currency)}`);
  return {
    ...(market === undefined ? {} : { market }),
    ...(group === undefined ? {} : { group }),
    ...(currency === undefined ? {} : { currency }),
    ...(before === undefined ? {} : { price: before }),
    ...(before !== undefined && current !== undefined && current < before ? { salePrice: current } : {}),
    availability: availability ?? (stock === 0 ? "out_of_stock" : "in_stock"),
    ...(stock === undefined ? {} : { stock }),
    ...(stores === undefined ? {} : { stores }),
  };
}

/** Entries of an `offers` list or one offer object, with the same column names as rows. */
export function parseOfferList(value: unknown, column: string, limits: Limits, fallback?: string): readonly Offer[] {
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  if (list.length > limits.values) throw badRow(column, `has ${list.length} offers, the limit is ${limits.values}`);
  return list.flatMap((entry, i) => {
    const at = `${column}[${i}]`;
    if (typeof entry !== "object" || entry === null || Array.isArray(entry)) throw badRow(at, `must be an offer, is ${shown(entry)}`);
    const values = new Map(
      Object.entries(entry).map(([name, inner]) => [columnKey(name), { value: inner as unknown, column: `${at}.${name}` }]),
    );
    const raw: { [F in OfferField]?: { value: unknown; column: string } } = {};
    for (const field of offerFields) {
      const names: readonly string[] = field === "customer_group" ? [...synonyms[field], "group"] : synonyms[field];
      const found = names.find((name) => values.has(name));
      if (found !== undefined) raw[field] = values.get(found)!;
    }
    const offer = parseOffer(raw, limits, fallback);
    return offer === undefined ? [] : [offer];
  });
}
