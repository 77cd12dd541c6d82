import { lazy } from "react";
import type { Page } from "../page.ts";

export const page: Page = {
  id: "traffic",
  path: "/traffic",
  title: { en: "Traffic", zh: "流量" },
  icon: "M12 13.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm-5.500 6.500c.6-2.800 2.800-4.500 5.500-4.500s4.900 1.700 5.500 4.500M4 4l16 16",
  group: "shop",
  order: 2,
  component: lazy(async () => ({ default: (await import("./traffic/traffic.tsx")).Traffic })),
};
