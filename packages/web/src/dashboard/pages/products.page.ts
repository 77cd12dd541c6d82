import { lazy } from "react";
import type { Page } from "../page.ts";

export const page: Page = {
  id: "products",
  path: "/products",
  title: { en: "Products", zh: "商品" },
  icon: "M12 3.5 20 8v8l-8 4.500L4 16V8l8-4.500Zm0 8.500 8-4M12 12v8.500M12 12 4 8",
  group: "shop",
  order: 1,
  component: lazy(async () => ({ default: (await import("./products/products.tsx")).Products })),
};
