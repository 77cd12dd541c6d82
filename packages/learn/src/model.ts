/** Model: what every model is made of — declared weights and their first values. */
export { glorot, normal, ones, Parameters, zeros } from "./model/parameters.ts";
export type { Initial } from "./model/parameters.ts";
