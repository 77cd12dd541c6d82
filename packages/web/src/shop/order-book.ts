/** Orders of this device as values: read from what was saved, and what became of each line, without side effects. */

/** What became of a line after it was ordered. */
export type LineState = "kept" | "cancelled" | "returned" | "refunded";

export interface OrderedLine {
  readonly id: string;
  readonly quantity: number;
  /** Of one piece, as it was paid. */
  readonly price: number;
  readonly size?: string;
  /** As it was called then: the product may be gone. */
  readonly title?: string;
  readonly state: LineState;
}

export interface Order {
  readonly id: string;
  /** Milliseconds UTC. */
  readonly time: number;
  readonly currency: string;
  readonly delivery: number;
  readonly lines: readonly OrderedLine[];
}

/** An order that is not packed yet can be cancelled; afterwards its lines can be sent back for as long as the shop promises. */
const packedAfterMs = 30 * 60_000;
const returnDays = 60;
const maximumOrders = 50;
const maximumLines = 100;
const states: readonly LineState[] = ["kept", "cancelled", "returned", "refunded"];

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function amountOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function parseLine(line: unknown): readonly OrderedLine[] {
  if (!isRecord(line)) return [];
  const { id, size, title } = line;
  const quantity = amountOf(line["quantity"]);
  const price = amountOf(line["price"]);
  if (typeof id !== "string" || quantity === undefined || quantity < 1 || price === undefined) return [];
  const state = states.find((one) => one === line["state"]) ?? "kept";
  return [
    {
      id,
      quantity,
      price,
      state,
      ...(typeof size === "string" ? { size } : {}),
      ...(typeof title === "string" ? { title } : {}),
    },
  ];
}

/** Good orders of whatever was saved, newest first. */
export function parseOrders(saved: unknown): readonly Order[] {
  if (!Array.isArray(saved)) return [];
  return saved
    .filter(isRecord)
    .slice(0, maximumOrders)
    .flatMap((order): readonly Order[] => {
      const { id, currency, lines } = order;
      if (typeof id !== "string" || !Array.isArray(lines)) return [];
      const good = lines.slice(0, maximumLines).flatMap(parseLine);
      if (good.length === 0) return [];
      return [
        {
          id,
          time: amountOf(order["time"]) ?? 0,
          currency: typeof currency === "string" && /^[A-Z]{3}$/.test(currency) ? currency : "USD",
          delivery: amountOf(order["delivery"]) ?? 0,
          lines: good,
        },
      ];
    });
}

export function withOrder(orders: readonly Order[], order: Order): readonly Order[] {
  return [order, ...orders.filter((one) => one.id !== order.id)].slice(0, maximumOrders);
}

/** The orders with some lines of one, by their places, in a new state; a line that was taken back before stays as it is. */
export function withState(orders: readonly Order[], id: string, places: readonly number[], state: LineState): readonly Order[] {
  return orders.map((order) =>
    order.id === id
      ? { ...order, lines: order.lines.map((line, at) => (places.includes(at) && line.state === "kept" ? { ...line, state } : line)) }
      : order,
  );
}

/** What was paid, delivery included. */
export function totalOf(order: Order): number {
  return order.lines.reduce((sum, line) => sum + line.price * line.quantity, order.delivery);
}

/** What comes back for the lines that were taken back; delivery comes back when the whole order was cancelled. */
export function refundOf(order: Order): number {
  const whole = order.lines.every((line) => line.state === "cancelled");
  return order.lines.reduce((sum, line) => (line.state === "kept" ? sum : sum + line.price * line.quantity), whole ? order.delivery : 0);
}

export function canCancel(order: Order, now: number): boolean {
  return now - order.time < packedAfterMs && order.lines.every((line) => line.state === "kept");
}

export function canReturn(order: Order, now: number): boolean {
  return now - order.time < returnDays * 86_400_000 && order.lines.some((line) => line.state === "kept");
}
