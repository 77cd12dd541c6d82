/** What the operator's surface (/api/admin, the dashboard) asks of the host beside the shop itself; an edge worker has none. */
import type { LiveFigures } from "@aisle/core/analytics";
import type { LoggedEvent, Position } from "@aisle/core/event";
import type { Scope } from "./http/grant.ts";

/** A key that operators made, without its secret. */
export interface IssuedKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly indices?: readonly string[];
  /** Algolia filter expression. */
  readonly filters?: string;
  /** Milliseconds UTC. */
  readonly expires?: number;
  readonly created: number;
}

export interface KeyRegister {
  /** In the order of their making. */
  list(): readonly IssuedKey[];
  /** Keeps the key before it answers with its secret, which is shown this once; "limit_exceeded" where there are too many. */
  create(key: Omit<IssuedKey, "id" | "created">): Promise<{ readonly key: IssuedKey; readonly secret: string }>;
  /** False where there is no such key. */
  revoke(id: string): Promise<boolean>;
}

/** Waits of one kind of request over the last minutes. */
export interface Latency {
  readonly route: string;
  readonly count: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

export interface HostState {
  /** Milliseconds UTC. */
  readonly started: number;
  readonly products: number;
  readonly log: { readonly start: Position; readonly end: Position };
  /** The newest snapshot that this process saved, or started from: then the time of its saving is not known. */
  readonly snapshot?: { readonly position: Position; readonly saved?: number };
}

/** The last catalogue load of this process. */
export interface CatalogLoad {
  readonly at: number;
  readonly files: readonly string[];
  readonly rows: number;
  readonly usable: number;
  readonly skipped: number;
  /** The first of them. */
  readonly problems: readonly { readonly file: string; readonly line: number; readonly reason: string }[];
}

export interface Operations {
  readonly figures: Pick<LiveFigures, "window">;
  readonly keys: KeyRegister;
  /** Called synchronously for each event once it is durable; returns the way to stop. */
  subscribe(listener: (event: LoggedEvent) => void): () => void;
  latencies(): readonly Latency[];
  state(): HostState;
  loads(): readonly CatalogLoad[];
  /** The effective configuration with its secrets hidden. */
  config(): Readonly<Record<string, unknown>>;
}
