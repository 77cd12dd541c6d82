/**
 * Law 5 with bounded memory: which events were applied. Two memories, either of which makes an event a duplicate: per
 * producer the ranges of sequences seen, and a window of the latest event ids. Ranges, not just the highest sequence: a batch
 * whose write failed may be sent again after later ones went through, and must not be taken for a duplicate.
 * Limits: beyond `producers` the producer that wrote longest ago is forgotten; beyond `gaps` open gaps the oldest is closed,
 * so a sequence in it counts as seen; of ids at least the latest `ids` are known (two generations, because taking
 * single old entries out of a large Set costs more than everything else here). State depends only on the accepted keys in order.
 */
import { ByteReader, ByteWriter } from "../base.ts";

/** What identifies an event across deliveries. */
export interface DeliveryKey {
  readonly producer?: string;
  readonly sequence?: number;
  readonly id?: string;
}

export interface DeduplicationLimits {
  readonly producers: number;
  readonly gaps: number;
  readonly ids: number;
}

/** Defaults: about 30 MB when full. */
export const defaultDeduplication: DeduplicationLimits = { producers: 50_000, gaps: 64, ids: 100_000 };

function covered(ranges: readonly number[], sequence: number): boolean {
  for (let i = ranges.length - 2; i >= 0; i -= 2) {
    if (sequence > ranges[i + 1]!) return false;
    if (sequence >= ranges[i]!) return true;
  }
  return false;
}

/** Adds a sequence to sorted disjoint inclusive ranges, stored flat as low, high, low, high. */
function cover(ranges: number[], sequence: number, gaps: number): void {
  let at = ranges.length;
  while (at > 0 && ranges[at - 2]! > sequence) at -= 2;
  const joinsBefore = at > 0 && ranges[at - 1]! >= sequence - 1;
  const joinsAfter = ranges[at] === sequence + 1;
  if (joinsBefore && joinsAfter) ranges.splice(at - 1, 2);
  else if (joinsBefore) ranges[at - 1] = Math.max(ranges[at - 1]!, sequence);
  else if (joinsAfter) ranges[at] = sequence;
  else ranges.splice(at, 0, sequence, sequence);
  if (ranges.length / 2 > gaps + 1) ranges.splice(1, 2);
}

export class Deduplication {
  readonly #limits: DeduplicationLimits;
  readonly #producers = new Map<string, number[]>();
  #ids = new Set<string>();
  #olderIds = new Set<string>();

  constructor(limits: DeduplicationLimits = defaultDeduplication) {
    this.#limits = limits;
  }

  /** True where an event with this key was applied before. */
  seen(key: DeliveryKey): boolean {
    if (key.id !== undefined && (this.#ids.has(key.id) || this.#olderIds.has(key.id))) return true;
    if (key.producer === undefined || key.sequence === undefined) return false;
    const ranges = this.#producers.get(key.producer);
    return ranges !== undefined && covered(ranges, key.sequence);
  }

  /** Remembers that the event with this key is applied. */
  add(key: DeliveryKey): void {
    if (key.id !== undefined) {
      if (this.#ids.size >= this.#limits.ids) {
        this.#olderIds = this.#ids;
        this.#ids = new Set();
      }
      this.#ids.add(key.id);
    }
    if (key.producer === undefined || key.sequence === undefined) return;
    const ranges = this.#producers.get(key.producer) ?? [];
    cover(ranges, key.sequence, this.#limits.gaps);
    this.#producers.delete(key.producer);
    this.#producers.set(key.producer, ranges);
    if (this.#producers.size > this.#limits.producers) this.#producers.delete(this.#producers.keys().next().value!);
  }

  /** Everything remembered, as bytes for `restore`. */
  snapshot(): Uint8Array {
    const writer = new ByteWriter(1 << 16);
    writer.varint(this.#producers.size);
    for (const [producer, ranges] of this.#producers) {
      writer.text(producer).varint(ranges.length);
      for (const bound of ranges) writer.varint(bound);
    }
    for (const ids of [this.#olderIds, this.#ids]) {
      writer.varint(ids.size);
      for (const id of ids) writer.text(id);
    }
    return writer.finish();
  }

  /** A memory as `snapshot` saved it; malformed bytes are "corrupt". */
  static restore(bytes: Uint8Array, limits: DeduplicationLimits = defaultDeduplication): Deduplication {
    const reader = new ByteReader(bytes);
    const memory = new Deduplication(limits);
    for (let left = reader.varint(); left > 0; left--) {
      const producer = reader.text();
      const ranges: number[] = [];
      for (let bounds = reader.varint(); bounds > 0; bounds--) ranges.push(reader.varint());
      memory.#producers.set(producer, ranges);
    }
    for (const ids of [memory.#olderIds, memory.#ids]) {
      for (let left = reader.varint(); left > 0; left--) ids.add(reader.text());
    }
    return memory;
  }
}

/** The keys of a group that is not durable yet: duplicates inside it are seen, and nothing stays where the group fails. */
export class PendingKeys {
  readonly #memory: Deduplication;
  readonly #added: DeliveryKey[] = [];
  readonly #names = new Set<string>();

  constructor(memory: Deduplication) {
    this.#memory = memory;
  }

  /** True where the event is new; it then belongs to the group. */
  accept(key: DeliveryKey): boolean {
    const id = key.id === undefined ? undefined : `i${key.id}`;
    const origin = key.producer === undefined ? undefined : `o${key.sequence}:${key.producer}`;
    if (id === undefined && origin === undefined) return true;
    if ((id !== undefined && this.#names.has(id)) || (origin !== undefined && this.#names.has(origin)) || this.#memory.seen(key))
      return false;
    if (id !== undefined) this.#names.add(id);
    if (origin !== undefined) this.#names.add(origin);
    this.#added.push(key);
    return true;
  }

  /** The group is durable: its keys are remembered. */
  commit(): void {
    for (const key of this.#added) this.#memory.add(key);
  }
}
