/** What hits are sorted by: the values of their sort fields. */
import type { Columns } from "./columns.ts";
import type { SortValue } from "./order.ts";
import type { Sort } from "./retrieval.ts";

/** Per sort field, a document's value: its number, else its first keyword, else its flag as 0 or 1. */
export function sortReaders(sort: readonly Sort[], columns: Columns): readonly ((doc: number) => SortValue)[] {
  return sort.map(({ field }) => {
    const numbers = columns.numbers.get(field);
    const keywords = columns.keywords.get(field);
    const flags = columns.flags.get(field);
    return (doc) => {
      const number = numbers?.get(doc);
      if (number !== undefined && !Number.isNaN(number)) return number;
      const text = keywords?.first(doc);
      if (text !== undefined) return text;
      const flag = flags?.get(doc) ?? 0;
      return flag === 0 ? undefined : flag - 1;
    };
  });
}

/** A key per document that is greatest where the sort field comes first, where the field has numbers only. */
export function numericKeys({ field, order }: Sort, docs: Uint32Array, columns: Columns): Float64Array | undefined {
  const numbers = columns.numbers.get(field);
  if (!numbers || columns.keywords.has(field) || columns.flags.has(field)) return undefined;
  const { data, length } = numbers.cells;
  const sign = order === "asc" ? -1 : 1;
  const keys = new Float64Array(docs.length);
  for (let i = 0; i < docs.length; i++) {
    const value = docs[i]! < length ? sign * data[docs[i]!]! : Number.NaN;
    keys[i] = Number.isNaN(value) ? -Infinity : value;
  }
  return keys;
}
