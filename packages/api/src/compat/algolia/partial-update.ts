/** Partial updates: fields that replace those of a record, and Algolia's built-in operations on a number or a list. */
import { AisleError } from "@aisle/core/base";
import type { FlatRecord } from "./record.ts";

type Operation = (before: unknown, value: unknown, name: string) => unknown;

function numberOf(value: unknown, name: string, absent?: number): number {
  if (value === undefined && absent !== undefined) return absent;
  if (typeof value !== "number" || !Number.isFinite(value)) throw new AisleError("bad_request", `${name} is not a number`, { field: name });
  return value;
}

function listOf(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

/** Sums of decimal prices without the dust of binary fractions. */
function sum(a: number, b: number): number {
  return Number((a + b).toPrecision(15));
}

const operations: Readonly<Record<string, Operation>> = {
  Increment: (before, value, name) => sum(numberOf(before, name, 0), numberOf(value, name)),
  Decrement: (before, value, name) => sum(numberOf(before, name, 0), -numberOf(value, name)),
  Add: (before, value) => [...listOf(before), value],
  AddUnique: (before, value) => (listOf(before).includes(value) ? before : [...listOf(before), value]),
  Remove: (before, value) => listOf(before).filter((one) => one !== value),
  IncrementFrom: (before, value, name) =>
    numberOf(before, name, 0) === numberOf(value, name) ? numberOf(value, name) + 1 : conflict(name, "another value than named"),
  IncrementSet: (before, value, name) =>
    numberOf(value, name) > numberOf(before, name, 0) ? value : conflict(name, "a value that is not smaller"),
};

function conflict(name: string, what: string): never {
  throw new AisleError("conflict", `${name} has ${what}`, { field: name });
}

/** Fields that show another one's value: without a value of their own they follow it. */
const followers: Readonly<Record<string, readonly string[]>> = {
  categories: ["hierarchicalCategories"],
  hierarchicalCategories: ["categories"],
  images: ["image"],
};

/** The record with the changes applied. */
export function changedRecord(record: FlatRecord, changes: FlatRecord): FlatRecord {
  const changed: Record<string, unknown> = { ...record };
  for (const [name, lead] of Object.entries(followers)) {
    if (changes[name] !== undefined) for (const one of lead) if (changes[one] === undefined) delete changed[one];
  }
  for (const [name, change] of Object.entries(changes)) {
    if (name === "objectID" || name === "__proto__") continue;
    const operation =
      typeof change === "object" && change !== null && !Array.isArray(change) ? (change as FlatRecord)["_operation"] : undefined;
    if (operation === undefined) {
      changed[name] = change;
      continue;
    }
    if (typeof operation !== "string" || !Object.hasOwn(operations, operation))
      throw new AisleError("bad_request", `${name}: unknown _operation ${String(operation).slice(0, 50)}`, { field: name });
    changed[name] = operations[operation]!(record[name], (change as FlatRecord)["value"], name);
  }
  return changed;
}
