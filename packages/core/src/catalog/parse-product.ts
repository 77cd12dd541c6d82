/**
 * A row of any feed becomes a Product, or "bad_row" naming the field in the feed's own words. Fields are found by a map
 * (ours → theirs), else by Google's Merchant names and their usual spellings (field-names.ts); columns in further languages
 * (`title_zh`, `description[en]`) become translations; what is left becomes typed attributes.
 * An id that the feed lacks is the hash of what the product is, not of what it costs or how it sells: it survives price changes.
 */
import { contentHash, defaultLimits } from "../base.ts";
import type { Limits } from "../base.ts";
import { AttributeCollector, badRow, shown } from "./attributes.ts";
import { describeColumn, isSet, lookUp } from "./columns.ts";
import type { Column, Raw } from "./columns.ts";
import { checkFieldMap, columnKey, levelColumns, synonyms, wordAttributes } from "./field-names.ts";
import type { FieldMap, FieldName } from "./field-names.ts";
import { languageTag } from "./languages.ts";
import { offerFields, parseOffer, parseOfferList } from "./offer-fields.ts";
import type { OfferField } from "./offer-fields.ts";
import type { Offer, Product } from "./product.ts";
import { categoriesOf, identifierOf, imagesOf, plainText, textOf } from "./text-fields.ts";
import { takeTranslations } from "./translation-fields.ts";

export interface ProductOptions {
  /** Ours → theirs. */
  readonly map?: FieldMap;
  readonly limits?: Limits;
  /** BCP 47 tag of texts whose row names none. */
  readonly language?: string;
  /** ISO 4217 code of amounts that name none. */
  readonly currency?: string;
  /** Splits further columns into lists, where the feed packs lists into texts. */
  readonly listSeparator?: string;
}

/** Columns that change with sales or exports and are no part of what a product is. */
const volatile =
  /(?:^|_)(?:rating|ratings|reviews?|popularity|count|score|rank|sales|sold|views|clicks|index|position|updated|created|modified|timestamp|date|stock|price)(?:_|$)/;

/** Names repeat from row to row; a feed with more different ones than this is read without memory. */
const maximumRemembered = 5_000;

