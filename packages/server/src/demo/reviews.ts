/** What the demo's shoppers say of what they looked at: stars around the product's rating, and mostly a few words in their language. */
import { hashText, randomInteger } from "@aisle/core/base";
import type { Random } from "@aisle/core/base";
import { localise } from "@aisle/core/catalog";
import type { Product } from "@aisle/core/catalog";
import type { ShopperEvent } from "@aisle/core/event";
import { writeReview } from "../simulate/reviews.ts";

const withWords = 0.75;
const aboutMaterial = 0.4;

/** A sentence about what the product is made of, where the catalogue says it. */
function detail(product: Product, chinese: boolean): string {
  const material = localise(product, chinese ? "zh" : "en").attributes["material"];
  if (typeof material !== "string") return "";
  return chinese ? `${material}的质感很好。` : ` The ${material.toLowerCase()} feels right.`;
}

/** One opinion: a review with words or a rating without. */
export function demoReview(random: Random, product: Product, by: { user: string; time: number; chinese: boolean }): ShopperEvent {
  const { user, time, chinese } = by;
  const mean = Number(product.attributes["rating"] ?? 4);
  const value = Math.max(1, Math.min(5, Math.round(mean + (random() + random() + random() - 1.5) * 1.8)));
  const common = { user, time, product: product.id, value };
  if (random() > withWords) return { type: "rating", ...common };
  const text = writeReview(value, chinese ? "zh" : "en", hashText(user), randomInteger(random, 1 << 30));
  return { type: "review", ...common, text: value >= 4 && random() < aboutMaterial ? text + detail(product, chinese) : text };
}
