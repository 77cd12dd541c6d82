/**
 * Settings of the index. Those that are also search parameters are their defaults; those about the order and the fields of
 * the index are kept and returned, because the index reads its schema from the products; unknown ones are kept untouched.
 */
import { AisleError } from "@aisle/core/base";
import { answer } from "../../http/answer.ts";
import type { Call } from "../../http/call.ts";
import { fieldTypes } from "./field-types.ts";
import { openIndex } from "./index-name.ts";
import { order } from "./kept-lists.ts";
import { searchParams } from "./params.ts";
import { bodyOf } from "./queries.ts";
import type { Parts } from "./queries.ts";
import { allFacets } from "./search.ts";
import { defaultsIn } from "./setting-defaults.ts";
import { dateOf, requireCatalog } from "./writes.ts";

/** Settings that are lists of texts. */
const lists = [
  "searchableAttributes",
  "attributesForFaceting",
  "unretrievableAttributes",
  "ranking",
  "customRanking",
  "replicas",
  "numericAttributesForFiltering",
  "disableTypoToleranceOnWords",
];

/** GET /1/indexes/{index}/settings. */
export async function getSettings(call: Call, { shop }: Parts): Promise<Response> {
  openIndex(call.params["index"], call.grant.restriction);
  return answer(
    {
      searchableAttributes: ["title", "brand", "categories", "color", "attributes", "description"],
      attributesForFaceting: allFacets(shop),
      attributesToRetrieve: null,
      attributesToHighlight: null,
      attributesToSnippet: null,
      attributeForDistinct: "item_group_id",
      hitsPerPage: 20,
      maxValuesPerFacet: 100,
      highlightPreTag: "<em>",
      highlightPostTag: "</em>",
      snippetEllipsisText: "…",
      ranking: ["typo", "words", "filters", "proximity", "attribute", "exact", "custom"],
      ...shop.engine.merchandise.settings,
    },
    { position: shop.engine.position },
  );
}

/** PUT /1/indexes/{index}/settings: those named change, null takes one back to its default. */
export async function putSettings(call: Call, { shop, limits }: Parts): Promise<Response> {
  requireCatalog(call.params["index"], call);
  const set = await bodyOf(call);
  for (const name of lists) {
    const value = set[name];
    if (value === undefined || value === null) continue;
    if (!Array.isArray(value) || !value.every((one) => typeof one === "string"))
      throw new AisleError("bad_request", `${name} must be a list of texts`, { field: name });
  }
  // What no search could read is refused here, once, and not by every search.
  searchParams(defaultsIn(set), call.grant, limits, fieldTypes(shop));
  const taskID = await order(shop, "settings", Object.keys(set).length === 0 ? [] : [{ set }]);
  return answer({ taskID, updatedAt: dateOf(shop) }, { position: taskID });
}
