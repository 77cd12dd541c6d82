/**
 * What the parsers of foreign event formats share: reading times in every spelling, collecting events and rejections that
 * name the field as its sender wrote it. A parser never throws for what stands in one event: the others still count.
 */
import { AisleError, defaultLimits, isAisleError } from "../base.ts";
import type { Clock, Limits } from "../base.ts";
import { badEvent, shown } from "./check.ts";
import { decodeEvent } from "./decode-event.ts";
import { clockOffset, corrected } from "./event-time.ts";
import type { ShopEvent } from "./shop-event.ts";

export interface ParseContext {
  /** Gives the time of events that carry none. */
  readonly clock: Clock;
  readonly limits?: Limits;
}

export interface Rejected {
  /** Index of the sender's event. */
  readonly index: number;
  readonly reason: string;
  /** Path of the field in the sender's words. */
  readonly field: string;
}

export interface Parsed {
  readonly events: readonly ShopEvent[];
  readonly rejected: readonly Rejected[];
  /** Indexes of well-formed events of a kind that the shop has no use for (page views, scrolls). */
  readonly ignored: readonly number[];
}

export type Source = Readonly<Record<string, unknown>>;

/** The value as an object; undefined for anything else. */
export function objectOf(value: unknown): Source | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Source) : undefined;
}

/** First of the named fields that is set. */
export function firstOf(source: Source | undefined, ...names: readonly string[]): unknown {
  for (const name of names) {
    const value = source?.[name];
    if (value !== undefined && value !== null && value !== "") return value;
  }
  return undefined;
}

/** Ids come as numbers too. */
export function idOf(value: unknown): unknown {
  return typeof value === "number" && Number.isFinite(value) ? String(value) : value;
}

/** Amounts come as texts too. */
export function numberOf(value: unknown): unknown {
  return typeof value === "string" && /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(value) ? Number(value) : value;
}

/**
 * Milliseconds of a time given as seconds, milliseconds or microseconds (told apart by size: each reaches from 1973 to 5138),
 * as a number or text, or as ISO 8601; without a zone it is UTC. Undefined where it is none of these.
 */
export function timeOf(value: unknown): number | undefined {
  const number = numberOf(value);
  if (typeof number === "number") {
    if (!(number >= 0)) return undefined;
    if (number < 1e11) return Math.round(number * 1000);
    if (number < 1e14) return Math.round(number);
    return number < 1e17 ? Math.round(number / 1000) : undefined;
  }
  if (typeof value !== "string") return undefined;
  const iso = /^\s*(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?\s*$/i.exec(value);
  if (iso === null) return undefined;
  const zone = iso[3] === undefined || /^(z|utc)$/i.test(iso[3]) ? "Z" : iso[3].replace(/^(...):?/, "$1:");
  const time = Date.parse(`${iso[1]}T${iso[2] ?? "00:00"}${zone}`);
  return Number.isNaN(time) || time < 0 ? undefined : time;
}

/** A field of ours and the sender's name for it; `lines` stands for `lines[0].product` too. */
export type FieldNames = Readonly<Record<string, string>>;

/** Collects what one parser call finds. */
export class Collector {
  readonly #context: ParseContext;
  readonly #events: ShopEvent[] = [];
  readonly #rejected: Rejected[] = [];
  readonly #ignored: number[] = [];
  /** Pairs joined so far, with the index of their event. */
  readonly #joined = new Map<string, number>();

  constructor(context: ParseContext) {
    this.#context = context;
  }

  /** Runs `read` for each entry of a list; what it throws as "bad_event" rejects that entry alone, with all its events. */
  each(list: unknown, field: string, first: number, read: (entry: Source, path: string, index: number) => void): number {
    if (!Array.isArray(list)) {
      this.#rejected.push({ index: first, reason: `${field} must be a list, is ${shown(list)}`, field });
      return 1;
    }
    const limits = this.#context.limits ?? defaultLimits;
    if (list.length > limits.batchEvents) {
      throw new AisleError("limit_exceeded", `${field} has ${list.length} entries, the limit is ${limits.batchEvents}`, {
        limit: "batchEvents",
        field,
      });
    }
    for (const [i, entry] of list.entries()) {
      const path = `${field}[${i}]`;
      const before = this.#events.length;
      try {
        const source = objectOf(entry);
        if (source === undefined) throw badEvent(path, `must be an object, is ${shown(entry)}`);
        read(source, path, first + i);
      } catch (error) {
        if (!isAisleError(error, "bad_event")) throw error;
        this.#events.length = before;
        for (const [pair, at] of this.#joined) if (at >= before) this.#joined.delete(pair);
        this.#rejected.push({ index: first + i, reason: error.message, field: String(error.details["field"]) });
      }
    }
    return list.length;
  }

  /** Checks and keeps one event; a wrong field is named as the sender named it. */
  take(candidate: Source, path: string, names: FieldNames): void {
    try {
      this.#events.push(decodeEvent(candidate, "", this.#context.limits));
    } catch (error) {
      if (!isAisleError(error, "bad_event")) throw error;
      const own = String(error.details["field"]);
      const [, head = "", rest = ""] = /^([^.[]*)(.*)$/.exec(own)!;
      const theirs = names[own] ?? (names[head] === undefined ? own : names[head] + (names[head].includes("[") ? "" : rest));
      throw badEvent(`${path}.${theirs}`, error.message.slice(own.length + 1));
    }
  }

  /** A login and the anonymous id it was seen with become one `identify` a call. */
  join(user: unknown, anonymous: unknown, time: number): void {
    if (typeof user !== "string" || typeof anonymous !== "string" || user === "" || anonymous === "" || user === anonymous) return;
    const pair = JSON.stringify([user, anonymous]);
    if (this.#joined.has(pair)) return;
    this.#joined.set(pair, this.#events.length);
    try {
      this.#events.push(decodeEvent({ type: "identify", time, user, anonymous }, "", this.#context.limits));
    } catch (error) {
      // Ids that cannot be used are reported by the event that carries them.
      if (!isAisleError(error, "bad_event")) throw error;
    }
  }

  ignore(index: number): void {
    this.#ignored.push(index);
  }

  /** A time of the sender's clock, put right by what the clock showed when the call was sent. */
  corrected(time: number, sent: unknown): number {
    const now = this.#context.clock();
    return corrected(time, clockOffset(timeOf(sent), now), now);
  }

  /** The first of the given values that is set, as a time; the clock where none is. */
  time(path: string, source: Source, ...names: readonly string[]): number {
    for (const name of names) {
      const value = source[name];
      if (value === undefined || value === null || value === "") continue;
      const time = timeOf(value);
      if (time === undefined) throw badEvent(`${path}.${name}`, `must be a time, is ${shown(value)}`);
      return time;
    }
    return this.#context.clock();
  }

  finish(): Parsed {
    return { events: this.#events, rejected: this.#rejected, ignored: this.#ignored };
  }
}

/** An order without an id: the person and the moment name it, so that a second delivery names the same one. */
export function orderOf(id: unknown, user: unknown, time: number): unknown {
  return idOf(id) ?? (typeof user === "string" ? `${user.slice(0, 400)}@${time}` : undefined);
}
