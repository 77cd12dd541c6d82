/** Products opened on this device, latest first. */
import { createStore } from "../store.ts";

const maximumViewed = 40;

export const viewedStore = createStore("aisle.viewed", (saved): readonly string[] =>
  Array.isArray(saved) ? saved.filter((one): one is string => typeof one === "string").slice(0, maximumViewed) : [],
);

export function noteViewed(id: string): void {
  viewedStore.set([id, ...viewedStore.get().filter((one) => one !== id)].slice(0, maximumViewed));
}
