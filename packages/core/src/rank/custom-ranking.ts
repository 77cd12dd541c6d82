/** Orders of operators' own ("desc(popularity)"), as Algolia writes them in the settings ranking and customRanking. */
import type { IndexDocument, Sort } from "../retrieve.ts";

const written = /^\s*(asc|desc)\(\s*(.+?)\s*\)\s*$/s;
/** Orders of one list that count. */
const maximumOrders = 8;

/** The orders that a list begins with; none where it is no list. */
export function ordersIn(list: unknown): readonly Sort[] {
  const orders: Sort[] = [];
  for (const one of Array.isArray(list) ? (list as readonly unknown[]) : []) {
    const [, order, field] = written.exec(String(one)) ?? [];
    if (field === undefined || orders.length === maximumOrders) break;
    orders.push({ field, order: order as Sort["order"] });
  }
  return orders;
}

function valueOf(document: IndexDocument | undefined, field: string): number | undefined {
  const flag = document?.flags?.[field];
  return document?.numbers?.[field] ?? (flag === undefined ? undefined : Number(flag));
}

/** Below 0 where a stands before b; who lacks a value stands last, whatever the order. */
function compare(a: IndexDocument | undefined, b: IndexDocument | undefined, orders: readonly Sort[]): number {
  for (const { field, order } of orders) {
    const [left, right] = [valueOf(a, field), valueOf(b, field)];
    if (left === right) continue;
    if (left === undefined) return 1;
    if (right === undefined) return -1;
    return order === "asc" ? left - right : right - left;
  }
  return 0;
}

/** From 1 for the first of the orders down to 0 for the last, in even steps; equals share one. Beside nothing but equals: 0. */
export function customShares(documents: readonly (IndexDocument | undefined)[], orders: readonly Sort[]): readonly number[] {
  const places = documents.map((_, at) => at).sort((a, b) => compare(documents[a], documents[b], orders) || a - b);
  const ranks = documents.map(() => 0);
  let rank = 0;
  places.forEach((place, at) => {
    if (at > 0 && compare(documents[places[at - 1]!], documents[place], orders) !== 0) rank++;
    ranks[place] = rank;
  });
  return ranks.map((one) => (rank === 0 ? 0 : 1 - one / rank));
}
