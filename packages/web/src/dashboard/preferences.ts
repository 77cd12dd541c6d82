/** How this browser wants the dashboard: its language and its colours, kept between visits. */
import { createStore } from "../store.ts";

export type Language = "en" | "zh";
export type Theme = "system" | "light" | "dark";

export const themes: readonly Theme[] = ["system", "light", "dark"];

export const languageChoice = createStore<Language>("aisle.dashboard.language", (saved) =>
  saved === "en" || saved === "zh" ? saved : navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en",
);

export const themeChoice = createStore<Theme>("aisle.dashboard.theme", (saved) =>
  saved === "light" || saved === "dark" ? saved : "system",
);

/** Puts the choices on the document, now and whenever they change. */
export function applyPreferences(): void {
  const apply = () => {
    document.documentElement.lang = languageChoice.get() === "zh" ? "zh-CN" : "en";
    const theme = themeChoice.get();
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
  };
  apply();
  languageChoice.subscribe(apply);
  themeChoice.subscribe(apply);
}
