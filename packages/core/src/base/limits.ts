import { AisleError } from "./errors.ts";

/** Default limits of loops that input drives; each can be configured, and passing one is a typed error. */
export const defaultLimits = {
  /** Characters of one text field of a product; longer texts are rejected as a bad row. */
  textLength: 100_000,
  /** Bytes of one row of an input file. */
  rowBytes: 4_000_000,
  /** Attributes of one product. */
  attributes: 500,
  /** Values of one attribute or category list. */
  values: 1_000,
  /** Characters of an id: product, person, session, order, producer. */
  identifier: 512,
  /** Nesting of JSON input and of filter trees. */
  depth: 32,
  /** Nodes of one filter tree. */
  filterNodes: 2_000,
  /** Characters of a query that are read; the rest is ignored. */
  queryLength: 512,
  /** Terms of a query that are searched. */
  queryTerms: 64,
  /** Furthest hit that paging reaches. */
  pagingDepth: 1_000_000,
  /** Hits of one page. */
  pageSize: 1_000,
  /** Events of one request. */
  batchEvents: 10_000,
  /** Bytes of one request body. */
  bodyBytes: 32_000_000,
} as const;

export type Limits = { readonly [K in keyof typeof defaultLimits]: number };

/** Throws "limit_exceeded" naming the limit when `value` is above it. */
export function checkLimit(name: keyof Limits, value: number, limits: Limits = defaultLimits): void {
  if (value > limits[name]) {
    throw new AisleError("limit_exceeded", `${name} is ${value}, the limit is ${limits[name]}`, {
      limit: name,
      value,
      maximum: limits[name],
    });
  }
}
