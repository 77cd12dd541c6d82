import { lazy } from "react";
import type { Page } from "../page.ts";

export const page: Page = {
  id: "overview",
  path: "",
  title: { en: "Overview", zh: "概览" },
  icon: "M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z",
  group: "shop",
  order: 0,
  component: lazy(async () => ({ default: (await import("./overview/overview.tsx")).Overview })),
};
