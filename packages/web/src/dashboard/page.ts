/**
 * What a page of the dashboard is. A file `pages/NAME.page.ts` that exports `page` is all it takes: the shell finds it, draws the
 * navigation from it and loads its component when somebody goes there.
 */
import type { ComponentType } from "react";
import type { InBoth } from "./words.ts";

export interface Page {
  readonly id: string;
  /** Below /dashboard: "" for the first page, else "/synonyms". */
  readonly path: `/${string}` | "";
  readonly title: InBoth<string>;
  /** Path data of a line icon on a 24-pixel grid. */
  readonly icon: string;
  readonly group: Group;
  /** Place in the navigation, ascending within the group. */
  readonly order: number;
  readonly component: ComponentType;
}

/** Groups of the navigation, in their order. */
export const groups = {
  shop: { en: "Shop", zh: "店铺" },
  search: { en: "Search", zh: "搜索" },
  system: { en: "System", zh: "系统" },
} as const satisfies Record<string, InBoth<string>>;

export type Group = keyof typeof groups;

export const home = "/dashboard";

const found = import.meta.glob<{ readonly page: Page }>("./pages/*.page.ts", { eager: true });
const groupOrder = Object.keys(groups);

/** Every page, in the order of the navigation. */
export const pages: readonly Page[] = Object.values(found)
  .map(({ page }) => page)
  .sort((a, b) => groupOrder.indexOf(a.group) - groupOrder.indexOf(b.group) || a.order - b.order);

/** The page at a path such as "/dashboard/synonyms". */
export function pageAt(pathname: string): Page | undefined {
  const rest = pathname.slice(home.length).replace(/\/+$/, "");
  return pages.find(({ path }) => path === rest);
}
