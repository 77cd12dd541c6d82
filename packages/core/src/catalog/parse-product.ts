/**
 * A row of any feed becomes a Product, or "bad_row" naming the field in the feed's own words. Fields are found by a map
 * (ours → theirs), else by Google's Merchant names and their usual spellings (field-names.ts); columns in further languages
 * (`title_zh`, `description[en]`) become translations; what is left becomes typed attributes.
 * An id that the feed lacks is the hash of what the product is, not of what it costs or how it sells: it survives price changes.
 */
import { contentHash, defaultLimits } from "../base.ts";
import type { Limits } from "../base.ts";
import { AttributeCollector, badRow, checkedText, shown } from "./attributes.ts";
import { checkFieldMap, columnKey, levelColumns, synonyms, wordAttributes } from "./field-names.ts";
import type { FieldMap, FieldName } from "./field-names.ts";
import { languageTag, taggedName } from "./languages.ts";
import { offerFields, parseOffer, parseOfferList } from "./offer-fields.ts";
import type { OfferField } from "./offer-fields.ts";
import type { Offer, Product, ProductTexts } from "./product.ts";
import { categoriesOf, identifierOf, imagesOf, plainText, textOf } from "./text-fields.ts";

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

/** Fields whose texts have languages. */
const translatable: ReadonlySet<string> = new Set<FieldName>(["title", "description", "brand", "product_type"]);
const plainFields: readonly FieldName[] = ["title", "description", "brand", "product_type"];
/** Columns that change with sales or exports and are no part of what a product is. */
const volatile =
  /(?:^|_)(?:rating|ratings|reviews?|popularity|count|score|rank|sales|sold|views|clicks|index|position|updated|created|modified|timestamp|date|stock|price)(?:_|$)/;

interface Column {
  readonly name: string;
  readonly key: string;
  /** Set for names like `title_zh` and `price[DE]`. */
  readonly base?: string;
  readonly tag?: string;
  readonly certain?: boolean;
  readonly audience?: string;
}

/** Names repeat from row to row; a feed with more different ones than this is read without memory. */
const maximumRemembered = 5_000;

function describe(name: string): Column {
  const key = columnKey(name);
  const tagged = taggedName(name.trim());
  const audience = /^([^[\]]+)\[([^[\]]+)\]$/.exec(name.trim());
  return {
    name,
    key,
    ...(tagged ? { base: columnKey(tagged.base), tag: tagged.tag, certain: tagged.certain } : {}),
    ...(audience ? { audience: audience[2]!, ...(tagged ? {} : { base: columnKey(audience[1]!) }) } : {}),
  };
}

function isSet(value: unknown): boolean {
  return (
    value !== undefined &&
    value !== null &&
    !(typeof value === "string" && value.trim() === "") &&
    !(Array.isArray(value) && value.length === 0)
  );
}

