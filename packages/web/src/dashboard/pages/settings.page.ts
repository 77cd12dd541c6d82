import { lazy } from "react";
import type { Page } from "../page.ts";

export const page: Page = {
  id: "settings",
  path: "/settings",
  title: { en: "Settings", zh: "设置" },
  icon: "M4 7h9m4 0h3M4 17h3m4 0h9M15 4.800v4.400M9 14.800v4.400",
  group: "system",
  order: 1,
  component: lazy(async () => ({ default: (await import("./settings/settings.tsx")).Settings })),
};
