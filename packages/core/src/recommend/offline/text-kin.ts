/**
 * Products whose words are near those of the history: the same TF-IDF neighbours as the running shop's. The only method here that
 * knows a product without events.
 */
import { distanceWeight } from "../sequence-weight.ts";
import { decayedCounts } from "./popularity.ts";
import type { TextNeighbours } from "../text-neighbours.ts";
import type { Fitted, Method } from "./method.ts";

/** Neighbours of one product that score. */
const depth = 100;
const reach = 20;

/** The method over the words of a catalogue; product numbers are those of `words`. */
export function textKin(words: TextNeighbours): Method {
  // Words do not change with the training, so neighbours are shared by every fit.
  const found = new Map<number, { readonly items: Int32Array; readonly scores: Float32Array }>();
  const near = (item: number) => {
    let list = found.get(item);
    if (!list) {
      const neighbours = words.similar(item, depth);
      list = { items: Int32Array.from(neighbours, (one) => one.item), scores: Float32Array.from(neighbours, (one) => one.score) };
      found.set(item, list);
    }
    return list;
  };
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
                const list = near(item);
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
