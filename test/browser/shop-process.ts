/** The demo shop to visit, and a browser to visit it with. */
import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";
import { serve } from "../serving.ts";

/** Where Debian's Chromium (or the one named by CHROMIUM) is, or undefined. */
export function findChromium(): string | undefined {
  return [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
    (path) => path !== undefined && existsSync(path),
  );
}

export async function openBrowser(executablePath: string): Promise<Browser> {
  const quiet = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu", ...quiet] });
}

export interface ShopProcess {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** The demo shop in folders of its own; with AISLE_URL set, the one that runs there already. */
export async function startShop(): Promise<ShopProcess> {
  const running = process.env["AISLE_URL"];
  if (running !== undefined) return { url: running, close: () => Promise.resolve() };
  const shop = await serve({ args: ["--demo"] });
  return { url: shop.url.replace(/\/$/, ""), close: () => shop.remove() };
}
