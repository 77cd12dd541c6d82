/** What this visitor wrote, kept on the device so that it can be changed; the shop tells nobody who wrote what. */
import { createStore } from "../store.ts";

export interface OwnReview {
  readonly value: number;
  readonly text: string;
}

type OwnReviews = Readonly<Record<string, OwnReview>>;

const maximumReviews = 200;

function isGood(saved: unknown): saved is OwnReview {
  return (
    typeof saved === "object" &&
    saved !== null &&
    "value" in saved &&
    Number.isInteger(saved.value) &&
    "text" in saved &&
    typeof saved.text === "string"
  );
}

function parse(saved: unknown): OwnReviews {
  if (typeof saved !== "object" || saved === null || Array.isArray(saved)) return {};
  return Object.fromEntries(Object.entries(saved).filter((entry): entry is [string, OwnReview] => isGood(entry[1])));
}

export const ownReviewStore = createStore("aisle.reviews", parse);

export function noteOwnReview(product: string, review: OwnReview): void {
  const others = Object.entries(ownReviewStore.get()).filter(([id]) => id !== product);
  ownReviewStore.set(Object.fromEntries([...others.slice(-maximumReviews + 1), [product, review]]));
}
