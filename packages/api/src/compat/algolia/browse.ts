/**
 * Every object of an index, page by page. The cursor carries the parameters and how far it got, so the server remembers
 * nothing; objects written between two pages may shift the rest by their number, as the answer's position lets a caller see.
 */
import { AisleError } from "@aisle/core/base";
import { answer } from "../../http/answer.ts";
import { decodeBase64 } from "../../http/base64.ts";
import type { Call } from "../../http/call.ts";
import { fieldTypes } from "./field-types.ts";
import { openCatalog } from "./index-name.ts";
import { flattenParams, fromQuery, searchParams } from "./params.ts";
import type { Raw } from "./params.ts";
import { bodyOf } from "./queries.ts";
import type { Parts } from "./queries.ts";
import { retrieved, toRecord } from "./record.ts";
import { questionOf, resultFrame } from "./search.ts";

const defaultPage = 1_000;

interface Cursor {
  readonly at: number;
  readonly raw: Raw;
}

function writeCursor(cursor: Cursor): string {
  const bytes = new TextEncoder().encode(JSON.stringify(cursor));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

function readCursor(text: unknown): Cursor {
  try {
    const { at, raw } = JSON.parse(decodeBase64(String(text)) ?? "") as Cursor;
    if (Number.isSafeInteger(at) && at >= 0 && typeof raw === "object" && raw !== null && !Array.isArray(raw)) return { at, raw };
  } catch {
    // Falls through to the one answer for anything that is no cursor of ours.
  }
  throw new AisleError("bad_request", "cursor is not one that browse gave", { field: "cursor" });
}

/** POST and GET /1/indexes/{index}/browse. */
export async function browse(call: Call, { shop, limits }: Parts): Promise<Response> {
  const name = call.params["index"]!;
  const index = openCatalog(shop, name, call.grant.restriction);
  const body = call.request.method === "GET" ? {} : await bodyOf(call);
  const { cursor, ...asked } = { ...fromQuery(call.url.searchParams), ...flattenParams(body) };
  const { at, raw } = cursor === undefined ? { at: 0, raw: asked } : readCursor(cursor);
  const params = searchParams({ hitsPerPage: defaultPage, ...raw, page: 0 }, call.grant, limits, fieldTypes(index.reader));
  const started = shop.clock();
  const { limit } = params;
  const reachable = Math.max(0, Math.min(limit, limits.pagingDepth - at));
  // In the catalogue's own language: a record written back must not replace a text by its translation.
  const wanted = { ...questionOf(params, index, call.grant), asker: params.audience };
  const question = { ...wanted, personal: false, rules: false, offset: reachable === 0 ? 0 : at, limit: reachable };
  const found = await index.reader.search(question);
  const next = at + found.hits.length;
  return answer(
    {
      hits: found.hits.map(({ product }) => retrieved(toRecord(product), params.attributesToRetrieve)),
      ...resultFrame(name, raw, params, found.total, shop.clock() - started),
      page: limit === 0 ? 0 : Math.floor(at / limit),
      ...(found.hits.length > 0 && next < found.total ? { cursor: writeCursor({ at: next, raw }) } : {}),
    },
    { position: found.position },
  );
}
