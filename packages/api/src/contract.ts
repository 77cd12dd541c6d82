/**
 * The contract of our own API as data: one entry per route. Handlers, OpenAPI document and typed client are all read from
 * it, so they cannot disagree. Algolia's surface (compat/algolia) is documented by Algolia.
 */
import { z } from "zod";
import {
  adminProductAnswer,
  adminProductQuery,
  configAnswer,
  inspectAnswer,
  inspectBody,
  keyAnswer,
  keyBody,
  keysAnswer,
  overviewAnswer,
  overviewQuery,
  revokedAnswer,
} from "./contract/admin.ts";
import { acknowledgement, eventsBody, eventsEnvelope } from "./contract/event.ts";
import { offersBody, offersEnvelope, productAnswer, productSchema, productsBody, productsEnvelope } from "./contract/product.ts";
import { indexesAnswer } from "./contract/indexes.ts";
import { recommendAnswer, recommendBody } from "./contract/recommend.ts";
import { reviewsAnswer, reviewsBody } from "./contract/review.ts";
import {
  askerSchema,
  completeAnswer,
  completeBody,
  explainAnswer,
  explainBody,
  indexField,
  searchAnswer,
  searchBody,
  suggestAnswer,
  suggestBody,
} from "./contract/search.ts";
import { trafficAnswer, trafficBody } from "./contract/traffic.ts";
import type { Scope } from "./http/grant.ts";

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** OpenAPI path template. */
  readonly path: string;
  readonly scope: Scope;
  readonly summary: string;
  /** The documented body; absent where there is none. */
  readonly body?: z.ZodType;
  /** What is parsed before the handler where it differs from the documented body (batches, other systems' shapes). */
  readonly envelope?: z.ZodType;
  readonly query?: z.ZodObject;
  readonly answer: z.ZodType;
}

/** The index that an address names. */
export const inIndex = z.object({ index: indexField });

const foreign = z.unknown().describe("The other system's own shape; unknown fields are tolerated.");

export const routes = {
  search: { method: "POST", path: "/api/search", scope: "search", summary: "Search the catalogue", body: searchBody, answer: searchAnswer },
  recommend: {
    method: "POST",
    path: "/api/recommend",
    scope: "search",
    summary: "Recommend products, each with its reason",
    body: recommendBody,
    answer: recommendAnswer,
  },
  complete: {
    method: "POST",
    path: "/api/complete",
    scope: "search",
    summary: "Complete what was typed",
    body: completeBody,
    answer: completeAnswer,
  },
  suggest: {
    method: "POST",
    path: "/api/suggest",
    scope: "search",
    summary: "Suggest queries, products, categories and brands for what was typed",
    body: suggestBody,
    answer: suggestAnswer,
  },
  explain: {
    method: "POST",
    path: "/api/explain",
    scope: "search",
    summary: "Say how a product scores for a query, or that it does not match",
    body: explainBody,
    answer: explainAnswer,
  },
  reviews: {
    method: "POST",
    path: "/api/reviews",
    scope: "search",
    summary: "What shoppers say of products; review and rating events say it",
    body: reviewsBody,
    answer: reviewsAnswer,
  },
  events: {
    method: "POST",
    path: "/api/events",
    scope: "events",
    summary: "Append events; catalogue events need the scope write, erase, model and operator events admin",
    body: eventsBody,
    envelope: eventsEnvelope,
    answer: acknowledgement,
  },
  getProduct: {
    method: "GET",
    path: "/api/products/{id}",
    scope: "search",
    summary: "One product",
    query: z.object({ ...askerSchema.pick({ language: true, market: true, group: true }).shape, index: indexField }),
    answer: productAnswer,
  },
  putProduct: {
    method: "PUT",
    path: "/api/products/{id}",
    scope: "write",
    summary: "Put one product",
    query: inIndex,
    body: productSchema,
    answer: acknowledgement,
  },
  putProducts: {
    method: "POST",
    path: "/api/products",
    scope: "write",
    summary: "Put a batch of products; a bad one is reported and skipped",
    query: inIndex,
    body: productsBody,
    envelope: productsEnvelope,
    answer: acknowledgement,
  },
  patchOffers: {
    method: "PATCH",
    path: "/api/products",
    scope: "write",
    summary: "Change prices, stock and availability without touching texts",
    query: inIndex,
    body: offersBody,
    envelope: offersEnvelope,
    answer: acknowledgement,
  },
  deleteProduct: {
    method: "DELETE",
    path: "/api/products/{id}",
    scope: "write",
    summary: "Remove one product",
    query: inIndex,
    answer: acknowledgement,
  },
  indexes: { method: "GET", path: "/api/indexes", scope: "search", summary: "The indexes that the key may ask", answer: indexesAnswer },
  dropIndex: {
    method: "DELETE",
    path: "/api/indexes/{name}",
    scope: "write",
    summary: "Drop an index with its orders; the default one is emptied",
    answer: acknowledgement,
  },
  getTraffic: { method: "GET", path: "/api/traffic", scope: "admin", summary: "What the filter of bots found", answer: trafficAnswer },
  postTraffic: {
    method: "POST",
    path: "/api/traffic",
    scope: "admin",
    summary: "Say who is a shopper and who a bot",
    body: trafficBody,
    answer: acknowledgement,
  },
  eventsUbi: {
    method: "POST",
    path: "/api/events/ubi",
    scope: "events",
    summary: "Append events in the shape of User Behavior Insights 1.3",
    body: foreign,
    answer: acknowledgement,
  },
  eventsGa4: {
    method: "POST",
    path: "/api/events/ga4",
    scope: "events",
    summary: "Append events in the shape of GA4 Measurement Protocol (also /mp/collect)",
    body: foreign,
    answer: acknowledgement,
  },
  eventsSegment: {
    method: "POST",
    path: "/api/events/segment",
    scope: "events",
    summary: "Append events in the shape of Segment's HTTP API (also /v1/track, /v1/identify, /v1/page, /v1/batch)",
    body: foreign,
    answer: acknowledgement,
  },
  overview: {
    method: "GET",
    path: "/api/admin/overview",
    scope: "admin",
    summary: "Figures of the last minutes and the state of the server (/api/admin/events follows the log as server-sent events)",
    query: overviewQuery,
    answer: overviewAnswer,
  },
  inspect: {
    method: "POST",
    path: "/api/admin/inspect",
    scope: "admin",
    summary: "Search without leaving a trace, with the plan of the query and how long it took",
    body: inspectBody,
    answer: inspectAnswer,
  },
  adminProduct: {
    method: "GET",
    path: "/api/admin/products/{id}",
    scope: "admin",
    summary: "One product in every language, what the index holds of it, and the rules that name it",
    query: adminProductQuery,
    answer: adminProductAnswer,
  },
  config: {
    method: "GET",
    path: "/api/admin/config",
    scope: "admin",
    summary: "The effective configuration, secrets hidden",
    answer: configAnswer,
  },
  keys: { method: "GET", path: "/api/admin/keys", scope: "admin", summary: "The keys that operators made", answer: keysAnswer },
  createKey: {
    method: "POST",
    path: "/api/admin/keys",
    scope: "admin",
    summary: "Make a key; its secret is shown this once",
    body: keyBody,
    answer: keyAnswer,
  },
  revokeKey: {
    method: "DELETE",
    path: "/api/admin/keys/{id}",
    scope: "admin",
    summary: "Revoke a key",
    answer: revokedAnswer,
  },
} as const satisfies Record<string, Route>;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
