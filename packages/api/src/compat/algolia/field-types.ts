/** What kinds of values a field holds, from the columns that products brought; one name may have several. */
import type { Shop } from "../../shop.ts";

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

/** The types of a shop's fields as they are now; read once, when the first field is looked up. */
export function fieldTypes(shop: Pick<Shop, "fields">): FieldTypes {
  let known: { keywords: ReadonlySet<string>; numbers: ReadonlySet<string>; flags: ReadonlySet<string> } | undefined;
  return (field) => {
    known ??= {
      keywords: new Set(shop.fields("keywords")),
      numbers: new Set([...numbers, ...shop.fields("numbers")]),
      flags: new Set([...flags, ...shop.fields("flags")]),
    };
    const type = { keyword: known.keywords.has(field), number: known.numbers.has(field), flag: known.flags.has(field) };
    return type.keyword || type.number || type.flag ? type : undefined;
  };
}
