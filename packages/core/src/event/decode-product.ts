/** Checks products and offers inside catalogue events: they come from our own feed parser or through the write API. */
import type { Limits } from "../base.ts";
import type { AttributeValue, Availability, Offer, Product, ProductTexts } from "../catalog.ts";
import { badEvent, checkAmount, checkEntries, checkId, checkList, checkNumber, checkObject, checkText, shown } from "./check.ts";

const availabilities: readonly Availability[] = ["in_stock", "out_of_stock", "preorder", "backorder"];

function availability(value: unknown, field: string): Availability {
  const known = availabilities.find((name) => name === value);
  if (known === undefined) throw badEvent(field, `must be one of ${availabilities.join(", ")}, is ${shown(value)}`);
  return known;
}

/** Sets `name` to the checked value where the source has one. */
function optional<T>(source: Readonly<Record<string, unknown>>, field: string, name: string, check: (value: unknown, field: string) => T) {
  const value = source[name];
  return value === undefined || value === null ? {} : { [name]: check(value, `${field}.${name}`) };
}

function checkOffer(value: unknown, field: string, limits: Limits): Offer {
  const source = checkObject(value, field);
  const id = (entry: unknown, at: string) => checkId(entry, at, limits);
  return {
    ...optional(source, field, "market", id),
    ...optional(source, field, "group", id),
    ...optional(source, field, "currency", id),
    ...optional(source, field, "price", checkAmount),
    ...optional(source, field, "salePrice", checkAmount),
    availability: availability(source["availability"], `${field}.availability`),
    ...optional(source, field, "stock", checkNumber),
    ...optional(source, field, "stores", (entry, at) => checkEntries(entry, at, limits, checkNumber)),
  };
}

/** A list of offers, or "bad_event". */
export function checkOffers(value: unknown, field: string, limits: Limits): readonly Offer[] {
  return checkList(value, field, limits).map((entry, i) => checkOffer(entry, `${field}[${i}]`, limits));
}

function checkTexts(value: unknown, field: string, limits: Limits): readonly string[] {
  return checkList(value, field, limits).map((entry, i) => checkText(entry, `${field}[${i}]`, limits.textLength));
}

function checkPaths(value: unknown, field: string, limits: Limits): readonly (readonly string[])[] {
  return checkList(value, field, limits).map((entry, i) => checkTexts(entry, `${field}[${i}]`, limits));
}

function checkAttribute(value: unknown, field: string, limits: Limits): AttributeValue {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return checkNumber(value, field);
  if (typeof value === "string") return checkText(value, field, limits.textLength);
  if (Array.isArray(value)) {
    return typeof value[0] === "number"
      ? checkList(value, field, limits).map((entry, i) => checkNumber(entry, `${field}[${i}]`))
      : checkTexts(value, field, limits);
  }
  const point = checkObject(value, field);
  return { lat: checkNumber(point["lat"], `${field}.lat`), lng: checkNumber(point["lng"], `${field}.lng`) };
}

function checkTranslation(value: unknown, field: string, limits: Limits): ProductTexts {
  const source = checkObject(value, field);
  const text = (entry: unknown, at: string) => checkText(entry, at, limits.textLength);
  return {
    title: text(source["title"], `${field}.title`),
    ...optional(source, field, "description", text),
    ...optional(source, field, "brand", text),
    ...optional(source, field, "categories", (entry, at) => checkPaths(entry, at, limits)),
    ...optional(source, field, "attributes", (entry, at) =>
      checkEntries(entry, at, limits, (one, where) => (Array.isArray(one) ? checkTexts(one, where, limits) : text(one, where))),
    ),
  };
}

/** A product, or "bad_event" naming the field. */
export function checkProduct(value: unknown, field: string, limits: Limits): Product {
  const source = checkObject(value, field);
  const text = (entry: unknown, at: string) => checkText(entry, at, limits.textLength);
  return {
    id: checkId(source["id"], `${field}.id`, limits),
    ...optional(source, field, "groupId", (entry, at) => checkId(entry, at, limits)),
    title: text(source["title"], `${field}.title`),
    description: text(source["description"] ?? "", `${field}.description`),
    ...optional(source, field, "brand", text),
    ...optional(source, field, "link", text),
    images: checkTexts(source["images"] ?? [], `${field}.images`, limits),
    categories: checkPaths(source["categories"] ?? [], `${field}.categories`, limits),
    ...optional(source, field, "gtin", text),
    ...optional(source, field, "mpn", text),
    ...optional(source, field, "language", text),
    offers: checkOffers(source["offers"] ?? [], `${field}.offers`, limits),
    attributes: checkEntries(source["attributes"] ?? {}, `${field}.attributes`, limits, (entry, at) => checkAttribute(entry, at, limits)),
    ...optional(source, field, "translations", (entry, at) =>
      checkEntries(entry, at, limits, (one, where) => checkTranslation(one, where, limits)),
    ),
  };
}
