/** What the server writes into the page: application id, public key and markets of this shop. */
import type { Language } from "./routing/route.ts";

function meta(name: string): string | undefined {
  const content = document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content;
  return content === undefined || content === "" || content.startsWith("%AISLE_") ? undefined : content;
}

export const appId = meta("aisle-app-id") ?? "aisle";
/** Without a server that filled it in (the development server), any key serves: Aisle on 127.0.0.1 says what it refuses. */
export const searchKey = meta("aisle-search-key") ?? import.meta.env["VITE_AISLE_SEARCH_KEY"] ?? "none";
export const indexName = "products";

const markets = JSON.parse(decodeURIComponent(meta("aisle-markets") ?? "{}")) as Partial<Record<Language, string>>;

/** The market whose prices the pages of a language show, where the shop has one for it. */
export function marketOf(language: Language): { readonly market?: string } {
  const market = markets[language];
  return market === undefined ? {} : { market };
}

/** The same as a search says it. */
export function contextsOf(language: Language): { readonly ruleContexts?: string[] } {
  const { market } = marketOf(language);
  return market === undefined ? {} : { ruleContexts: [`market:${market}`] };
}
