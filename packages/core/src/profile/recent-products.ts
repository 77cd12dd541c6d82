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

function react(recent: RecentProduct[], touch: ItemTouch): void {
  if (touch.action === "return" || touch.action === "rating") return;
  const session = touch.session ?? "";
  const viewed = touch.action !== "purchase";
  const known = sameVisit(recent, touch.item, session, touch.time);
  if (!known) {
    place(recent, { item: touch.item, weight: touch.weight, time: touch.time, session, viewed, joined: touch.facts !== undefined });
    return;
  }
  known.weight = Math.max(known.weight, touch.weight);
  known.viewed ||= viewed;
  if (touch.time > known.time) {
    known.time = touch.time;
    recent.splice(recent.indexOf(known), 1);
    place(recent, known);
  }
}

export const recentProducts: PersonFeature<RecentProduct[]> = {
  create: () => [],
  react,
  merge: (states) =>
    states
      .flat()
      .sort((a, b) => a.time - b.time)
      .slice(-recentLimit),
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
