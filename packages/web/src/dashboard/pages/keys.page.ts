import { lazy } from "react";
import type { Page } from "../page.ts";

export const page: Page = {
  id: "keys",
  path: "/keys",
  title: { en: "API keys", zh: "API 密钥" },
  icon: "M8 18a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm3-7 8-7m-3 2.600 2.500 2.900",
  group: "system",
  order: 0,
  component: lazy(async () => ({ default: (await import("./settings/keys.tsx")).Keys })),
};
