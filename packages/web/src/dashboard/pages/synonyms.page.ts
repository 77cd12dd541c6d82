import { lazy } from "react";
import type { Page } from "../page.ts";

export const page: Page = {
  id: "synonyms",
  path: "/synonyms",
  title: { en: "Synonyms", zh: "同义词" },
  icon: "M5 8.500h12m-3.500-3.500L17 8.500 13.500 12M19 15.500H7m3.500-3.500L7 15.500l3.500 3.500",
  group: "search",
  order: 1,
  component: lazy(async () => ({ default: (await import("./merchandise/synonyms.tsx")).Synonyms })),
};
