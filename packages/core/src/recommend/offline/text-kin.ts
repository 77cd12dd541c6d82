/**
 * Products by their words, with the same TF-IDF neighbours as the running shop's. `text` scores what is near the history in words and
 * is the only method that knows a product without events. `text-bridge` lends a rare product the company of its kin: what came with
 * products that are near the history in words, and what is near in words to what came with the history.
 */
import { distanceWeight } from "../sequence-weight.ts";
import { coOccurrencePairs } from "./co-occurrence.ts";
import { decayedCounts } from "./popularity.ts";
import type { TextNeighbours } from "../text-neighbours.ts";
import type { Fitted, Method } from "./method.ts";

/** Neighbours in words of one product. */
const depth = 100;
const reach = 20;
/** Kin that bridge, and neighbours by company whose kin score. */
const bridges = 15;

interface Kin {
  readonly items: Int32Array;
  readonly scores: Float32Array;
}

/** Neighbours in words by product, looked up once: words do not change with the training. */
export function kinOf(words: TextNeighbours): (item: number) => Kin {
  const found = new Map<number, Kin>();
  return (item) => {
    let list = found.get(item);
    if (!list) {
      const neighbours = words.similar(item, depth);
      list = { items: Int32Array.from(neighbours, (one) => one.item), scores: Float32Array.from(neighbours, (one) => one.score) };
      found.set(item, list);
    }
    return list;
  };
}

/** Near the history in words. */
export function textKin(kin: (item: number) => Kin): Method {
  return {
    name: "text",
    start: { recency: 1, sharpness: 1, popular: 0 },
    grid: { recency: [0.3, 0.6, 1, 1.5, 2.5], sharpness: [0.5, 1, 2, 3], popular: [0, 0.1, 0.2, 0.3, 0.5] },
    scoring: ["recency", "sharpness", "popular"],
    fit: (training): Fitted => {
      const counts = decayedCounts(training, 0);
      return {
        scorer: (settings) => {
          const sharpness = settings["sharpness"]!;
          const lift = Float32Array.from(counts, (count) => (count + 1) ** settings["popular"]!);
          return {
            score: ({ items }, out) => {
              let step = 0;
              for (let i = items.length - 1; i >= 0 && step < reach; i--) {
                const item = items[i]!;
                if (items.lastIndexOf(item) !== i) continue;
                step++;
                const weight = distanceWeight(step, settings["recency"]!);
                const list = kin(item);
                for (let at = 0; at < list.items.length; at++) {
                  const other = list.items[at]!;
                  out.add(other, weight * (sharpness === 1 ? list.scores[at]! : list.scores[at]! ** sharpness) * lift[other]!);
                }
              }
            },
          };
        },
      };
    },
  };
}

/** Company of kin, and kin of company. */
export function textBridge(kin: (item: number) => Kin): Method {
  return {
    name: "text-bridge",
    start: { recency: 1, sharpness: 2, target: 0.25, company: 0.5 },
    grid: { recency: [0.3, 0.6, 1, 1.5, 2.5], sharpness: [1, 2, 3, 4], target: [0, 0.25, 0.5], company: [0, 0.25, 0.5, 1, 2] },
    scoring: ["recency", "sharpness", "target", "company"],
    fit: (training): Fitted => {
      const counts = decayedCounts(training, 0);
      const rows = coOccurrencePairs(training, 0.6, 0.5, 0);
      // Strongest company of each product, as shares of how often it occurs.
      const company = new Map<number, readonly (readonly [number, number])[]>();
      const companyOf = (item: number) => {
        let list = company.get(item);
        if (!list) {
          const all: [number, number][] = [];
          for (let at = rows.starts[item]!; at < rows.starts[item + 1]!; at++)
            all.push([rows.columns[at]!, rows.values[at]! / Math.sqrt(counts[item]! + 1)]);
          list = all.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 60);
          company.set(item, list);
        }
        return list;
      };
      return {
        scorer: (settings) => {
          const sharpness = settings["sharpness"]!;
          const damp = Float32Array.from(counts, (count) => (count + 1) ** -settings["target"]!);
          return {
            score: ({ items }, out) => {
              let step = 0;
              for (let i = items.length - 1; i >= 0 && step < reach; i--) {
                const item = items[i]!;
                if (items.lastIndexOf(item) !== i) continue;
                step++;
                const weight = distanceWeight(step, settings["recency"]!);
                const own = kin(item);
                for (let at = 0; at < bridges && at < own.items.length; at++) {
                  const near = weight * own.scores[at]! ** sharpness;
                  for (const [other, share] of companyOf(own.items[at]!)) out.add(other, near * share * damp[other]!);
                }
                if (settings["company"] === 0) continue;
                for (const [other, share] of companyOf(item).slice(0, bridges)) {
                  const list = kin(other);
                  const near = weight * settings["company"]! * share;
                  for (let at = 0; at < 30 && at < list.items.length; at++) out.add(list.items[at]!, near * list.scores[at]! ** sharpness);
                }
              }
            },
          };
        },
      };
    },
  };
}
