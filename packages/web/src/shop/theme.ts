/** Light or dark, chosen on this device; without a choice the system's. */
import { createStore } from "../store.ts";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export const themeStore = createStore<Theme>("aisle.theme", (saved) => themes.find((one) => one === saved) ?? "system");

function show(): void {
  const theme = themeStore.get();
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

/** Called once: the page follows the choice, from whichever tab it comes. */
export function startTheme(): void {
  show();
  themeStore.subscribe(show);
}
