/** Changes that wait for the index, in the order in which they came. */
import { isForAll } from "../catalog.ts";
import type { Offer } from "../catalog.ts";
import type { IndexChange } from "../retrieve.ts";
import { offerColumns } from "./document.ts";
import { OfferPatches } from "./offer-patches.ts";

export class IndexChanges {
  #changes: IndexChange[] = [];
  readonly #patches = new OfferPatches();

  get count(): number {
    return this.#changes.length + this.#patches.count;
  }

  push(change: IndexChange): void {
    this.#changes.push(...this.#patches.take(), change);
  }

  /** The offers of a product moved alone. */
  offers(id: string, offers: readonly Offer[]): void {
    if (isForAll(offers)) this.#patches.add(id, offers);
    else this.push({ op: "patch", id, ...offerColumns(offers) });
  }

  /** Everything gathered since the last call. */
  take(): readonly IndexChange[] {
    const changes = [...this.#changes, ...this.#patches.take()];
    this.#changes = [];
    return changes;
  }
}
