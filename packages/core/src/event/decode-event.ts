/**
 * The edge of the system: unknown input becomes a ShopEvent or AisleError "bad_event" whose `details.field` is the path of
 * the first field that does not fit. Hand-written over the field table, because core takes no schema library and this
 * runs once for every event. Unknown fields are dropped; a field that is undefined or null counts as absent.
 */
import { defaultLimits } from "../base.ts";
import type { Limits } from "../base.ts";
import {
  badEvent,
  checkAmount,
  checkCount,
  checkEntries,
  checkId,
  checkList,
  checkNumber,
  checkObject,
  checkText,
  shown,
} from "./check.ts";
import { checkOffers, checkProduct } from "./decode-product.ts";
import { eventSchema } from "./event-schema.ts";
import type { FieldKind } from "./event-schema.ts";
import type { EventType, ShopEvent } from "./shop-event.ts";

/** Latest time an event may carry: year 9999. */
const latestTime = 253_402_300_799_999;

function checkFlag(value: unknown, field: string): boolean {
  if (typeof value !== "boolean") throw badEvent(field, `must be true or false, is ${shown(value)}`);
  return value;
}

function checkJson(value: unknown, field: string, limits: Limits, depth: number): unknown {
  if (depth > limits.depth) throw badEvent(field, `is nested deeper than ${limits.depth}`);
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "number") return checkNumber(value, field);
  if (typeof value === "string") return checkText(value, field, limits.textLength);
  if (Array.isArray(value))
    return checkList(value, field, limits).map((entry, i) => checkJson(entry ?? null, `${field}[${i}]`, limits, depth + 1));
  if (typeof value === "object") return checkEntries(value, field, limits, (entry, at) => checkJson(entry, at, limits, depth + 1), true);
  throw badEvent(field, `must be JSON, is ${typeof value}`);
}

function checkLine(value: unknown, field: string, limits: Limits) {
  const line = checkObject(value, field);
  return {
    product: checkId(line["product"], `${field}.product`, limits),
    quantity: checkQuantity(line["quantity"], `${field}.quantity`),
    ...(line["price"] == null ? {} : { price: checkAmount(line["price"], `${field}.price`) }),
    ...(line["currency"] == null ? {} : { currency: checkId(line["currency"], `${field}.currency`, limits) }),
  };
}

function checkQuantity(value: unknown, field: string): number {
  const quantity = checkNumber(value, field);
  if (quantity <= 0) throw badEvent(field, `must be above 0, is ${quantity}`);
  return quantity;
}

function checkOrigin(value: unknown, field: string, limits: Limits) {
  const origin = checkObject(value, field);
  return {
    producer: checkId(origin["producer"], `${field}.producer`, limits),
    sequence: checkCount(origin["sequence"], `${field}.sequence`),
  };
}

function checkAction(value: unknown, field: string): "promote" | "rollback" {
  if (value !== "promote" && value !== "rollback") throw badEvent(field, `must be promote or rollback, is ${shown(value)}`);
  return value;
}

const checks: Readonly<Record<FieldKind, (value: unknown, field: string, limits: Limits) => unknown>> = {
  id: checkId,
  text: (value, field, limits) => checkText(value, field, limits.textLength),
  number: checkNumber,
  count: checkCount,
  quantity: checkQuantity,
  flag: checkFlag,
  ids: (value, field, limits) => checkList(value, field, limits).map((entry, i) => checkId(entry, `${field}[${i}]`, limits)),
  counts: (value, field, limits) => checkList(value, field, limits).map((entry, i) => checkCount(entry, `${field}[${i}]`)),
  lines: (value, field, limits) => checkList(value, field, limits).map((entry, i) => checkLine(entry, `${field}[${i}]`, limits)),
  flags: (value, field, limits) => checkEntries(value, field, limits, checkFlag),
  record: (value, field, limits) => checkEntries(value, field, limits, (entry, at) => checkJson(entry, at, limits, 1), true),
  origin: checkOrigin,
  action: checkAction,
  product: checkProduct,
  offers: checkOffers,
};

/** The event that `input` describes; "bad_event" names the field, with `path` (`events[3]`) before it. */
export function decodeEvent(input: unknown, path = "", limits: Limits = defaultLimits): ShopEvent {
  const at = path === "" ? "" : `${path}.`;
  const source = checkObject(input, path === "" ? "event" : path);
  const type = source["type"];
  if (typeof type !== "string" || !Object.hasOwn(eventSchema, type))
    throw badEvent(`${at}type`, `must be an event type, is ${shown(type)}`);
  const time = checkCount(source["time"], `${at}time`);
  if (time > latestTime) throw badEvent(`${at}time`, "lies after the year 9999");
  const event: Record<string, unknown> = { type, time };
  for (const { name, kind, optional } of eventSchema[type as EventType]) {
    const value = source[name];
    if (optional === true && (value === undefined || value === null)) continue;
    event[name] = checks[kind](value, at + name, limits);
  }
  if (event["positions"] !== undefined && (event["positions"] as unknown[]).length !== (event["products"] as unknown[]).length) {
    throw badEvent(`${at}positions`, "must be as long as products");
  }
  return event as unknown as ShopEvent;
}
