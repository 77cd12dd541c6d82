import { lazy } from "react";
import type { Page } from "../page.ts";

export const page: Page = {
  id: "privacy",
  path: "/privacy",
  title: { en: "Privacy", zh: "隐私" },
  icon: "M12 3.500 19 6v5.500c0 4.200-2.800 7.400-7 9-4.200-1.600-7-4.800-7-9V6l7-2.500Zm-3 8.500 2.200 2.200 4-4.400",
  group: "system",
  order: 2,
  component: lazy(async () => ({ default: (await import("./privacy/privacy.tsx")).Privacy })),
};
