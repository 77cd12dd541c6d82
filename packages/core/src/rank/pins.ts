/** Pinned products among the others: each at its position, moved to the next free one, or to the end of a shorter list. */

/** Places of products pinned at these positions (ascending), no two the same. */
export function slotsOf(positions: readonly number[]): readonly number[] {
  let last = -1;
  return positions.map((position) => (last = Math.max(last + 1, position)));
}

/** How many of the places lie before the offset. */
export function before(slots: readonly number[], offset: number): number {
  return slots.filter((slot) => slot < offset).length;
}

/**
 * One page: `others` are those of the rest from number `offset - before(slots, offset)` on, `total` counts both. Places past
 * the end move to the end, where the rest has run out for every page that could tell.
 */
export function pageWithPins<T>(
  others: readonly T[],
  pinned: readonly T[],
  slots: readonly number[],
  { offset, limit, total }: { readonly offset: number; readonly limit: number; readonly total: number },
): readonly T[] {
  const at = new Map(slots.map((slot, index) => [Math.min(slot, total - slots.length + index), pinned[index]!]));
  const page: T[] = [];
  let next = 0;
  for (let place = offset; place < Math.min(offset + limit, total); place++) {
    const pin = at.get(place);
    if (pin !== undefined) page.push(pin);
    else if (next < others.length) page.push(others[next++]!);
  }
  return page;
}
