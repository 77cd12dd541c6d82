import { lazy } from "react";
import type { Page } from "../page.ts";

export const page: Page = {
  id: "rules",
  path: "/rules",
  title: { en: "Rules", zh: "规则" },
  icon: "M5 6h14M5 12h9M5 18h6m7-3v6m-3-3h6",
  group: "search",
  order: 2,
  component: lazy(async () => ({ default: (await import("./merchandise/rules.tsx")).Rules })),
};
