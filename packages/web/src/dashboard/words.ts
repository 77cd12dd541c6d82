/** Words and numbers in the dashboard's language. Each page brings its own words in both; this file has those that all share. */
import { useStore } from "../store.ts";
import { languageChoice } from "./preferences.ts";
import type { Language } from "./preferences.ts";

export type InBoth<T> = Readonly<Record<Language, T>>;

export function useLanguage(): Language {
  return useStore(languageChoice);
}

/** The words of the present language. */
export function useWords<T>(words: InBoth<T>): T {
  return words[useLanguage()];
}

export interface Formats {
  /** With separators: 12,345. */
  readonly whole: (value: number) => string;
  /** Three significant digits: 1.26. */
  readonly short: (value: number) => string;
  /** Four decimals: a score. */
  readonly score: (value: number) => string;
  /** 12.3 %; a dash where there is nothing to divide by. */
  readonly share: (part: number, of: number) => string;
  readonly milliseconds: (value: number) => string;
  readonly clock: (time: number) => string;
  readonly date: (time: number) => string;
  /** "3 minutes ago". */
  readonly ago: (time: number, now: number) => string;
  readonly money: (value: number, currency: string | undefined) => string;
}

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

function createFormats(tag: string): Formats {
  const whole = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
  const short = new Intl.NumberFormat(tag, { maximumSignificantDigits: 3 });
  const score = new Intl.NumberFormat(tag, { minimumFractionDigits: 4, maximumFractionDigits: 4 });
  const percent = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 1 });
  const clock = new Intl.DateTimeFormat(tag, { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
  const date = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short" });
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: "always" });
  return {
    whole: (value) => whole.format(value),
    short: (value) => short.format(value),
    score: (value) => score.format(value),
    share: (part, of) => (of === 0 ? "–" : percent.format(part / of)),
    milliseconds: (value) => `${short.format(value)} ms`,
    clock: (time) => clock.format(time),
    date: (time) => date.format(time),
    ago: (time, now) => {
      const passed = Math.max(0, now - time);
      const [unit, size] = units.find(([, length]) => passed >= length) ?? units[3];
      return relative.format(-Math.floor(passed / size), unit);
    },
    money: (value, currency) => {
      if (currency === undefined || !/^[A-Z]{3}$/.test(currency)) return short.format(value);
      return new Intl.NumberFormat(tag, { style: "currency", currency, currencyDisplay: "narrowSymbol" }).format(value);
    },
  };
}

const formats: InBoth<Formats> = { en: createFormats("en-US"), zh: createFormats("zh-CN") };

export function useFormats(): Formats {
  return formats[useLanguage()];
}

/** Words that many pages use. */
export const common = {
  en: {
    dashboard: "Dashboard",
    save: "Save",
    cancel: "Cancel",
    close: "Close",
    delete: "Delete",
    edit: "Edit",
    add: "Add",
    search: "Search",
    loading: "Loading…",
    failed: "The server could not answer.",
    again: "Try again",
    copy: "Copy",
    copied: "Copied",
    page: (page: number, of: number) => `Page ${page} of ${of}`,
    previous: "Previous",
    next: "Next",
    yes: "Yes",
    no: "No",
    none: "None",
  },
  zh: {
    dashboard: "控制台",
    save: "保存",
    cancel: "取消",
    close: "关闭",
    delete: "删除",
    edit: "编辑",
    add: "添加",
    search: "搜索",
    loading: "加载中…",
    failed: "服务器未能响应。",
    again: "重试",
    copy: "复制",
    copied: "已复制",
    page: (page: number, of: number) => `第 ${page} 页，共 ${of} 页`,
    previous: "上一页",
    next: "下一页",
    yes: "是",
    no: "否",
    none: "无",
  },
};