/** A column by its exact name, else by a path with dots. */
function lookUp(row: Readonly<Record<string, unknown>>, path: string): unknown {
  if (Object.hasOwn(row, path)) return row[path];
  let value: unknown = row;
  for (const step of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

const offerFieldByName = new Map<string, OfferField>();
for (const field of offerFields) for (const name of synonyms[field]) offerFieldByName.set(name, field);
const fieldByName = new Map<string, FieldName>();
for (const [field, names] of Object.entries(synonyms))
  for (const name of names) if (!fieldByName.has(name)) fieldByName.set(name, field as FieldName);

type Raw = { readonly value: unknown; readonly column: string };
type Texts = Partial<Record<string, Raw>>;

/** What the attribute of a column is called in the product: Google's name, else the column's own. */
function attributeName(key: string, byKey: ReadonlyMap<string, Column>): string | undefined {
  const field = fieldByName.get(key);
  return field !== undefined && (wordAttributes as readonly string[]).includes(field) ? field : byKey.get(key)?.name;
}

/** A language → text object: {"en": …, "zh": …}. */
function languageObject(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value as Record<string, unknown>);
  if (entries.length === 0 || entries.length > 50) return undefined;
  const tags = entries.map(([key, inner]) => [languageTag(key), inner] as const);
  return tags.every((entry): entry is [string, unknown] => entry[0] !== undefined) ? tags : undefined;
}

/** A parser that checks its options once and remembers the names of columns. */
export function productParser(options: ProductOptions = {}): (row: unknown) => Product {
  const limits = options.limits ?? defaultLimits;
  const { columns: map } = checkFieldMap(options.map);
  const remembered = new Map<string, Column>();
  const column = (name: string): Column => {
    let known = remembered.get(name);
    if (known === undefined) {
      known = describe(name);
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

    const languages = translationsOf(row, byKey, used, fields);
    const language = languageOf(row, fields, used) ?? languages.main ?? options.language;
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
        const value = attributes.take(name)!;
        return Array.isArray(value) ? String(value[0]) : typeof value === "object" ? undefined : String(value);
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
      ...(languages.texts === undefined ? {} : { translations: languages.texts(title, language) }),
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

  /** Takes the columns with a language out of the row; gives fields their main text where only tagged ones are there. */
  function translationsOf(
    row: Readonly<Record<string, unknown>>,
    byKey: ReadonlyMap<string, Column>,
    used: Set<string>,
    fields: Map<FieldName, Raw>,
  ): { main?: string; texts?: (title: string, language: string | undefined) => Readonly<Record<string, ProductTexts>> } {
    const found = new Map<string, Texts>();
    const put = (tag: string, field: string, raw: Raw) => {
      let texts = found.get(tag);
      if (texts === undefined) {
        texts = Object.create(null) as Texts;
        found.set(tag, texts);
      }
      texts[field] ??= raw;
    };
    let main: string | undefined;
    for (const [target, paths] of mappedTranslations) {
      const [field, tag] = [target.slice(0, target.indexOf("[")), languageTag(target.slice(target.indexOf("[") + 1, -1))];
      const path = paths.find((one) => isSet(lookUp(row, one)));
      for (const one of paths) used.add(one);
      if (tag !== undefined && path !== undefined && translatable.has(field)) put(tag, field, { value: lookUp(row, path), column: path });
    }
    for (const field of plainFields) {
      const raw = fields.get(field);
      const byLanguage = raw && languageObject(raw.value);
      if (!raw || !byLanguage) continue;
      main ??= byLanguage.find(([tag]) => tag === options.language)?.[0] ?? byLanguage[0]![0];
      fields.delete(field);
      for (const [tag, value] of byLanguage) {
        if (!isSet(value)) continue;
        if (tag === main) fields.set(field, { value, column: raw.column });
        else put(tag, field, { value, column: `${raw.column}.${tag}` });
      }
    }
    const given = fields.get("translations");
    if (given && typeof given.value === "object" && isSet(given.value)) {
      if (Array.isArray(given.value)) used.delete(given.column);
      else putObject(given, byKey, put);
    } else if (given) used.delete(given.column);
    const waiting: Column[] = [];
    for (const one of byKey.values()) {
      if (one.tag === undefined || one.base === undefined || used.has(one.name) || !isSet(row[one.name])) continue;
      const field = fieldByName.get(one.base);
      if (field !== undefined && translatable.has(field)) {
        put(one.tag, field, { value: row[one.name], column: one.name });
        used.add(one.name);
      } else waiting.push(one);
    }
    if (found.size === 0) return main === undefined ? {} : { main };
    if (found.size > limits.attributes) throw badRow("translations", `are in ${found.size} languages, the limit is ${limits.attributes}`);
    // `size_uk` is a size of its own unless the row speaks Ukrainian.
    for (const one of waiting) {
      const base = byKey.get(one.base!);
      if (!(one.certain === true ? found.has(one.tag!) || base !== undefined : found.has(one.tag!) && base !== undefined)) continue;
      const value = row[one.name];
      if (typeof value !== "string" && !(Array.isArray(value) && value.every((entry) => typeof entry === "string"))) continue;
      put(one.tag!, `attributes.${attributeName(one.base!, byKey) ?? one.base!}`, { value, column: one.name });
      used.add(one.name);
    }
    if (!fields.has("title")) {
      // The first language with a title is the product's own.
      const first =
        options.language !== undefined && found.get(options.language)?.["title"]
          ? options.language
          : [...found].find(([, texts]) => texts["title"])?.[0];
      if (first !== undefined) {
        main ??= first;
        for (const [field, raw] of Object.entries(found.get(first)!)) {
          if (raw && !field.startsWith("attributes.") && !fields.has(field as FieldName)) fields.set(field as FieldName, raw);
        }
        found.delete(first);
      }
    }
    return {
      ...(main === undefined ? {} : { main }),
      ...(found.size === 0
        ? {}
        : { texts: (title: string) => Object.fromEntries([...found].map(([tag, texts]) => [tag, textsOf(texts, title)])) }),
    };
  }

  /** `translations: {"zh": {"title": …, "color": …}}`: the same names as columns, one object a language. */
  function putObject(
    { value, column: path }: Raw,
    byKey: ReadonlyMap<string, Column>,
    put: (tag: string, field: string, raw: Raw) => void,
  ): void {
    const byLanguage = languageObject(value);
    if (!byLanguage) throw badRow(path, `must be an object of texts by language, is ${shown(value)}`);
    for (const [tag, texts] of byLanguage) {
      if (texts === null) continue;
      const place = `${path}.${tag}`;
      if (typeof texts !== "object" || Array.isArray(texts)) throw badRow(place, `must be an object of texts, is ${shown(texts)}`);
      const entries = Object.entries(texts as Record<string, unknown>).flatMap(([name, inner]) =>
        name === "attributes" && typeof inner === "object" && inner !== null && !Array.isArray(inner)
          ? Object.entries(inner)
          : [[name, inner] as const],
      );
      if (entries.length > limits.attributes) throw badRow(place, `has ${entries.length} texts, the limit is ${limits.attributes}`);
      for (const [name, inner] of entries) {
        if (!isSet(inner)) continue;
        const raw = { value: inner, column: `${place}.${name}` };
        const field = fieldByName.get(columnKey(name));
        if (field !== undefined && translatable.has(field)) put(tag, field, raw);
        else if (typeof inner === "string" || (Array.isArray(inner) && inner.every((entry) => typeof entry === "string")))
          put(tag, `attributes.${attributeName(columnKey(name), byKey) ?? name}`, raw);
        else throw badRow(raw.column, `must be a text or a list of texts, is ${shown(inner)}`);
      }
    }
  }

  function wordsOf(list: readonly unknown[], place: string): readonly string[] | undefined {
    if (list.length > limits.values) throw badRow(place, `has ${list.length} values, the limit is ${limits.values}`);
    const words = list.map((one) => checkedText(String(one), place, limits)).filter((one) => one !== "");
    return words.length === 0 ? undefined : [...new Set(words)];
  }

  function textsOf(texts: Texts, title: string): ProductTexts {
    const attributes = new Map<string, string | readonly string[]>();
    for (const [field, raw] of Object.entries(texts)) {
      if (!field.startsWith("attributes.") || raw === undefined) continue;
      const name = field.slice("attributes.".length).toWellFormed();
      if (name === "__proto__" || name === "" || name.length > limits.identifier) continue;
      const value = Array.isArray(raw.value) ? wordsOf(raw.value, raw.column) : textOf(raw.value, raw.column, limits);
      if (value === undefined) continue;
      if (attributes.size >= limits.attributes)
        throw badRow(raw.column, `is attribute ${limits.attributes + 1}, the limit is ${limits.attributes}`);
      attributes.set(name, value);
    }
    const text = (field: string) => (texts[field] ? textOf(texts[field].value, texts[field].column, limits) : undefined);
    const description = text("description");
    const brand = text("brand");
    const categories = texts["product_type"] ? categoriesOf(texts["product_type"].value, texts["product_type"].column, limits) : [];
    return {
      title: text("title") ?? title,
      ...(description === undefined ? {} : { description: plainText(description) }),
      ...(brand === undefined ? {} : { brand }),
      ...(categories.length === 0 ? {} : { categories }),
      ...(attributes.size === 0 ? {} : { attributes: Object.fromEntries(attributes) }),
    };
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
