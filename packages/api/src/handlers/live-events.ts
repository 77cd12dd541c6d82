/**
 * The log as it grows, as server-sent events: every quarter of a second the counts by type of what came, and the first few events
 * of it without anybody's words or ids (a person is the beginning of their pseudonym). A reader that does not keep up gets its
 * counts later and in one; only examples are lost to it. One subscription serves all readers, and there is none without readers.
 */
import { AisleError } from "@aisle/core/base";
import { defaultIndex } from "@aisle/core/engine";
import type { EventType, LoggedEvent } from "@aisle/core/event";
import type { Verdict } from "@aisle/core/traffic";
import { z } from "zod";
import type { Mount } from "../compat/algolia/endpoints.ts";
import type { Call } from "../http/call.ts";
import { parseWith } from "../http/parse.ts";
import type { Operations } from "../operations.ts";
import type { Shop } from "../shop.ts";
import { operationsOf } from "./admin.ts";

export interface LiveEvent {
  readonly position: number;
  /** Event time, milliseconds UTC. */
  readonly time: number;
  readonly type: EventType;
  /** First six characters of the pseudonym. */
  readonly person?: string;
  /** Where the filter of traffic holds the person for no shopper. */
  readonly verdict?: Verdict;
  /** The index of the product; absent for the default one. */
  readonly index?: string;
  readonly product?: string;
  readonly title?: string;
  /** Products of an impression, lines of an order. */
  readonly count?: number;
  /** What a search found. */
  readonly total?: number;
  /** What an operator ordered. */
  readonly command?: string;
}

export interface LiveTick {
  readonly position: number;
  readonly counts: Readonly<Partial<Record<EventType, number>>>;
  readonly events: readonly LiveEvent[];
}

const tickMs = 250;
const heartbeatTicks = 60;
/** After which a reader has to come again, and show its key again. */
const longestTicks = 4 * 60 * 30;
const examplesPerTick = 20;
const maximumReaders = 32;
const liveQuery = z.object({ language: z.string().min(2).max(35).exactOptional() });
const encoder = new TextEncoder();

interface Reader {
  /** BCP 47 tag of the titles; the products' own language where absent. */
  readonly language: string | undefined;
  readonly controller: ReadableStreamDefaultController<Uint8Array>;
  counts: Partial<Record<EventType, number>>;
  events: readonly LiveEvent[];
  ticks: number;
}

export class LiveEvents {
  readonly #shop: Shop;
  readonly #readers = new Set<Reader>();
  #counts: Partial<Record<EventType, number>> = {};
  #examples: LoggedEvent[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(shop: Shop) {
    this.#shop = shop;
  }

  /** The endpoint's table entry. */
  mount(): Mount {
    const handler = async (call: Call) => {
      const { language } = parseWith(liveQuery, Object.fromEntries(call.url.searchParams));
      return this.#open(operationsOf(this.#shop), language);
    };
    return { method: "GET", path: "/api/admin/events", endpoint: { name: "admin.events", scope: "admin", style: "own", handler } };
  }

  /** Ends every stream; for shutting down. */
  close(): void {
    for (const reader of this.#readers) this.#end(reader);
  }

  #open(operations: Operations, language: string | undefined): Response {
    if (this.#readers.size >= maximumReaders) {
      throw new AisleError("rate_limited", `${maximumReaders} readers follow the log already`, { retryAfter: 10 });
    }
    let reader: Reader | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        reader = { language, controller, counts: {}, events: [], ticks: 0 };
        this.#readers.add(reader);
        controller.enqueue(encoder.encode(message("open", { position: this.#shop.engine.position })));
        this.#start(operations);
      },
      cancel: () => {
        this.#leave(reader!);
      },
    });
    const headers = { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store", "x-accel-buffering": "no" };
    return new Response(body, { headers });
  }

  #start(operations: Operations): void {
    if (this.#timer !== undefined) return;
    this.#unsubscribe = operations.subscribe((logged) => {
      const { event } = logged;
      if (event === undefined) return;
      this.#counts[event.type] = (this.#counts[event.type] ?? 0) + 1;
      if (this.#examples.length < examplesPerTick) this.#examples.push(logged);
    });
    this.#timer = setInterval(() => this.#tick(), tickMs);
  }

  #leave(reader: Reader): void {
    this.#readers.delete(reader);
    if (this.#readers.size > 0) return;
    clearInterval(this.#timer);
    this.#unsubscribe?.();
    this.#timer = undefined;
    this.#unsubscribe = undefined;
    this.#counts = {};
    this.#examples = [];
  }

  #end(reader: Reader): void {
    this.#leave(reader);
    reader.controller.close();
  }

  #tick(): void {
    const counts = this.#counts;
    const examples = this.#examples;
    const inLanguage = new Map<string | undefined, readonly LiveEvent[]>();
    this.#counts = {};
    this.#examples = [];
    for (const reader of this.#readers) {
      for (const [type, count] of Object.entries(counts) as [EventType, number][]) reader.counts[type] = (reader.counts[type] ?? 0) + count;
      if (examples.length > 0) {
        if (!inLanguage.has(reader.language)) inLanguage.set(reader.language, this.#shown(examples, reader.language));
        reader.events = inLanguage.get(reader.language)!;
      }
      this.#send(reader);
    }
  }

  #shown(examples: readonly LoggedEvent[], language: string | undefined): readonly LiveEvent[] {
    const marked = new Map(this.#shop.engine.traffic.latest.map(({ person, verdict }) => [person, verdict]));
    return examples.map((logged) => shown(logged, this.#shop, marked, language));
  }

  #send(reader: Reader): void {
    const { controller } = reader;
    if (++reader.ticks >= longestTicks) return this.#end(reader);
    // What was sent last is still unread.
    if ((controller.desiredSize ?? 0) <= 0) return;
    if (Object.keys(reader.counts).length > 0) {
      const tick: LiveTick = { position: this.#shop.engine.position, counts: reader.counts, events: reader.events };
      controller.enqueue(encoder.encode(message("tick", tick)));
      reader.counts = {};
      reader.events = [];
    } else if (reader.ticks % heartbeatTicks === 0) controller.enqueue(encoder.encode(": still here\n\n"));
  }
}

function message(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** `marked` are the visitors who were marked lately as no shoppers. */
function shown(
  { position, person, event }: LoggedEvent,
  shop: Shop,
  marked: ReadonlyMap<string, Verdict>,
  language: string | undefined,
): LiveEvent {
  const { type, time } = event!;
  const index = "index" in event! ? event!.index : undefined;
  const product = event!.type === "product" ? event!.product.id : "product" in event! ? event!.product : undefined;
  const title = product === undefined ? undefined : shop.engine.index(index ?? defaultIndex)?.product(product, language)?.title;
  const list = "products" in event! ? event!.products : "lines" in event! ? event!.lines : undefined;
  const verdict = person === undefined ? undefined : marked.get(person);
  return {
    position,
    time,
    type,
    ...(index === undefined ? {} : { index }),
    ...(person === undefined ? {} : { person: person.slice(0, 6) }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(product === undefined ? {} : { product }),
    ...(title === undefined ? {} : { title }),
    ...(list === undefined ? {} : { count: list.length }),
    ...(event!.type === "query" && event!.total !== undefined ? { total: event!.total } : {}),
    ...(event!.type === "operator" ? { command: event!.command } : {}),
  };
}
