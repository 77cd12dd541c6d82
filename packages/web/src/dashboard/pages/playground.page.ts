import { lazy } from "react";
import type { Page } from "../page.ts";

export const page: Page = {
  id: "playground",
  path: "/playground",
  title: { en: "Playground", zh: "搜索试验" },
  icon: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 4.5 4.5M8.500 11h5M11 8.500v5",
  group: "search",
  order: 0,
  component: lazy(async () => ({ default: (await import("./playground/playground.tsx")).Playground })),
};
