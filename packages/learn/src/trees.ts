/** Trees: histogram gradient-boosted decision trees, LightGBM's format. */
export { boost } from "./trees/boost.ts";
export type { BoostOptions } from "./trees/boost.ts";
export { Ensemble } from "./trees/ensemble.ts";
export type { Tree, TreeObjective } from "./trees/ensemble.ts";
export type { Table } from "./trees/dataset.ts";
export type { Targets } from "./trees/objective.ts";
export { readLightGbm, writeLightGbm } from "./trees/lightgbm.ts";
