/** One condition of Algolia's filters: there a facet value is a text whatever the field's type, so the type is recovered here. */
import { AisleError } from "@aisle/core/base";
import type { Filter } from "@aisle/core/retrieve";

/** Fields of every product whose type is known; an attribute may be a keyword, a number or a flag. */
const flags = new Set(["in_stock", "on_sale"]);
const numbers = new Set(["price", "stock", "rating", "rating_count"]);
const plainNumber = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

/** `field:value`. */
export function facetCondition(field: string, value: string): Filter {
  if (field === "objectID") return { ids: [value] };
  const flag = /^(true|false)$/i.test(value) ? value.toLowerCase() === "true" : undefined;
  if (flags.has(field) && flag !== undefined) return { field, is: flag };
  const keyword: Filter = { field, in: [value] };
  if (flag !== undefined) return { or: [{ field, is: flag }, keyword] };
  if (!plainNumber.test(value)) return keyword;
  const exact: Filter = { field, min: Number(value), max: Number(value) };
  return numbers.has(field) ? exact : { or: [exact, keyword] };
}

/** `field sign bound`; with `upper`, `field:bound TO upper`. */
export function numericCondition(field: string, sign: string, bound: number, upper?: number): Filter {
  if (flags.has(field) && (sign === "=" || sign === "!=") && (bound === 0 || bound === 1))
    return { field, is: (bound === 1) === (sign === "=") };
  switch (sign) {
    case "<":
      return { field, max: bound, excludeMax: true };
    case "<=":
      return { field, max: bound };
    case ">":
      return { field, min: bound, excludeMin: true };
    case ">=":
      return upper === undefined ? { field, min: bound } : { field, min: bound, max: upper };
    case "=":
      return { field, min: bound, max: bound };
    case "!=":
      return { not: { field, min: bound, max: bound } };
    default:
      throw new AisleError("bad_filter", `unknown operator ${sign}`, { operator: sign });
  }
}
