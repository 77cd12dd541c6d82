/** Every screen of the storefront in both languages, light and dark, narrow and wide: axe finds nothing, nothing jumps, nothing overflows. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { findChromium, openBrowser, startShop, type ShopProcess } from "./shop-process.ts";
import { arrive, audit, shelf } from "./visitor.ts";

const chromium = findChromium();
const skip = chromium === undefined ? "needs Chromium (apt install chromium, or CHROMIUM=/path)" : false;
const card = ".results .grid [data-product]";

/** Notes the layout shifts of every page from its first frame on. */
const watchShifts = `
  globalThis.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
`;

/** Cumulative layout shift of the page so far; "good" is up to 0.1. */
async function shiftOf(page: Page): Promise<number> {
  return page.evaluate<number>("globalThis.shift");
}

async function overflow(page: Page): Promise<number> {
  return page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
}

describe("storefront looks", { skip, timeout: 120_000 }, () => {
  let shop: ShopProcess;
  let browser: Browser;

  before(async () => {
    shop = await startShop();
    browser = await openBrowser(chromium!);
  });
  after(async () => {
    await browser?.close();
    await shop?.close();
  });

  const looks = [
    { language: "en", width: 1280, dark: false, query: "backpack" },
    { language: "en", width: 390, dark: true, query: "backpack" },
    { language: "zh", width: 390, dark: false, query: "双肩包" },
    { language: "zh", width: 1280, dark: true, query: "双肩包" },
  ] as const;
  for (const { language, width, dark, query } of looks) {
    test(`${language}, ${width} pixels, ${dark ? "dark" : "light"}`, async () => {
      const { page, errors, context } = await arrive(browser, { width, dark });
      await page.addInitScript(watchShifts);
      const start = shop.url + (language === "zh" ? "/zh" : "");
      const check = async (screen: string) => {
        assert.deepEqual(await audit(page), [], screen);
        assert.ok((await overflow(page)) <= 0, `${screen} is wider than its window`);
      };
      const checkArrival = async (screen: string) => {
        const shift = await shiftOf(page);
        assert.ok(shift <= 0.1, `${screen} moves by ${shift.toFixed(3)} while it loads`);
        await check(screen);
      };

      await page.goto(`${start}/`);
      await shelf(page, "For you");
      await shelf(page, "Top rated");
      await checkArrival("home");
      await page.locator('[role="combobox"]').fill(query);
      await page.locator('[role="option"]').first().waitFor();
      await check("suggestions");
      await page.goto(`${start}/search?q=${query}&in_stock=1`);
      await page.locator(card).first().waitFor();
      await checkArrival("search");
      await page.locator(`${card} .reason`).first().click();
      await page.locator(".why").waitFor();
      await check("why this");
      await page.keyboard.press("Escape");
      await page.locator("button.tool").click();
      await page.locator(".menu").waitFor();
      await check("menu");
      await page.keyboard.press("Escape");
      if (width < 600) {
        await page.locator(".filter-button").click();
        await check("filters");
        await page.keyboard.press("Escape");
      }
      const product = await page.locator(`${card} .card-title a`).first().getAttribute("href");
      await page.goto(shop.url + product);
      await page.locator(".reviews-average, .reviews-none").first().waitFor();
      await shelf(page, "Similar");
      await checkArrival("product");
      await page.locator(".gallery-open").click();
      await page.locator(".zoom-stage").waitFor();
      await check("close-up");
      await page.keyboard.press("Escape");
      await page.locator(".product .button-large").click();
      await page.goto(`${start}/cart`);
      await page.locator(".cart-line h2").first().waitFor();
      await checkArrival("cart");
      await page.locator(".summary .button-large").click();
      await page.locator(".order-mark").waitFor();
      await shelf(page, "For you");
      await check("order");
      await page.goto(`${start}/orders`);
      await page.locator(".order-line-title a").first().waitFor();
      await checkArrival("orders");
      await page.locator(".order-line-action").first().click();
      await page.locator(".dialog").waitFor();
      await check("return");
      await page.keyboard.press("Escape");
      await page.goto(`${start}/viewed`);
      await page.locator("[data-product]").first().waitFor();
      await checkArrival("viewed");
      await page.goto(`${start}/search?q=${query}&price=-0.01`);
      await page.locator(".ways a").first().waitFor();
      await shelf(page, "Trending");
      await check("nothing found");
      for (const [screen, path] of [
        ["missing page", "/nowhere/at/all"],
        ["missing product", "/p/none"],
        ["unknown order", "/order/none"],
      ] as const) {
        await page.goto(start + path);
        await page.locator(".notice h1").waitFor();
        await checkArrival(screen);
      }
      assert.deepEqual(errors, []);
      await context.close();
    });
  }

  test("empty cart, orders and viewed say so; the chosen theme stays", async () => {
    const { page, errors, context } = await arrive(browser);
    for (const path of ["/cart", "/zh/orders", "/viewed"]) {
      await page.goto(shop.url + path);
      await page.locator(".notice h1").waitFor();
      assert.deepEqual(await audit(page), [], path);
    }
    const paper = () => page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
    const light = await paper();
    await page.locator("button.tool").click();
    await page.getByRole("menuitemradio", { name: "Dark" }).click();
    const dark = await paper();
    assert.notEqual(dark, light);
    await page.reload();
    await page.locator(".notice h1").waitFor();
    assert.equal(await paper(), dark);
    assert.deepEqual(errors, []);
    await context.close();
  });
});
