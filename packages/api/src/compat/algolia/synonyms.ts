/** What an Algolia synonym means to the engine. */
import { AisleError } from "@aisle/core/base";
import { maximumSynonymWords } from "@aisle/core/rank";
import type { Synonym } from "@aisle/core/rank";
import type { ListKind } from "./kept-lists.ts";
import type { Raw } from "./params.ts";

function wordsOf(source: Raw, name: string, path: string): readonly string[] {
  const value = source[name];
  const words = typeof value === "string" ? [value] : value;
  const fits =
    Array.isArray(words) &&
    words.length > 0 &&
    words.length <= maximumSynonymWords &&
    words.every((one) => typeof one === "string" && one.trim() !== "");
  if (!fits)
    throw new AisleError("bad_request", `${path}.${name} must name 1 to ${maximumSynonymWords} words`, { field: `${path}.${name}` });
  return words as readonly string[];
}

function read(source: Raw, path: string): Synonym {
  const words = (name: string) => wordsOf(source, name, path);
  // Names of kinds are written in both cases by exports of different years.
  switch (String(source["type"] ?? "synonym").toLowerCase()) {
    case "synonym":
      return { from: words("synonyms"), to: words("synonyms") };
    case "onewaysynonym":
      return { from: words("input"), to: words("synonyms") };
    case "altcorrection1":
    case "altcorrection2":
      return { from: words("word"), to: words("corrections"), corrected: true };
    case "placeholder":
      // Records hold the token itself ("12 <Street>"), which is indexed as the word in it.
      return { from: words("replacements"), to: words("placeholder") };
    default:
      throw new AisleError("bad_request", `${path}.type is no kind of synonym`, { field: `${path}.type` });
  }
}

export const synonymList: ListKind = {
  command: "synonyms",
  replace: "replaceExistingSynonyms",
  idName: "id",
  read,
  list: ({ synonyms }) => synonyms,
  accepts: (source, { type }) => {
    if (typeof type !== "string" || type === "") return true;
    return type
      .toLowerCase()
      .split(",")
      .includes(String(source["type"] ?? "synonym").toLowerCase());
  },
};
