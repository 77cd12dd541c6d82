/** Columns of a row: what their names say, and how values are found by name or path. Shared by the parsers of a row's parts. */
import { columnKey, synonyms, wordAttributes } from "./field-names.ts";
import type { FieldName } from "./field-names.ts";
import { taggedName } from "./languages.ts";

/** A row as its reader gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** What the name of a column says. */
export interface Column {
  readonly name: string;
  readonly key: string;
  /** Set for names like `title_zh` and `price[DE]`. */
  readonly base?: string;
  readonly tag?: string;
  readonly certain?: boolean;
  readonly audience?: string;
}

/** A value with the name of its column, for messages. */
export type Raw = { readonly value: unknown; readonly column: string };

/** Reads the name of a column. */
export function describeColumn(name: string): Column {
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

/** False for what a feed leaves empty. */
export function isSet(value: unknown): boolean {
  return (
    value !== undefined &&
    value !== null &&
    !(typeof value === "string" && value.trim() === "") &&
    !(Array.isArray(value) && value.length === 0)
  );
}

/** A column by its exact name, else by a path with dots. */
export function lookUp(row: Row, path: string): unknown {
  if (Object.hasOwn(row, path)) return row[path];
  let value: unknown = row;
  for (const step of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

/** Fields by each of their spellings. */
export const fieldByName: ReadonlyMap<string, FieldName> = spellings();

function spellings(): Map<string, FieldName> {
  const fields = new Map<string, FieldName>();
  for (const [field, names] of Object.entries(synonyms))
    for (const name of names) if (!fields.has(name)) fields.set(name, field as FieldName);
  return fields;
}

/** What the attribute of a column is called in the product: Google's name, else the column's own. */
export function attributeName(key: string, byKey: ReadonlyMap<string, Column>): string | undefined {
  const field = fieldByName.get(key);
  return field !== undefined && (wordAttributes as readonly string[]).includes(field) ? field : byKey.get(key)?.name;
}
