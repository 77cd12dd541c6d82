/** The language of the page: its words, its number and money formats, and addresses that stay in it. */
import { createContext, useContext } from "react";
import { pathTo, type Language, type Route } from "../routing/route.ts";
import { chinese } from "./chinese.ts";
import { english, type Strings } from "./english.ts";

export interface Locale {
  readonly language: Language;
  readonly t: Strings;
  readonly number: (value: number) => string;
  readonly rating: (value: number) => string;
  readonly percent: (share: number) => string;
  /** With exactly so many digits after the point. */
  readonly decimal: (value: number, digits: number) => string;
  readonly date: (time: number) => string;
  readonly money: (value: number, currency: string) => string;
  /** Without cents: for bounds that are rounded anyway. */
  readonly wholeMoney: (value: number, currency: string) => string;
  readonly to: (route: Route, search?: string) => string;
}

const tags: Readonly<Record<Language, string>> = { en: "en-US", zh: "zh-CN" };
const strings: Readonly<Record<Language, Strings>> = { en: english, zh: chinese };

function createLocale(language: Language): Locale {
  const tag = tags[language];
  const number = new Intl.NumberFormat(tag);
  const rating = new Intl.NumberFormat(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 0 });
  const date = new Intl.DateTimeFormat(tag, { dateStyle: "long" });
  const formatMoney = (options: Intl.NumberFormatOptions) => {
    const formats = new Map<string, Intl.NumberFormat>();
    return (value: number, currency: string) => {
      let format = formats.get(currency);
      if (!format) {
        format = new Intl.NumberFormat(tag, { style: "currency", currency, currencyDisplay: "narrowSymbol", ...options });
        formats.set(currency, format);
      }
      return format.format(value);
    };
  };
  return {
    language,
    t: strings[language],
    number: (value) => number.format(value),
    rating: (value) => rating.format(value),
    percent: (share) => percent.format(share),
    decimal: (value, digits) => value.toLocaleString(tag, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    date: (time) => date.format(time),
    money: formatMoney({}),
    wholeMoney: formatMoney({ maximumFractionDigits: 0 }),
    to: (route, search = "") => pathTo(language, route) + search,
  };
}

/** One per language, made once. */
export const locales: Readonly<Record<Language, Locale>> = { en: createLocale("en"), zh: createLocale("zh") };
export const htmlLanguage = tags;

const LocaleContext = createContext<Locale>(locales.en);

export const LocaleProvider = LocaleContext.Provider;

export function useLocale(): Locale {
  return useContext(LocaleContext);
}
