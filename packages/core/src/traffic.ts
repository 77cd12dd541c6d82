/** Traffic: who is a shopper and who is not, judged from the log before anything is learned from an event. */
export { TrafficFilter, defaultTrafficOptions, trafficCommand } from "./traffic/traffic-filter.ts";
export type { Judgement, Relearned, TrafficOptions } from "./traffic/traffic-filter.ts";
export { reasons, verdicts } from "./traffic/verdict.ts";
export type { Reason, Verdict } from "./traffic/verdict.ts";
export type { TrafficReport } from "./traffic/tally.ts";
export { emptyTrafficReport } from "./traffic/tally.ts";
