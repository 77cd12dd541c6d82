/**
 * A query with everything that depends on the whole catalogue decided: which index terms may stand for each word, what each
 * weighs (from document frequencies over all shards), and how much must match. Shards follow it without knowing each other.
 */
import type { Tier } from "./retrieval.ts";

/** Weights are integers in units of 1/1024 and impacts are 0–255, so sums are exact whatever the order of addition. */
export const weightUnit = 1024;

export interface Alternative {
  readonly term: string;
  /** Integer, in weight units. */
  readonly weight: number;
  readonly tier: Tier;
}

export interface PlanTerm {
  readonly unit: number;
  /** False: only adds to the score. */
  readonly required: boolean;
  /** The word itself first, of tier 0; the others score only where a document lacks it. */
  readonly alternatives: readonly Alternative[];
}

export interface Plan {
  readonly terms: readonly PlanTerm[];
  /** Integer weight of each unit: what coverage is measured in. */
  readonly units: readonly number[];
}

/** BM25's inverse document frequency with the +1 that keeps it positive (Lucene's form), times `weight`, in weight units. */
export function termWeight(documents: number, frequency: number, weight: number): number {
  const idf = Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
  return Math.max(1, Math.round(idf * weight * weightUnit));
}
