/** Metrics: pure functions that score rankings, probabilities and labels. */
export { coverage, dcg, hit, mean, ndcg, recall, reciprocalRank } from "./metrics/ranking.ts";
export { auc, calibrationError, logLoss } from "./metrics/probability.ts";
export { accuracy, macroF1, quadraticKappa, rmse } from "./metrics/labels.ts";
export { pairedBootstrap } from "./metrics/bootstrap.ts";
export type { BootstrapResult } from "./metrics/bootstrap.ts";
