/** The last catalogue loads of this process, for people who look after the shop. */
import type { CatalogLoad } from "@aisle/api/operations";
import type { Clock } from "@aisle/core/base";
import type { CatalogReport } from "./load-catalog.ts";

const keptLoads = 20;

export class LoadHistory {
  readonly #clock: Clock;
  #loads: readonly CatalogLoad[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(files: readonly string[], { rows, usable, skipped, problems }: CatalogReport): void {
    const shown = problems.map(({ file, line, reason }) => ({ file, line, reason }));
    this.#loads = [...this.#loads, { at: this.#clock(), files, rows, usable, skipped, problems: shown }].slice(-keptLoads);
  }

  /** Oldest first. */
  list(): readonly CatalogLoad[] {
    return this.#loads;
  }
}