const offerFieldByName = new Map<string, OfferField>();
for (const field of offerFields) for (const name of synonyms[field]) offerFieldByName.set(name, field);
/** A parser that checks its options once and remembers the names of columns. */
export function productParser(options: ProductOptions = {}): (row: unknown) => Product {
  const limits = options.limits ?? defaultLimits;
  const { columns: map } = checkFieldMap(options.map);
  const remembered = new Map<string, Column>();
  const column = (name: string): Column => {
    let known = remembered.get(name);
    if (known === undefined) {
      known = describeColumn(name);
      if (remembered.size < maximumRemembered) remembered.set(name, known);
    }
    return known;
  };
  const mappedNames = [...map].filter(([target]) => !target.includes("[") && !target.startsWith("attributes."));
  const renamed = [...map].filter(([target]) => target.startsWith("attributes."));
  const mappedTranslations = [...map].filter(([target]) => target.includes("["));

  return (row) => {
    if (typeof row !== "object" || row === null || Array.isArray(row)) throw badRow("row", `must be an object, is ${shown(row)}`);
    return parseRow(row as Readonly<Record<string, unknown>>);
  };

  function parseRow(row: Readonly<Record<string, unknown>>): Product {
    const names = Object.keys(row);
    if (names.length > limits.attributes * 4) throw badRow("row", `has ${names.length} columns, the limit is ${limits.attributes * 4}`);
    const byKey = new Map<string, Column>();
    for (const name of names) {
      if (name.length > limits.identifier) throw badRow(name, `has a name of ${name.length} characters, the limit is ${limits.identifier}`);
      const one = column(name);
      if (!byKey.has(one.key)) byKey.set(one.key, one);
    }
    const used = new Set<string>();
    const fields = new Map<FieldName, Raw>();
    let levels: readonly Column[] | undefined;

    for (const [target, paths] of mappedNames) {
      const field = target as FieldName;
      for (const path of paths) used.add(path);
      if (field === "product_type" && paths.length > 1) {
        fields.set(field, { value: paths.map((path) => lookUp(row, path)).filter(isSet), column: paths[0]! });
        continue;
      }
      const path = paths.find((one) => isSet(lookUp(row, one))) ?? paths[0]!;
      fields.set(field, { value: lookUp(row, path), column: path });
      if (field === "id" && !isSet(fields.get(field)!.value)) throw badRow(path, "is missing, and the map names it as the id");
    }
    for (const [field, spellings] of Object.entries(synonyms) as [FieldName, readonly string[]][]) {
      if (fields.has(field)) continue;
      for (const spelling of spellings) {
        const found = byKey.get(spelling);
        if (found === undefined || used.has(found.name) || !isSet(row[found.name])) continue;
        fields.set(field, { value: row[found.name], column: found.name });
        used.add(found.name);
        break;
      }
    }
    if (!map.has("product_type")) {
      levels = levelColumns
        .map((group) => {
          const length = group.findIndex((name) => !byKey.has(name));
          return (length === -1 ? group : group.slice(0, length)).map((name) => byKey.get(name)!);
        })
        .find((group) => group.length > 1 && (!fields.has("product_type") || fields.get("product_type")!.column === group[0]!.name));
      if (levels !== undefined && levels.every((one) => typeof row[one.name] !== "object" || row[one.name] === null)) {
        for (const one of levels) used.add(one.name);
        fields.set("product_type", { value: levels.map((one) => row[one.name]).filter(isSet), column: levels[0]!.name });
      }
    }

    const stated = languageOf(row, fields, used);
    const languages = takeTranslations(
      { row, byKey, used, fields, limits },
      { preferred: stated ?? options.language, mapped: mappedTranslations },
    );
    const language = stated ?? languages.main ?? options.language;
    const title = textOf(fields.get("title")?.value, fields.get("title")?.column ?? "title", limits);
    if (title === undefined) throw badRow(fields.get("title")?.column ?? "title", "is missing");
    const description = textOf(fields.get("description")?.value, fields.get("description")?.column ?? "description", limits);
    const text = (field: FieldName) => textOf(fields.get(field)?.value, fields.get(field)?.column ?? field, limits);
    const identifier = (field: FieldName) => identifierOf(fields.get(field)?.value, fields.get(field)?.column ?? field, limits);

    const images = ["image_link", "additional_image_link"].flatMap((name) => {
      const raw = fields.get(name as FieldName);
      return raw ? imagesOf(raw.value, raw.column, limits) : [];
    });
    if (images.length > limits.values) throw badRow("image_link", `has ${images.length} values, the limit is ${limits.values}`);
    const attributes = new AttributeCollector({
      limits,
      ...(options.listSeparator === undefined ? {} : { listSeparator: options.listSeparator }),
    });
    let categories: readonly (readonly string[])[] = [];
    const productType = fields.get("product_type");
    if (productType) categories = categoriesOf(productType.value, productType.column, limits);
    const google = fields.get("google_product_category");
    if (google && typeof google.value === "string" && google.value.includes(">") && categories.length === 0) {
      categories = categoriesOf(google.value, google.column, limits);
    } else if (google) attributes.add("google_product_category", google.value, true);

    const offers = offersOf(row, byKey, used, fields);

    for (const name of wordAttributes) {
      const raw = fields.get(name);
      if (raw) attributes.add(name, raw.value, true);
    }
    for (const [target, paths] of renamed) {
      for (const path of paths) {
        used.add(path);
        attributes.add(target.slice("attributes.".length), lookUp(row, path));
      }
    }
    for (const name of names) {
      if (used.has(name)) continue;
      // `attributes` and Algolia's `_tags` are containers, not names.
      const value = row[name];
      const container = column(name).key;
      if (
        (container === "attributes" || container === "specs" || container === "properties") &&
        typeof value === "object" &&
        value !== null &&
        !Array.isArray(value)
      ) {
        for (const [key, inner] of Object.entries(value)) attributes.add(key, inner);
      } else
        attributes.add(
          name
            .replace(/^\ufeff/, "")
            .trim()
            .replace(/^g:/i, ""),
          value,
        );
    }
    // Names in packed attributes ("品牌#:#…") that mean a field.
    const packed = (field: FieldName) => {
      for (const name of synonyms[field]) {
        if (name.charCodeAt(0) < 0x2e80 || !attributes.has(name)) continue;
        const taken = attributes.take(name)!;
        const value: unknown = Array.isArray(taken) ? taken[0] : taken;
        return typeof value === "object" ? undefined : String(value);
      }
      return undefined;
    };
    const brand = text("brand") ?? packed("brand");
    for (const name of wordAttributes) {
      if (attributes.has(name)) continue;
      const spelling = synonyms[name].find((one) => one.charCodeAt(0) >= 0x2e80 && attributes.has(one));
      if (spelling !== undefined) attributes.add(name, attributes.take(spelling), true);
    }

    const groupId = identifier("item_group_id");
    const link = text("link");
    const gtin = text("gtin");
    const mpn = text("mpn");
    const known = {
      ...(groupId === undefined ? {} : { groupId }),
      title,
      description: description === undefined ? "" : plainText(description),
      ...(brand === undefined ? {} : { brand }),
      ...(link === undefined ? {} : { link }),
      images: [...new Set(images)],
      categories,
      ...(gtin === undefined ? {} : { gtin: gtin.replace(/[\s-]/g, "") }),
      ...(mpn === undefined ? {} : { mpn }),
      ...(language === undefined ? {} : { language }),
      offers,
      attributes: attributes.finish(),
      ...(languages.texts === undefined ? {} : { translations: languages.texts(title) }),
    };
    return { id: identifier("id") ?? identityHash(known), ...known };
  }

  function languageOf(row: Readonly<Record<string, unknown>>, fields: Map<FieldName, Raw>, used: Set<string>): string | undefined {
    const raw = fields.get("language");
    if (raw === undefined) return undefined;
    const tag = typeof raw.value === "string" ? languageTag(raw.value.trim()) : undefined;
    // The language of a book ("English") is an attribute of it.
    if (tag === undefined && Object.hasOwn(row, raw.column)) used.delete(raw.column);
    return tag;
  }

  function offersOf(
    row: Readonly<Record<string, unknown>>,
    byKey: ReadonlyMap<string, Column>,
    used: Set<string>,
    fields: ReadonlyMap<FieldName, Raw>,
  ): readonly Offer[] {
    const raw: { [F in OfferField]?: Raw } = {};
    for (const field of offerFields) {
      const found = fields.get(field);
      if (found) raw[field] = found;
    }
    const own = parseOffer(raw, limits, options.currency);
    const offers: Offer[] = own === undefined ? [] : [own];
    const audiences = new Map<string, { [F in OfferField]?: Raw }>();
    for (const one of byKey.values()) {
      const field = one.base === undefined ? undefined : offerFieldByName.get(one.base);
      if (one.audience === undefined || field === undefined || used.has(one.name) || !isSet(row[one.name])) continue;
      used.add(one.name);
      let values = audiences.get(one.audience);
      if (values === undefined) audiences.set(one.audience, (values = {}));
      values[field] = { value: row[one.name], column: one.name };
    }
    for (const [audience, values] of audiences) {
      const [market, group] = audience.split(":", 2);
      const offer = parseOffer({ ...(raw.currency ? { currency: raw.currency } : {}), ...values }, limits, options.currency);
      if (offer) offers.push({ ...(market ? { market } : {}), ...(group ? { group } : {}), ...offer });
    }
    const list = fields.get("offers");
    if (list && isSet(list.value)) offers.push(...parseOfferList(list.value, list.column, limits, options.currency));
    if (offers.length > limits.values) throw badRow("offers", `are ${offers.length}, the limit is ${limits.values}`);
    return offers;
  }
}

/** A Product of one row; "bad_row" naming the field where the row is none, "bad_config" where the map is wrong. */
export function parseProduct(row: unknown, options: ProductOptions = {}): Product {
  return productParser(options)(row);
}

function identityHash(product: Omit<Product, "id">): string {
  const attributes = Object.entries(product.attributes)
    .filter(([name]) => !volatile.test(columnKey(name)))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const { groupId, title, description, brand, link, images, categories, gtin, mpn } = product;
  return contentHash(JSON.stringify([groupId, title, description, brand, link, images, categories, gtin, mpn, attributes]));
}
