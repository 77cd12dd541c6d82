/**
 * Texts of a row in further languages: columns with a tag (`title_zh`, `description[en]`), fields that are objects by language
 * (`title: {"en": …}`), an object of translations, and targets of the map (`title[zh]`). They become one ProductTexts a language.
 */
import type { Limits } from "../base.ts";
import { badRow, checkedText, shown } from "./attributes.ts";
import { attributeName, fieldByName, isSet, lookUp } from "./columns.ts";
import type { Column, Raw, Row } from "./columns.ts";
import { columnKey } from "./field-names.ts";
import type { FieldName } from "./field-names.ts";
import { languageTag } from "./languages.ts";
import type { ProductTexts } from "./product.ts";
import { categoriesOf, plainText, textOf } from "./text-fields.ts";

/** Fields whose texts have languages. */
const translatable: ReadonlySet<string> = new Set<FieldName>(["title", "description", "brand", "product_type"]);
const plainFields: readonly FieldName[] = ["title", "description", "brand", "product_type"];
type Texts = Partial<Record<string, Raw>>;
type Put = (tag: string, field: string, raw: Raw) => void;

/** A row on its way to a product. */
export interface RowParts {
  readonly row: Row;
  readonly byKey: ReadonlyMap<string, Column>;
  /** Columns that were taken; grows. */
  readonly used: Set<string>;
  /** Values by field; changes where a language is chosen. */
  readonly fields: Map<FieldName, Raw>;
  readonly limits: Limits;
}

export interface TranslationChoice {
  /** The language of the product's own texts, where there is a choice. */
  readonly preferred?: string | undefined;
  /** Entries of the map whose targets name a language. */
  readonly mapped: readonly (readonly [string, readonly string[]])[];
}

export interface Translations {
  /** The language whose texts became the product's own. */
  readonly main?: string;
  /** Texts by language; `title` stands in where a language has none. */
  readonly texts?: (title: string) => Readonly<Record<string, ProductTexts>>;
}

/** A language → text object: {"en": …, "zh": …}. */
function languageObject(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value as Record<string, unknown>);
  if (entries.length === 0 || entries.length > 50) return undefined;
  const tags = entries.map(([key, inner]) => [languageTag(key), inner] as const);
  return tags.every((entry): entry is [string, unknown] => entry[0] !== undefined) ? tags : undefined;
}

/** Takes the columns with a language out of the row; gives fields their main text where only tagged ones are there. */
export function takeTranslations({ row, byKey, used, fields, limits }: RowParts, { preferred, mapped }: TranslationChoice): Translations {
  const found = new Map<string, Texts>();
  const put: Put = (tag, field, raw) => {
    let texts = found.get(tag);
    if (texts === undefined) {
      texts = Object.create(null) as Texts;
      found.set(tag, texts);
    }
    texts[field] ??= raw;
  };
  let main: string | undefined;
  for (const [target, paths] of mapped) {
    const [field, tag] = [target.slice(0, target.indexOf("[")), languageTag(target.slice(target.indexOf("[") + 1, -1))];
    const path = paths.find((one) => isSet(lookUp(row, one)));
    for (const one of paths) used.add(one);
    if (tag !== undefined && path !== undefined && translatable.has(field)) put(tag, field, { value: lookUp(row, path), column: path });
  }
  for (const field of plainFields) {
    const raw = fields.get(field);
    const byLanguage = raw && languageObject(raw.value);
    if (!raw || !byLanguage) continue;
    main ??= byLanguage.find(([tag]) => tag === preferred)?.[0] ?? byLanguage[0]![0];
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
    else putObject(given, byKey, put, limits);
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
      preferred !== undefined && found.get(preferred)?.["title"] ? preferred : [...found].find(([, texts]) => texts["title"])?.[0];
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
      : { texts: (title: string) => Object.fromEntries([...found].map(([tag, texts]) => [tag, textsOf(texts, title, limits)])) }),
  };
}

/** `translations: {"zh": {"title": …, "color": …}}`: the same names as columns, one object a language. */
function putObject({ value, column: path }: Raw, byKey: ReadonlyMap<string, Column>, put: Put, limits: Limits): void {
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

function wordsOf(list: readonly unknown[], place: string, limits: Limits): readonly string[] | undefined {
  if (list.length > limits.values) throw badRow(place, `has ${list.length} values, the limit is ${limits.values}`);
  const words = list.map((one) => checkedText(String(one), place, limits)).filter((one) => one !== "");
  return words.length === 0 ? undefined : [...new Set(words)];
}

function textsOf(texts: Texts, title: string, limits: Limits): ProductTexts {
  const attributes = new Map<string, string | readonly string[]>();
  for (const [field, raw] of Object.entries(texts)) {
    if (!field.startsWith("attributes.") || raw === undefined) continue;
    const name = field.slice("attributes.".length).toWellFormed();
    if (name === "__proto__" || name === "" || name.length > limits.identifier) continue;
    const value = Array.isArray(raw.value) ? wordsOf(raw.value, raw.column, limits) : textOf(raw.value, raw.column, limits);
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
