/** One condition of Algolia's filters: there a facet value is a text whatever the field holds, so its type is recovered here. */
import { AisleError } from "@aisle/core/base";
import type { Filter } from "@aisle/core/retrieve";
import type { FieldTypes } from "./field-types.ts";

const plainNumber = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
/** What a condition of another type than its field's matches. */
const nothing: Filter = { ids: [] };

/** `field:value`. */
export function facetCondition(field: string, value: string, types: FieldTypes): Filter {
  if (field === "objectID") return { ids: [value] };
  const keyword: Filter = { field, in: [value] };
  const type = types(field);
  if (!type) return keyword;
  const options: Filter[] = [];
  if (type.flag && /^(true|false)$/i.test(value)) options.push({ field, is: value.toLowerCase() === "true" });
  if (type.number && plainNumber.test(value)) options.push({ field, min: Number(value), max: Number(value) });
  if (type.keyword) options.push(keyword);
  if (options.length === 0) return nothing;
  return options.length === 1 ? options[0]! : { or: options };
}

/** `field sign bound`; with `upper`, `field:bound TO upper`. */
export function numericCondition(field: string, sign: string, bound: number, types: FieldTypes, upper?: number): Filter {
  if (sign === "!=") return { not: numericCondition(field, "=", bound, types) };
  const type = types(field);
  if (type && !type.number) return type.flag && sign === "=" && (bound === 0 || bound === 1) ? { field, is: bound === 1 } : nothing;
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
    default:
      throw new AisleError("bad_filter", `unknown operator ${sign}`, { operator: sign });
  }
}
