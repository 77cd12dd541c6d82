/** Which language a bare address opens in: the one chosen last, else the browser's. */
import type { Language } from "../routing/route.ts";

const key = "aisle.language";

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(key, language);
  } catch {
    // No storage: the address still carries the language.
  }
}

export function preferredLanguage(): Language {
  try {
    const saved = localStorage.getItem(key);
    if (saved === "en" || saved === "zh") return saved;
  } catch {
    // No storage: ask the browser.
  }
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}
