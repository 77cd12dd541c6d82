/**
 * Feeds over HTTP with conditional requests: a feed that says it has not changed is not read again. A product feed goes through
 * the catalogue reader, so only differences become events; a news feed becomes items.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AisleError, contentHash } from "@aisle/core/base";
import type { ConnectMemory } from "@aisle/api/connect/memory";
import { readWithin } from "./api-client.ts";
import type { Fetch } from "./api-client.ts";
import { parseFeed } from "./parse-feed.ts";
import type { Feed } from "./parse-feed.ts";

export interface FeedOptions {
  readonly memory: ConnectMemory;
  readonly fetch?: Fetch;
  readonly signal: AbortSignal;
  readonly maximumBytes?: number;
}

interface Mark {
  readonly etag?: string;
  readonly modified?: string;
}

export interface Fetched {
  readonly bytes: Buffer;
  /** Call once what came is used: the next request then asks for what is newer. */
  used(): void;
}

const feedBytes = 512 * 1024 * 1024;
const requestMs = 120_000;

/** An address without what signs a person in. */
export function shownAddress(address: string): string {
  const url = new URL(address);
  url.username = "";
  url.password = "";
  return url.href;
}

/** The bytes of a feed; undefined where it has not changed since it was used last. */
export async function fetchFeed(address: string, options: FeedOptions): Promise<Fetched | undefined> {
  const url = new URL(address);
  const name = shownAddress(address);
  const key = `feed/${contentHash(address)}`;
  const stored = options.memory.get(key);
  const mark: Mark = stored === undefined ? {} : (JSON.parse(stored) as Mark);
  const headers: Record<string, string> = {
    accept: "application/rss+xml, application/atom+xml, application/xml, text/xml, */*;q=0.5",
    ...(mark.etag === undefined ? {} : { "if-none-match": mark.etag }),
    ...(mark.modified === undefined ? {} : { "if-modified-since": mark.modified }),
  };
  if (url.username !== "" || url.password !== "") {
    const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    headers["authorization"] = `Basic ${Buffer.from(pair).toString("base64")}`;
    url.username = "";
    url.password = "";
  }
  let response: Response;
  let bytes: Buffer;
  try {
    const signal = AbortSignal.any([options.signal, AbortSignal.timeout(requestMs)]);
    response = await (options.fetch ?? ((to: URL, init: RequestInit) => fetch(to, init)))(url, { headers, signal });
    if (response.status === 304) return undefined;
    if (!response.ok) throw new AisleError("unavailable", `${name} answered ${response.status}`, { status: response.status });
    bytes = await readWithin(response, options.maximumBytes ?? feedBytes, name);
  } catch (cause) {
    if (cause instanceof AisleError) throw cause;
    throw new AisleError(options.signal.aborted ? "closed" : "unavailable", `${name} cannot be read`, {}, cause);
  }
  const etag = response.headers.get("etag");
  const modified = response.headers.get("last-modified");
  const next: Mark = { ...(etag === null ? {} : { etag }), ...(modified === null ? {} : { modified }) };
  return { bytes, used: () => options.memory.set([[key, JSON.stringify(next)]]) };
}

/** The items of a news feed; undefined where it has not changed. */
export async function readFeed(address: string, options: FeedOptions): Promise<Feed | undefined> {
  const fetched = await fetchFeed(address, options);
  if (fetched === undefined) return undefined;
  const feed = parseFeed(fetched.bytes.toString("utf8"), shownAddress(address));
  fetched.used();
  return feed;
}

/** Hands a product feed to a catalogue loader as a file; false where it has not changed. */
export async function loadProductFeed(
  address: string,
  folder: string,
  options: FeedOptions,
  load: (file: string) => Promise<unknown>,
): Promise<boolean> {
  const fetched = await fetchFeed(address, options);
  if (fetched === undefined) return false;
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${contentHash(address)}.feed`);
  await writeFile(file, fetched.bytes);
  try {
    await load(file);
    fetched.used();
    return true;
  } finally {
    await rm(file, { force: true });
  }
}
