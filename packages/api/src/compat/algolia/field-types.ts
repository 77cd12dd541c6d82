/** What kinds of values a field holds, from the columns that products brought; one name may have several. */
import type { IndexReader } from "@aisle/core/engine";

export interface FieldType {
  readonly keyword: boolean;
  readonly number: boolean;
  readonly flag: boolean;
}

/** Looks a field up; undefined where no product ever brought it. */
export type FieldTypes = (field: string) => FieldType | undefined;

/** Fields of every product, whether or not one is there yet. */
const flags = ["in_stock", "on_sale"];
const numbers = ["price", "stock", "rating", "rating_count"];

/** The types of an index's fields as they are now; read once, when the first field is looked up. */
export function fieldTypes(index: Pick<IndexReader, "fields"> | undefined): FieldTypes {
  let known: { keywords: ReadonlySet<string>; numbers: ReadonlySet<string>; flags: ReadonlySet<string> } | undefined;
  return (field) => {
    known ??= {
      keywords: new Set(index?.fields("keywords")),
      numbers: new Set([...numbers, ...(index?.fields("numbers") ?? [])]),
      flags: new Set([...flags, ...(index?.fields("flags") ?? [])]),
    };
    const type = { keyword: known.keywords.has(field), number: known.numbers.has(field), flag: known.flags.has(field) };
    return type.keyword || type.number || type.flag ? type : undefined;
  };
}
