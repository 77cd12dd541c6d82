/**
 * EASE (Steck, WWW 2019): the linear item-item model with a zero diagonal in closed form, B = I − P / diag(P), P = (XᵀX + λI)⁻¹.
 * Strong where shoppers have long histories over few products. Cubic in the number of products, so it covers the most frequent
 * ones up to a bound.
 */
import { distanceWeight } from "../sequence-weight.ts";
import { invertSymmetric } from "./invert.ts";
import { countItems } from "./histories.ts";
import type { Fitted, Method } from "./method.ts";

/** Products in the model. */
export const easeItems = 2000;
/** Share of all events that the covered products must hold; below it the model says nothing, and costs nothing. */
const leastCover = 0.7;
const reach = 200;

export const ease: Method = {
  name: "ease",
  start: { lambda: 200, recency: 0.3 },
  grid: { lambda: [50, 200, 600], recency: [0, 0.15, 0.3, 0.5, 0.8] },
  scoring: ["recency"],
  fit: (training): Fitted => {
    const counts = countItems(training);
    const chosen = Array.from(counts, (_, item) => item)
      .filter((item) => counts[item]! > 1)
      .sort((a, b) => counts[b]! - counts[a]! || a - b)
      .slice(0, easeItems);
    const n = chosen.length;
    if (chosen.reduce((sum, item) => sum + counts[item]!, 0) < leastCover * counts.reduce((a, b) => a + b, 0))
      return { scorer: () => ({ score: () => undefined }) };
    const place = new Int32Array(training.items).fill(-1);
    chosen.forEach((item, at) => (place[item] = at));
    const gram = new Float64Array(n * n);
    for (const { items } of training.histories) {
      const own = [...new Set(items)].map((item) => place[item]!).filter((at) => at >= 0);
      for (const a of own) for (const b of own) gram[a * n + b]! += 1;
    }
    const models = new Map<number, Float32Array>();
    const modelOf = (lambda: number) => {
      let model = models.get(lambda);
      if (!model) {
        const inverse = gram.slice();
        for (let i = 0; i < n; i++) inverse[i * n + i]! += lambda;
        invertSymmetric(inverse, n);
        model = new Float32Array(n * n);
        for (let row = 0; row < n; row++) {
          for (let column = 0; column < n; column++)
            if (row !== column) model[row * n + column] = -inverse[row * n + column]! / inverse[column * n + column]!;
        }
        models.clear();
        models.set(lambda, model);
      }
      return model;
    };
    return {
      scorer: (settings) => {
        const model = modelOf(settings["lambda"]!);
        const scores = new Float64Array(n);
        return {
          score: ({ items }, out) => {
            scores.fill(0);
            let step = 0;
            for (let i = items.length - 1; i >= 0 && step < reach; i--) {
              const item = items[i]!;
              if (items.lastIndexOf(item) !== i) continue;
              step++;
              const row = place[item]!;
              if (row < 0) continue;
              const weight = distanceWeight(step, settings["recency"]!);
              for (let column = 0, at = row * n; column < n; column++, at++) scores[column]! += weight * model[at]!;
            }
            for (let column = 0; column < n; column++) if (scores[column]! > 0) out.add(chosen[column]!, scores[column]!);
          },
        };
      },
    };
  },
};
