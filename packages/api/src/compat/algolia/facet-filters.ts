/** facetFilters, numericFilters and tagFilters: nested lists where the outer level is AND and the inner one OR. */
import { AisleError, defaultLimits } from "@aisle/core/base";
import type { Filter } from "@aisle/core/retrieve";
import { facetCondition } from "./conditions.ts";
import type { FieldTypes } from "./field-types.ts";
import { allOf, anyOf, parseFilters } from "./filters.ts";

type One = (text: string) => Filter | undefined;

function facet(text: string, types: FieldTypes): Filter {
  const colon = text.indexOf(":");
  if (colon <= 0)
    throw new AisleError("bad_filter", `facetFilters: ${JSON.stringify(text.slice(0, 200))} is not "field:value"`, {
      facetFilter: text.slice(0, 200),
    });
  const value = text.slice(colon + 1);
  let field = text.slice(0, colon);
  let negated = false;
  if (field.startsWith("-")) {
    negated = true;
    field = field.slice(1);
  }
  // A leading minus of a value negates; "\-" is the minus itself.
  if (value.startsWith("-")) return { not: facetCondition(field, value.slice(1), types) };
  const condition = facetCondition(field, value.startsWith("\\-") ? value.slice(1) : value, types);
  return negated ? { not: condition } : condition;
}

function tag(text: string, types: FieldTypes): Filter {
  return text.startsWith("-") ? { not: facetCondition("_tags", text.slice(1), types) } : facetCondition("_tags", text, types);
}

function nested(name: string, input: unknown, one: One): Filter | undefined {
  if (input === undefined || input === null) return undefined;
  const wrong = () => new AisleError("bad_filter", `${name} must be a text, or a list of texts and lists of texts`, { field: name });
  const list = Array.isArray(input) ? (input as readonly unknown[]) : [input];
  let count = 0;
  const read = (text: unknown): Filter | undefined => {
    if (typeof text !== "string") throw wrong();
    if (++count > defaultLimits.filterNodes)
      throw new AisleError("limit_exceeded", `${name} has more than ${defaultLimits.filterNodes} conditions`, { limit: "filterNodes" });
    return text === "" ? undefined : one(text);
  };
  return allOf(
    list.map((entry) => {
      if (!Array.isArray(entry)) return read(entry);
      const options = entry.map(read).filter((option) => option !== undefined);
      return options.length === 0 ? undefined : anyOf(options);
    }),
  );
}

/** `["brand:A", ["color:red", "color:-blue"]]`. */
export function parseFacetFilters(input: unknown, types: FieldTypes): Filter | undefined {
  return nested("facetFilters", input, (text) => facet(text, types));
}

/** `["price>=10", ["rating=4", "rating=5"]]`. */
export function parseNumericFilters(input: unknown, types: FieldTypes): Filter | undefined {
  // Older clients separate conditions with commas inside one text.
  const split = (text: string) => allOf(text.split(",").map((one) => parseFilters(one, types)));
  return nested("numericFilters", input, split);
}

/** `["book", ["new", "-old"]]`. */
export function parseTagFilters(input: unknown, types: FieldTypes): Filter | undefined {
  return nested("tagFilters", input, (text) => tag(text, types));
}
