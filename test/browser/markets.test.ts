/** The pages of a language show the prices of its market, from the search to the cart. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { findChromium, openBrowser, startShop } from "./shop-process.ts";

const chromium = findChromium();

test(
  "Chinese pages show yuan and English ones dollars: in results, suggestions, shelves, on the product's page and in the cart",
  { skip: chromium === undefined ? "no Chromium" : false },
  async (t) => {
    const shop = await startShop();
    t.after(() => shop.close());
    const browser = await openBrowser(chromium!);
    t.after(() => browser.close());
    for (const { language, path, query, own, other, add } of [
      { language: "zh-CN", path: "/zh", query: "茶壶", own: /¥[\d,]+/, other: /\$\d/, add: "加入购物车" },
      { language: "en-US", path: "", query: "teapot", own: /\$\d/, other: /¥\d/, add: "Add to cart" },
    ]) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, locale: language });
      const page = await context.newPage();
      const shown = async () => {
        await page.getByText(own).first().waitFor();
        const text = await page.locator("body").innerText();
        assert.match(text, own);
        assert.doesNotMatch(text, other);
      };
      await page.goto(`${shop.url}${path}/`);
      await shown();
      await page.getByRole("combobox").first().fill(query);
      await page.getByRole("option").filter({ hasText: own }).first().waitFor();
      await shown();
      await page.goto(`${shop.url}${path}/search?q=${encodeURIComponent(query)}`);
      await shown();
      await page.locator("article a").first().click();
      await page.getByRole("button", { name: add }).first().click();
      await shown();
      await page.goto(`${shop.url}${path}/cart`);
      await shown();
      await context.close();
    }
  },
);
