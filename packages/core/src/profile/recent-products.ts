/** The products a person dealt with last, oldest first by event time, each once per session; bounded. */
import type { ByteReader, ByteWriter } from "../base.ts";
import type { ItemTouch, PersonFeature } from "./feature.ts";

export interface RecentProduct {
  readonly item: number;
  /** Strongest action so far in this session. */
  weight: number;
  time: number;
  readonly session: string;
  /** Viewed, clicked or carted; a purchase alone is not "recently viewed". */
  viewed: boolean;
  /** False where the catalogue did not know the product yet, so that affinities count it when they are asked. */
  readonly joined: boolean;
}

export const recentLimit = 50;

/** The entry of this product in the same session (or within half an hour where sessions have no name). */
export function sameVisit(recent: readonly RecentProduct[], item: number, session: string, time: number): RecentProduct | undefined {
  for (let i = recent.length - 1; i >= 0; i--) {
    const one = recent[i]!;
    if (one.item === item && one.session === session && (session !== "" || Math.abs(time - one.time) < 1_800_000)) return one;
  }
  return undefined;
}

function place(recent: RecentProduct[], entry: RecentProduct): void {
  let at = recent.length;
  while (at > 0 && recent[at - 1]!.time > entry.time) at--;
  recent.splice(at, 0, entry);
  if (recent.length > recentLimit) recent.shift();
}

/** Adds what was seen; one entry a visit, at its newest time and with its strongest action. */
function add(recent: RecentProduct[], entry: RecentProduct): void {
  const known = sameVisit(recent, entry.item, entry.session, entry.time);
  if (!known) return place(recent, entry);
  known.weight = Math.max(known.weight, entry.weight);
  known.viewed ||= entry.viewed;
  if (entry.time <= known.time) return;
  known.time = entry.time;
  recent.splice(recent.indexOf(known), 1);
  place(recent, known);
}

function react(recent: RecentProduct[], { action, item, weight, time, session = "", facts }: ItemTouch): void {
  if (action === "return" || action === "rating") return;
  add(recent, { item, weight, time, session, viewed: action !== "purchase", joined: facts !== undefined });
}

export const recentProducts: PersonFeature<RecentProduct[]> = {
  create: () => [],
  react,
  merge: (states) => {
    const merged: RecentProduct[] = [];
    for (const one of states.flat().sort((a, b) => a.time - b.time)) add(merged, { ...one });
    return merged;
  },
  write: (state: readonly RecentProduct[], writer: ByteWriter) => {
    writer.varint(state.length);
    // Neighbours are mostly of one session: its name is written once.
    let before = "";
    for (const one of state) {
      const same = one.session === before;
      writer
        .varint(one.item)
        .f64(one.weight)
        .f64(one.time)
        .u8((one.viewed ? 1 : 0) + (one.joined ? 2 : 0) + (same ? 4 : 0));
      if (!same) writer.text(one.session);
      before = one.session;
    }
  },
  read: (reader: ByteReader) => {
    let before = "";
    return Array.from({ length: reader.varint() }, () => {
      const item = reader.varint();
      const weight = reader.f64();
      const time = reader.f64();
      const flags = reader.u8();
      const session = (flags & 4) > 0 ? before : reader.text();
      before = session;
      return { item, weight, time, session, viewed: (flags & 1) > 0, joined: (flags & 2) > 0 };
    });
  },
};
