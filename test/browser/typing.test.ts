/** Typing stays smooth on a device four times slower than this one. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { typeOnSlowDevice, type FrameWork } from "./frame-work.ts";
import { findChromium, openBrowser, startShop, type ShopProcess } from "./shop-process.ts";

const chromium = findChromium();
const skip = chromium === undefined ? "needs Chromium (apt install chromium, or CHROMIUM=/path)" : false;
const device = { text: "waterproof backpack", width: 390, slowdown: 4 };
/** One refresh of the screen. */
const frameMs = 1000 / 60;

/** The largest p95 of a page that counts as smooth. */
const slowest = (empty: FrameWork): number => 5 * Math.max(empty.p95, frameMs / 2);

function told({ p50, p95, max, frames }: FrameWork): string {
  return `${frames} frames, work p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, max ${max.toFixed(1)} ms`;
}

describe("typing on a slow device", { skip, timeout: 120_000 }, () => {
  let shop: ShopProcess;
  let browser: Browser;
  let empty: FrameWork;

  before(async () => {
    shop = await startShop();
    browser = await openBrowser(chromium!);
    empty = await typeOnSlowDevice(browser, device);
  });
  after(async () => {
    await browser?.close();
    await shop?.close();
  });

  for (const path of ["/", "/search"]) {
    test(`at ${path} most frames are in time, and the slow ones within five times those of an empty page`, async (context) => {
      let found = await typeOnSlowDevice(browser, { ...device, url: shop.url + path });
      // What else the machine does can only add work: the best of a few tries is nearest to what the page takes.
      for (let more = 2; more > 0 && found.p95 > slowest(empty); more--) {
        const again = await typeOnSlowDevice(browser, { ...device, url: shop.url + path });
        if (again.p95 < found.p95) found = again;
      }
      context.diagnostic(`${path}: ${told(found)}; an empty page: ${told(empty)}`);
      assert.ok(found.frames > 60, told(found));
      assert.ok(found.p50 <= frameMs, told(found));
      assert.ok(found.p95 <= slowest(empty), `${told(found)}; an empty page: ${told(empty)}`);
    });
  }
});
