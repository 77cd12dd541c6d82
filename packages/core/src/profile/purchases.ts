/** What a person bought, in which order, and what came back, whichever of the two is heard of first; bounded, newest kept. */
import type { ItemTouch, PersonFeature } from "./feature.ts";

export interface Purchase {
  readonly item: number;
  readonly order: string;
  readonly time: number;
  returned: boolean;
  /** False where only the return is known so far; `time` is then the return's. */
  bought: boolean;
}

export const purchaseLimit = 100;

/** The line of an order that is still kept by the shopper. */
export function keptLine(purchases: readonly Purchase[], order: string, item: number): Purchase | undefined {
  return purchases.find((one) => one.order === order && one.item === item && !one.returned);
}

/** A return that came before its purchase was heard of. */
export function earlyReturn(purchases: readonly Purchase[], order: string, item: number): Purchase | undefined {
  return purchases.find((one) => one.order === order && one.item === item && !one.bought);
}

function place(purchases: Purchase[], purchase: Purchase): void {
  let at = purchases.length;
  while (at > 0 && purchases[at - 1]!.time > purchase.time) at--;
  purchases.splice(at, 0, purchase);
  if (purchases.length > purchaseLimit) purchases.shift();
}

/** Adds a purchase, a return, or a line of which both are known; the two halves of one line find each other. */
function add(purchases: Purchase[], line: Purchase): void {
  const half =
    line.bought === line.returned
      ? undefined
      : line.bought
        ? earlyReturn(purchases, line.order, line.item)
        : keptLine(purchases, line.order, line.item);
  if (half === undefined) return place(purchases, line);
  purchases.splice(purchases.indexOf(half), 1);
  place(purchases, { ...half, time: line.bought ? line.time : half.time, returned: true, bought: true });
}

function react(state: Purchase[], { action, item, order = "", time }: ItemTouch): void {
  if (action === "purchase") add(state, { item, order, time, returned: false, bought: true });
  else if (action === "return") add(state, { item, order, time, returned: true, bought: false });
}

export const purchases: PersonFeature<Purchase[]> = {
  create: () => [],
  react,
  merge: (states) => {
    const merged: Purchase[] = [];
    for (const one of states.flat().sort((a, b) => a.time - b.time)) add(merged, { ...one });
    return merged;
  },
  write: (state, writer) => {
    writer.varint(state.length);
    for (const one of state)
      writer
        .varint(one.item)
        .text(one.order)
        .f64(one.time)
        .u8((one.returned ? 1 : 0) + (one.bought ? 0 : 2));
  },
  read: (reader) =>
    Array.from({ length: reader.varint() }, () => {
      const [item, order, time, flags] = [reader.varint(), reader.text(), reader.f64(), reader.u8()];
      return { item, order, time, returned: (flags & 1) > 0, bought: (flags & 2) === 0 };
    }),
};
