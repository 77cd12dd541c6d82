/** The demo shop in a real browser: search, filter, click, for-you, cart, order, in both languages; keyboard. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { findChromium, openBrowser, startShop, type ShopProcess } from "./shop-process.ts";
import { acknowledged, arrive, shelf, tabTo } from "./visitor.ts";

const chromium = findChromium();
const skip = chromium === undefined ? "needs Chromium (apt install chromium, or CHROMIUM=/path)" : false;

const words = {
  en: { path: "/", html: "en-US", query: "backpack", results: "Results for", order: "Place order", thanks: "Thank you", cart: "Cart" },
  zh: {
    path: "/zh/",
    html: "zh-CN",
    query: "双肩包",
    results: "搜索“双肩包”的结果",
    order: "提交订单",
    thanks: "谢谢惠顾",
    cart: "购物车",
  },
} as const;

const card = ".results .grid [data-product]";

async function search(page: Page, query: string): Promise<void> {
  const box = page.getByRole("combobox");
  await box.fill(query);
  await page.getByRole("option").first().waitFor();
  await box.press("Enter");
  await page.waitForURL((url) => url.searchParams.get("q") === query);
  await page.locator(card).first().waitFor();
}

/** Totals of the answers that follow the action belong to the list shown after it. */
async function total(page: Page): Promise<number> {
  return Number((await page.locator(".results-count").innerText()).replace(/\D/g, ""));
}

async function focused(page: Page): Promise<string | null> {
  return page.locator(":focus").getAttribute("id");
}

describe("storefront", { skip, timeout: 120_000 }, () => {
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

  for (const language of ["en", "zh"] as const) {
    test(`a visit in ${language}: search, filter, click, for-you, cart, order`, async () => {
      const say = words[language];
      const { page, errors, context } = await arrive(browser);
      await page.goto(shop.url + say.path);
      const before = await shelf(page, "For you");
      assert.equal(await page.locator("html").getAttribute("lang"), say.html);

      await search(page, say.query);
      assert.ok((await page.locator("h1").innerText()).includes(say.results));
      const found = await total(page);
      assert.ok(found > 0);
      assert.ok(await page.locator(`${card} mark`).first().isVisible(), "matched words are marked");

      const choice = page.locator(".checks input[type=checkbox][name]").first();
      const brand = await choice.evaluate((input) => input.nextElementSibling?.textContent ?? "");
      await choice.check();
      await page.waitForURL((url) => url.searchParams.get("brand") === brand);
      const others = page.locator(`${card} .card-brand`).filter({ hasNotText: brand });
      await others.first().waitFor({ state: "detached" });
      assert.ok((await total(page)) <= found);
      const filtered = page.url();

      const link = page.locator(`${card} .card-title a`).first();
      const title = await link.innerText();
      const clicked = await page.locator(card).first().getAttribute("data-product");
      await acknowledged(page, '"click"', () => link.click());
      await page.waitForURL((url) => url.pathname.endsWith(`/p/${encodeURIComponent(clicked!)}`));
      await page.getByRole("heading", { level: 1, name: title }).waitFor();

      const demanded = page.waitForRequest(
        (request) => request.url().includes("/recommendations") && (request.postData() ?? "").includes("for-you"),
      );
      await page.locator("a.brand").click();
      assert.ok(Number((await demanded).headers()["aisle-position"]) > 0, "the question demands the click's position");
      await page.locator('[data-shelf="For you"][aria-busy="false"]').waitFor();
      assert.notDeepEqual(await shelf(page, "For you"), before);
      assert.deepEqual((await shelf(page, "Recently viewed")).slice(0, 1), [clicked]);

      await page.goBack();
      await page.goBack();
      await page.waitForURL(filtered);
      assert.ok(await page.locator(".checks input[type=checkbox][name]").first().isChecked(), "back brings the filter back");
      await page.locator(`${card} .card-title a`).first().click();

      await acknowledged(page, '"addToCart"', () => page.locator(".product .button-large").click());
      await page.locator(".tool-cart").click();
      await page.getByRole("heading", { level: 1, name: say.cart }).waitFor();
      await page.locator(".cart-line").first().waitFor();
      assert.equal(await page.locator(".cart-line").count(), 1);
      const bought = await acknowledged(page, '"purchase"', () => page.getByRole("button", { name: say.order }).click());
      assert.ok(bought > 0);
      await page.getByRole("heading", { level: 1 }).getByText(say.thanks).waitFor();
      assert.deepEqual(errors, []);
      await context.close();
    });
  }

  test("the language switch keeps the page and changes every word of it", async () => {
    const { page, errors, context } = await arrive(browser);
    await page.goto(`${shop.url}/search?on_sale=1`);
    await page.locator(card).first().waitFor();
    const english = await total(page);
    await page.getByRole("link", { name: "中文" }).click();
    await page.waitForURL((url) => url.pathname === "/zh/search" && url.searchParams.get("on_sale") === "1");
    await page.getByRole("heading", { level: 1, name: "全部商品" }).waitFor();
    await page.locator(card).first().waitFor();
    assert.equal(await total(page), english);
    assert.match(await page.locator(`${card} .card-title`).first().innerText(), /\p{sc=Han}/u);
    assert.match(await page.locator(".category-filter a").first().innerText(), /\p{sc=Han}/u);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("nothing found says what to relax", async () => {
    const { page, errors, context } = await arrive(browser);
    await page.goto(`${shop.url}/search?q=${words.en.query}&price=-0.01`);
    const way = page.locator(".ways a").first();
    await way.click();
    await page.locator(card).first().waitFor();
    assert.ok((await total(page)) > 0);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("with the keyboard alone: skip link, suggestion, product, cart", async () => {
    const { page, errors, context } = await arrive(browser);
    await page.goto(shop.url);
    await shelf(page, "For you");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await focused(page), "content");
    await page.keyboard.press("Tab");
    assert.equal(await page.locator("main :focus").count(), 1, "after the skip link comes the content");

    await page.reload();
    await shelf(page, "For you");
    await tabTo(page, '[role="combobox"]', 5);
    await page.keyboard.type(words.en.query, { delay: 15 });
    await page.locator(".suggestion-product").first().waitFor();
    const box = page.getByRole("combobox");
    for (let step = 0; step < 12; step++) {
      await page.keyboard.press("ArrowDown");
      const active = await box.getAttribute("aria-activedescendant");
      if (active && (await page.locator(`[id="${active}"]`).getAttribute("class"))?.includes("suggestion-product")) break;
    }
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname.startsWith("/p/"));
    assert.equal(await focused(page), "content");
    await tabTo(page, ".product .button-large");
    await page.keyboard.press("Enter");
    await page.locator(".toast").waitFor();
    await tabTo(page, '.toast a[href="/cart"]', 120);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: words.en.cart }).waitFor();
    assert.equal(await page.locator(".tool-count").innerText(), "1");
    assert.deepEqual(errors, []);
    await context.close();
  });
});
