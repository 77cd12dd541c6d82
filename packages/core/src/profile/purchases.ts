/** What a person bought, in which order, and what came back; bounded, newest kept. */
import type { ItemTouch, PersonFeature } from "./feature.ts";

export interface Purchase {
  readonly item: number;
  readonly order: string;
  readonly time: number;
  returned: boolean;
}

export const purchaseLimit = 100;

/** The line of an order that is still kept by the shopper. */
export function keptLine(purchases: readonly Purchase[], order: string, item: number): Purchase | undefined {
  return purchases.find((one) => one.order === order && one.item === item && !one.returned);
}

function react(state: Purchase[], touch: ItemTouch): void {
  const order = touch.order ?? "";
  if (touch.action === "purchase") state.push({ item: touch.item, order, time: touch.time, returned: false });
  else if (touch.action === "return") {
    const line = keptLine(state, order, touch.item);
    if (line) line.returned = true;
    else state.push({ item: touch.item, order, time: touch.time, returned: true });
  } else return;
  if (state.length > purchaseLimit) state.shift();
}

export const purchases: PersonFeature<Purchase[]> = {
  create: () => [],
  react,
  merge: (states) =>
    states
      .flat()
      .sort((a, b) => a.time - b.time)
      .slice(-purchaseLimit),
  write: (state, writer) => {
    writer.varint(state.length);
    for (const one of state)
      writer
        .varint(one.item)
        .text(one.order)
        .f64(one.time)
        .u8(one.returned ? 1 : 0);
  },
  read: (reader) =>
    Array.from({ length: reader.varint() }, () => ({
      item: reader.varint(),
      order: reader.text(),
      time: reader.f64(),
      returned: reader.u8() === 1,
    })),
};
