/**
 * What the HTTP surface stands on. The server (or an edge worker) makes one Shop; nothing here knows which. Everything that
 * differs between them — log, clock, ids, logging, metrics — comes in through it.
 */
import type { Clock } from "@aisle/core/base";
import type {
  Engine,
  RecommendAnswer,
  RecommendQuestion,
  SearchAnswer,
  SearchQuestion,
  SuggestAnswer,
  SuggestQuestion,
} from "@aisle/core/engine";
import type { Appended, ShopEvent } from "@aisle/core/event";
import type { KeyRing } from "./http/keys.ts";
import type { Operations } from "./operations.ts";

export interface ApiLimits {
  /** Bytes of one request body. */
  readonly bodyBytes: number;
  /** Events, products or ids of one request. */
  readonly batch: number;
  /** Queries of one multi-query or recommendation request. */
  readonly queries: number;
  /** Nesting of JSON input. */
  readonly depth: number;
  /** Nodes of one filter tree. */
  readonly filterNodes: number;
  readonly pageSize: number;
  readonly pagingDepth: number;
  /** Milliseconds that an answer waits for a demanded position. */
  readonly positionWaitMs: number;
  /** Requests a second and caller; bursts of twice as many. */
  readonly requestsPerSecond: number;
  /** Callers whose rate is remembered; beyond it the one idle for longest is forgotten. */
  readonly rateEntries: number;
}

/** Counts and times requests; the server fills it with Prometheus. */
export interface ApiMetrics {
  request(route: string, status: number, seconds: number): void;
  text(): Promise<string>;
}

export interface Health {
  /** False sends traffic elsewhere (starting, draining) without a restart. */
  readonly ready: boolean;
  readonly details?: Readonly<Record<string, unknown>>;
}

export type Log = (level: "info" | "warn" | "error", message: string, fields: Readonly<Record<string, unknown>>) => void;

/** A question as an index was asked, and what it answered. */
export type Asked = { readonly index: string } & (
  | { readonly kind: "search"; readonly question: SearchQuestion; readonly answer: SearchAnswer }
  | { readonly kind: "recommend"; readonly question: RecommendQuestion; readonly answer: RecommendAnswer }
  | { readonly kind: "suggest"; readonly question: SuggestQuestion & { readonly text: string }; readonly answer: SuggestAnswer }
);

export interface Shop {
  readonly engine: Engine;
  /** Resolves once the events are in the log at the level it names, and the engine has applied them. */
  ingest(events: readonly ShopEvent[]): Promise<Appended>;
  readonly keys: KeyRing;
  readonly clock: Clock;
  /** A fresh request id. */
  newId(): string;
  /** Origins that browsers may call from; "*" opens the search and events scopes to any page. */
  readonly corsOrigins: readonly string[];
  /** Names of the columns that products brought: what `facets: "*"` means. */
  fields(kind: "keywords" | "numbers" | "flags"): readonly string[];
  health(): Health;
  /** Resolves when a bulky request may go on: one of them at a time, with what else is ready in between. */
  turn?(): Promise<void>;
  readonly limits?: Partial<ApiLimits>;
  /** Default true: searches of a named shopper become query events. */
  readonly recordQueries?: boolean;
  /** Hears of every answer that carries an attribution id; must not throw, and what it does is not waited for. */
  readonly answered?: (asked: Asked) => void;
  readonly metrics?: ApiMetrics;
  readonly log?: Log;
  /** Absent: no operator's surface. */
  readonly operations?: Operations;
}
