/** Which slot each index has, and the slots that were given up: what a snapshot must say before any port can be opened. */
import { ByteReader, ByteWriter } from "../base.ts";
import type { Position } from "../event.ts";

/** A slot whose index was dropped or replaced by the event at a position; a snapshot from before it still needs the slot. */
export interface RetiredSlot {
  readonly slot: string;
  readonly position: Position;
}

export interface IndexTable {
  /** Index name → slot. */
  readonly slots: ReadonlyMap<string, string>;
  readonly retired: readonly RetiredSlot[];
}

const formatVersion = 1;

export function writeIndexTable({ slots, retired }: IndexTable): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter().u8(formatVersion).varint(slots.size);
  for (const [name, slot] of slots) writer.text(name).text(slot);
  writer.varint(retired.length);
  for (const { slot, position } of retired) writer.text(slot).varint(position);
  return writer.finish();
}

/** The table in the bytes; without any (snapshots of a shop with one index), `only` in a slot of its name. */
export function readIndexTable(bytes: Uint8Array | undefined, only: string): IndexTable {
  if (!bytes) return { slots: new Map([[only, only]]), retired: [] };
  const reader = new ByteReader(bytes);
  reader.u8();
  const slots = new Map<string, string>();
  for (let left = reader.varint(); left > 0; left--) slots.set(reader.text(), reader.text());
  const retired = Array.from({ length: reader.varint() }, () => ({ slot: reader.text(), position: reader.varint() }));
  return { slots, retired };
}
