/** Lines of a cart as values: read from what was saved, changed without side effects. */

export interface CartLine {
  readonly id: string;
  readonly quantity: number;
  /** Chosen where a product comes in several sizes; another size is another line. */
  readonly size?: string;
  /** The answer that led to the product, for the purchase event. */
  readonly queryID?: string;
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
    const { id, quantity, size, queryID } = line;
    if (typeof id !== "string" || typeof quantity !== "number" || !Number.isInteger(quantity) || quantity < 1) return [];
    return [
      {
        id,
        quantity: Math.min(quantity, maximumQuantity),
        ...(typeof size === "string" ? { size } : {}),
        ...(typeof queryID === "string" ? { queryID } : {}),
      },
    ];
  });
}

function isSame(a: Pick<CartLine, "id" | "size">, b: Pick<CartLine, "id" | "size">): boolean {
  return a.id === b.id && a.size === b.size;
}

/** What tells a line from the others. */
export function lineKey(line: Pick<CartLine, "id" | "size">): string {
  return JSON.stringify([line.id, line.size]);
}

/** The cart with a line more, or with more of the line that is there. */
export function withMore(lines: readonly CartLine[], more: CartLine): readonly CartLine[] {
  const known = lines.find((line) => isSame(line, more));
  if (known) return withQuantity(lines, known, known.quantity + more.quantity);
  if (lines.length >= maximumLines) return lines;
  return [...lines, { ...more, quantity: Math.min(more.quantity, maximumQuantity) }];
}

/** The cart with exactly so many of a line; none removes it. */
export function withQuantity(lines: readonly CartLine[], of: Pick<CartLine, "id" | "size">, quantity: number): readonly CartLine[] {
  if (quantity < 1) return lines.filter((line) => !isSame(line, of));
  return lines.map((line) => (isSame(line, of) ? { ...line, quantity: Math.min(quantity, maximumQuantity) } : line));
}

export function countOf(lines: readonly CartLine[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}
