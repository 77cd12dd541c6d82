/** Questions to the server through the dashboard's door. The session's cookie goes with them by itself; no script sees it. */
import type { AnswerOf, BodyOf } from "@aisle/api/client";

const door = "/dashboard/api";

export type Overview = AnswerOf<"overview">;
export type Inspection = AnswerOf<"inspect">;
export type SearchQuestion = BodyOf<"inspect">;
export type Hit = Inspection["answer"]["hits"][number];
export type Product = Hit["product"];
export type ProductInspection = AnswerOf<"adminProduct">;
export type IssuedKey = AnswerOf<"keys">["keys"][number];
export type KeyRequest = BodyOf<"createKey">;

/** What the server refused, with its code. */
export class Refused extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(message);
    this.name = "Refused";
    this.code = code;
    this.status = status;
  }
}

export interface SessionState {
  readonly key: string;
  readonly expires: number;
}

const watchers = new Set<() => void>();

/** Called when an answer says that the session is over. */
export function onSessionOver(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(door + path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  }).catch((cause: unknown) => {
    throw new Refused("unreachable", 0, cause instanceof Error ? cause.message : String(cause));
  });
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as T;
  let refusal: { readonly code?: string; readonly message?: string } = {};
  try {
    refusal = JSON.parse(text) as typeof refusal;
  } catch {
    // A proxy in between answered with something else; the status still says what happened.
  }
  if (response.status === 401 && path !== "/session") for (const watcher of watchers) watcher();
  throw new Refused(refusal.code ?? "internal", response.status, refusal.message ?? `status ${response.status}`);
}

/** The session of this browser; null where there is none. */
export async function readSession(): Promise<SessionState | null> {
  const state = await call<SessionState | { readonly key: null }>("GET", "/session");
  return state.key === null ? null : state;
}

export const signIn = (key: string) => call<SessionState>("POST", "/session", { key });
export const signOut = () => call<unknown>("DELETE", "/session");

export const readOverview = (minutes: number) => call<Overview>("GET", `/api/admin/overview?minutes=${minutes}`);
export const inspect = (question: SearchQuestion) => call<Inspection>("POST", "/api/admin/inspect", question);
export const readProduct = (index: string, id: string) =>
  call<ProductInspection>("GET", `/api/admin/products/${encodeURIComponent(id)}?index=${encodeURIComponent(index)}`);
export const readIndexes = () => call<AnswerOf<"indexes">>("GET", "/api/indexes");
export type TrafficReport = AnswerOf<"getTraffic">;
export type TrafficOrder = BodyOf<"postTraffic">;
export const readTraffic = () => call<TrafficReport>("GET", "/api/traffic");
export const judgeVisitor = (order: TrafficOrder) => call<AnswerOf<"postTraffic">>("POST", "/api/traffic", order);
export const readConfig = () => call<AnswerOf<"config">>("GET", "/api/admin/config");
export const readKeys = () => call<AnswerOf<"keys">>("GET", "/api/admin/keys");
export const createKey = (key: KeyRequest) => call<AnswerOf<"createKey">>("POST", "/api/admin/keys", key);
export const revokeKey = (id: string) => call<unknown>("DELETE", `/api/admin/keys/${encodeURIComponent(id)}`);
export const erasePerson = (user: string) =>
  call<AnswerOf<"events">>("POST", "/api/events", { events: [{ type: "erase", user }] } satisfies BodyOf<"events">);

/** A synonym or a rule as it was given, in Algolia's shape. */
export type Entry = Readonly<Record<string, unknown>> & { readonly objectID: string };
export type ListName = "synonyms" | "rules";

export interface EntryPage {
  readonly hits: readonly Entry[];
  readonly nbHits: number;
  readonly nbPages: number;
}

/** The index of those who name none. */
export const defaultIndex = "products";

const list = (index: string, name: ListName) => `/1/indexes/${encodeURIComponent(index)}/${name}`;

export const searchEntries = (index: string, name: ListName, query: string, page: number) =>
  call<EntryPage>("POST", `${list(index, name)}/search`, { query, page, hitsPerPage: 25 });
export const saveEntry = (index: string, name: ListName, entry: Entry) =>
  call<unknown>("PUT", `${list(index, name)}/${encodeURIComponent(entry.objectID)}`, entry);
export const deleteEntry = (index: string, name: ListName, id: string) =>
  call<unknown>("DELETE", `${list(index, name)}/${encodeURIComponent(id)}`);

/** Address of the live stream, for an EventSource. */
export const liveAddress = (language: string) => `${door}/api/admin/events?language=${language}`;
