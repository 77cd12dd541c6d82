/**
 * How much two products in one shopper's sequence say about each other: less with every product between them, less across visits,
 * and less against the direction of time. Online neighbours and the offline fit weigh pairs with these same functions.
 */

/** Products back in a sequence that still pair with a new one. */
export const pairReach = 10;

/** Weight of a pair `distance` steps apart (1 = next to each other). */
export function distanceWeight(distance: number, fall: number): number {
  return distance ** -fall;
}

/** Fall of the online form. */
export const onlineFall = 0.7;
/** A pair from different visits. */
export const acrossVisits = 0.6;
/** The earlier product as a neighbour of the later one. */
export const backwards = 0.6;
