/**
 * Settings of the index. Those that are also search parameters are their defaults; those about the order and the fields of
 * the index are kept and returned, because the index reads its schema from the products; unknown ones are kept untouched.
 */
import { AisleError } from "@aisle/core/base";
import { answer } from "../../http/answer.ts";
import type { Call } from "../../http/call.ts";
import type { Shop } from "../../shop.ts";
import { fieldTypes } from "./field-types.ts";
import { nameOf, openCatalog, replicasIn, writableName } from "./index-name.ts";
import { order } from "./kept-lists.ts";
import { searchParams } from "./params.ts";
import { bodyOf } from "./queries.ts";
import type { Parts } from "./queries.ts";
import { allFacets } from "./search.ts";
import { defaultsIn } from "./setting-defaults.ts";
import { dateOf } from "./writes.ts";

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
  const { reader, settings, replica } = openCatalog(shop, call.params["index"], call.grant.restriction);
  return answer(
    {
      searchableAttributes: ["title", "brand", "categories", "color", "attributes", "description"],
      attributesForFaceting: allFacets(reader),
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
      ...settings,
      ...(replica === undefined ? {} : { primary: reader.name, replicas: undefined }),
    },
    { position: shop.engine.position },
  );
}

/** The catalogue that a name's settings belong to, and the replica of it where the name is one that its settings list. */
function settingsOwner(call: Call, shop: Shop): { readonly name: string; readonly replica?: string } {
  const name = nameOf(call.params["index"], call.grant.restriction);
  for (const primary of shop.engine.indexes) {
    const index = shop.engine.index(name) ? undefined : shop.engine.index(primary);
    if (index && replicasIn(index.merchandise.settings).includes(name)) return { name: primary, replica: name };
  }
  return { name: writableName(shop, name, call.grant.restriction) };
}

/** PUT /1/indexes/{index}/settings: those named change, null takes one back to its default. */
export async function putSettings(call: Call, { shop, limits }: Parts): Promise<Response> {
  const { name: owner, replica } = settingsOwner(call, shop);
  const reader = shop.engine.index(owner);
  const set = await bodyOf(call);
  for (const name of lists) {
    const value = set[name];
    if (value === undefined || value === null) continue;
    if (!Array.isArray(value) || !value.every((one) => typeof one === "string"))
      throw new AisleError("bad_request", `${name} must be a list of texts`, { field: name });
  }
  // What no search could read is refused here, once, and not by every search.
  searchParams(defaultsIn(set), call.grant, limits, fieldTypes(reader));
  const forwarded = replica === undefined && call.url.searchParams.get("forwardToReplicas") === "true";
  const { replicas: _, ...shared } = set;
  const changes =
    Object.keys(set).length === 0
      ? []
      : [
          replica === undefined ? { set } : { set: shared, replica },
          ...(forwarded && reader
            ? replicasIn({ ...reader.merchandise.settings, ...set }).map((one) => ({ set: shared, replica: one }))
            : []),
        ];
  const taskID = await order(shop, owner, "settings", changes);
  return answer({ taskID, updatedAt: dateOf(shop) }, { position: taskID });
}
