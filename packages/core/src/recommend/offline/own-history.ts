/** What a shopper comes back to: their own products, newest and most frequent first. Only of use where repeats are allowed. */
import { distanceWeight } from "../sequence-weight.ts";
import type { Fitted, Method } from "./method.ts";

export const ownHistory: Method = {
  name: "own-history",
  start: { recency: 1 },
  grid: { recency: [0.3, 0.6, 1, 1.5, 2.5] },
  scoring: ["recency"],
  fit: (): Fitted => ({
    scorer: (settings) => ({
      score: ({ items }, out) => {
        const n = items.length;
        for (let i = Math.max(0, n - 200); i < n; i++) out.add(items[i]!, distanceWeight(n - i, settings["recency"]!));
      },
    }),
  }),
};
