/** Language and colours, wherever the reader is. */
import { useStore } from "../../store.ts";
import { languageChoice, themeChoice, themes } from "../preferences.ts";
import type { Theme } from "../preferences.ts";
import { useLanguage, useWords } from "../words.ts";

const words = {
  en: { language: "Language", theme: "Colours", system: "System", light: "Light", dark: "Dark" },
  zh: { language: "语言", theme: "配色", system: "系统", light: "浅色", dark: "深色" },
};

export function LanguageSwitch() {
  const other = useLanguage() === "en" ? "zh" : "en";
  return (
    <button type="button" className="button-quiet" lang={other === "zh" ? "zh-CN" : "en"} onClick={() => languageChoice.set(other)}>
      {other === "zh" ? "中文" : "English"}
    </button>
  );
}

export function ThemeSwitch() {
  const t = useWords(words);
  const theme = useStore(themeChoice);
  return (
    <select aria-label={t.theme} className="select-quiet" value={theme} onChange={(event) => themeChoice.set(event.target.value as Theme)}>
      {themes.map((one) => (
        <option key={one} value={one}>
          {t[one]}
        </option>
      ))}
    </select>
  );
}
