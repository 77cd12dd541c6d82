/** The table of Algolia's endpoints that we answer; `:index` is `*` where Algolia writes a literal star. */
import type { Call, Endpoint } from "../../http/call.ts";
import type { Scope } from "../../http/grant.ts";
import { browse } from "./browse.ts";
import { clearList, deleteEntry, getEntry, saveEntry, saveList, searchList } from "./kept-lists.ts";
import type { ListKind } from "./kept-lists.ts";
import { getObject, getObjects, getTask, listIndices } from "./objects.ts";
import { operation } from "./operation.ts";
import { facetQuery, multiQuery, singleQuery } from "./queries.ts";
import type { Parts } from "./queries.ts";
import { recommendations } from "./recommend.ts";
import { ruleList } from "./rules.ts";
import { getSettings, putSettings } from "./settings.ts";
import { synonymList } from "./synonyms.ts";
import { batch, clearObjects, deleteByQuery, deleteIndex, deleteObject, partialUpdate, saveObject } from "./writes.ts";

export interface Mount {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly endpoint: Endpoint;
}

type Answerer = (call: Call, parts: Parts) => Promise<Response>;

/** Endpoints in the order of their precedence. */
export function algoliaEndpoints(parts: Parts): readonly Mount[] {
  const mount = (method: Mount["method"], path: string, name: string, answerer: Answerer, scope: Scope = "search"): Mount => ({
    method,
    path,
    endpoint: { name: `algolia.${name}`, scope, style: "algolia", handler: (call) => answerer(call, parts) },
  });
  const listMounts = (kind: ListKind): readonly Mount[] => {
    const at = `/1/indexes/:index/${kind.command}`;
    const one = (method: Mount["method"], path: string, name: string, answerer: Answerer) =>
      mount(method, `${at}/${path}`, `${kind.command}.${name}`, answerer, "write");
    return [
      one("POST", "batch", "batch", saveList(kind)),
      one("POST", "search", "search", searchList(kind)),
      one("POST", "clear", "clear", clearList(kind)),
      one("GET", ":objectID", "get", getEntry(kind)),
      one("PUT", ":objectID", "save", saveEntry(kind)),
      one("DELETE", ":objectID", "delete", deleteEntry(kind)),
    ];
  };
  return [
    mount("GET", "/1/indexes", "indexes", listIndices),
    mount("POST", "/1/indexes/:index/queries", "queries", multiQuery),
    mount("POST", "/1/indexes/:index/recommendations", "recommendations", recommendations),
    mount("POST", "/1/indexes/:index/objects", "objects", getObjects),
    mount("POST", "/1/indexes/:index/query", "query", singleQuery),
    mount("GET", "/1/indexes/:index/query", "query", singleQuery),
    mount("POST", "/1/indexes/:index/facets/:facet/query", "facet", facetQuery),
    mount("GET", "/1/indexes/:index", "query", singleQuery),
    mount("GET", "/1/indexes/:index/settings", "settings", getSettings),
    mount("PUT", "/1/indexes/:index/settings", "settings", putSettings, "write"),
    mount("GET", "/1/indexes/:index/task/:task", "task", getTask),
    ...listMounts(synonymList),
    ...listMounts(ruleList),
    mount("POST", "/1/indexes/:index/batch", "batch", batch, "write"),
    mount("POST", "/1/indexes/:index/deleteByQuery", "deleteByQuery", deleteByQuery, "write"),
    mount("POST", "/1/indexes/:index/operation", "operation", operation, "write"),
    mount("DELETE", "/1/indexes/:index", "deleteIndex", deleteIndex, "write"),
    mount("POST", "/1/indexes/:index/clear", "clear", clearObjects, "write"),
    // A whole catalogue with one call is for those who may write it.
    mount("POST", "/1/indexes/:index/browse", "browse", browse, "write"),
    mount("GET", "/1/indexes/:index/browse", "browse", browse, "write"),
    mount("POST", "/1/indexes/:index/:objectID/partial", "partial", partialUpdate, "write"),
    mount("POST", "/1/indexes/:index", "save", saveObject, "write"),
    mount("PUT", "/1/indexes/:index/:objectID", "save", saveObject, "write"),
    mount("DELETE", "/1/indexes/:index/:objectID", "delete", deleteObject, "write"),
    mount("GET", "/1/indexes/:index/:objectID", "object", getObject),
  ];
}
