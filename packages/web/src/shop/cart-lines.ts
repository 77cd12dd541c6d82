/** Lines of a cart and orders made from it, as values: read from what was saved, changed without side effects. */

export interface CartLine {
  readonly id: string;
  readonly quantity: number;
  /** The answer that led to the product, for the purchase event. */
  readonly queryID?: string;
}

export interface Order {
  readonly id: string;
  readonly currency: string;
  readonly total: number;
  readonly lines: readonly { readonly id: string; readonly quantity: number; readonly price: number }[];
}

export const maximumQuantity = 99;
const maximumLines = 100;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Good lines of whatever was saved. */
export function parseLines(saved: unknown): readonly CartLine[] {
  if (!Array.isArray(saved)) return [];
  return saved.filter(isRecord).flatMap((line): CartLine[] => {
    const { id, quantity, queryID } = line;
    if (typeof id !== "string" || typeof quantity !== "number" || !Number.isInteger(quantity) || quantity < 1) return [];
    return [{ id, quantity: Math.min(quantity, maximumQuantity), ...(typeof queryID === "string" ? { queryID } : {}) }];
  });
}

/** Good orders of whatever was saved. */
export function parseOrders(saved: unknown): readonly Order[] {
  if (!Array.isArray(saved)) return [];
  return saved.filter(
    (order): order is Order =>
      isRecord(order) && typeof order["id"] === "string" && typeof order["total"] === "number" && Array.isArray(order["lines"]),
  );
}

/** The cart with so many more of a product; pure. */
export function withMore(lines: readonly CartLine[], id: string, quantity: number, queryID?: string): readonly CartLine[] {
  const known = lines.find((line) => line.id === id);
  if (known) return withQuantity(lines, id, known.quantity + quantity);
  if (lines.length >= maximumLines) return lines;
  return [...lines, { id, quantity: Math.min(quantity, maximumQuantity), ...(queryID === undefined ? {} : { queryID }) }];
}

/** The cart with exactly so many of a product; none removes it. */
export function withQuantity(lines: readonly CartLine[], id: string, quantity: number): readonly CartLine[] {
  if (quantity < 1) return lines.filter((line) => line.id !== id);
  return lines.map((line) => (line.id === id ? { ...line, quantity: Math.min(quantity, maximumQuantity) } : line));
}

export function countOf(lines: readonly CartLine[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}
