/** What a visitor does with their own: why a product stands where it does, reviews, pictures up close, orders and returns, a lost connection. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { findChromium, openBrowser, startShop, type ShopProcess } from "./shop-process.ts";
import { acknowledged, arrive, shelf, tabTo } from "./visitor.ts";

const chromium = findChromium();
const skip = chromium === undefined ? "needs Chromium (apt install chromium, or CHROMIUM=/path)" : false;
const card = ".results .grid [data-product]";

async function amounts(page: Page, cells: string): Promise<readonly number[]> {
  return (await page.locator(cells).allInnerTexts()).map(Number);
}

describe("storefront, the visitor's own", { skip, timeout: 120_000 }, () => {
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

  test("every hit and recommendation says why, by keyboard, in parts that add up", async () => {
    const { page, errors, context } = await arrive(browser);
    await page.goto(`${shop.url}/search?q=backpack`);
    await page.locator(card).first().waitFor();
    assert.equal(await page.locator(`${card} .reason`).count(), await page.locator(card).count());
    await tabTo(page, ".results .grid .reason", 80);
    await page.keyboard.press("Enter");
    await page.locator(".why").waitFor();
    const parts = await amounts(page, ".why-parts tbody td");
    const [total] = await amounts(page, ".why-parts tfoot td");
    assert.ok(parts.length > 0 && total! > 0);
    assert.equal(
      parts.reduce((sum, part) => sum + Math.round(part * 1e6), 0),
      Math.round(total! * 1e6),
    );
    assert.match(await page.locator(".why").innerText(), /Words of your search/);
    await page.keyboard.press("Escape");
    await page.locator(".why").waitFor({ state: "detached" });
    // The focus returns to the button, a moment after the popover is gone.
    await page.locator(".results .grid .reason:focus").waitFor();

    await page.goto(`${shop.url}/zh/`);
    await shelf(page, "For you");
    await page.locator('[data-shelf="For you"] .reason').first().click();
    await page.locator(".why-parts tfoot").waitFor();
    assert.doesNotMatch(await page.locator(".why-parts").innerText(), /[a-z_]{4,}/, "every part has a Chinese name");
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("a review is on the page with the next answer, for others too, and can be changed", async () => {
    const writer = await arrive(browser);
    await writer.page.goto(`${shop.url}/search?q=kettle`);
    const address = await writer.page.locator(`${card} .card-title a`).first().getAttribute("href");
    await writer.page.goto(shop.url + address);
    const count = async (page: Page) => {
      await page.locator('.reviews[aria-busy="false"]').waitFor();
      return (await page.locator(".histogram-count").allInnerTexts()).reduce((sum, text) => sum + Number(text), 0);
    };
    const before = await count(writer.page);
    const words = "Boils before the toast is done & <b>does not drip</b>";
    await writer.page.getByRole("radio", { name: "4 stars" }).check();
    await writer.page.locator(".review-form textarea").fill(words);
    await acknowledged(writer.page, '"review"', () => writer.page.locator(".review-form button[type=submit]").click());
    const own = writer.page.locator(".review", { has: writer.page.locator(".review-own") });
    await own.getByText(words).waitFor();
    assert.equal(await count(writer.page), before + 1);

    const other = await arrive(browser, { width: 390 });
    await other.page.goto(`${shop.url}/zh${address}`);
    await other.page.locator(".review").getByText(words).waitFor();
    assert.equal(await count(other.page), before + 1);
    assert.equal(await other.page.locator(".review-own").count(), 0);

    await writer.page.getByRole("radio", { name: "1 star", exact: true }).check();
    await writer.page.locator(".review-form textarea").fill("");
    await acknowledged(writer.page, '"review"', () => writer.page.locator(".review-form button[type=submit]").click());
    await writer.page.locator(".review").getByText(words).waitFor({ state: "detached" });
    assert.equal(await count(writer.page), before + 1, "one person, one opinion");
    assert.deepEqual([...writer.errors, ...other.errors], []);
    await writer.context.close();
    await other.context.close();
  });

  test("a picture comes closer by key, wheel and double click, and the focus returns", async () => {
    const { page, errors, context } = await arrive(browser);
    await page.goto(`${shop.url}/search?q=backpack`);
    await page.locator(`${card} .card-title a`).first().click();
    await page.locator(".gallery-open").click();
    const size = async () => Number((await page.locator(".zoom output").innerText()).replace("%", ""));
    assert.equal(await size(), 100);
    await page.keyboard.press("+");
    assert.equal(await size(), 140);
    await page.keyboard.press("0");
    await page.mouse.move(400, 300);
    await page.mouse.wheel(0, -300);
    await page.waitForFunction("Number.parseInt(document.querySelector('.zoom output').textContent) > 200");
    const place = () => page.locator(".zoom img").evaluate((image) => image.getBoundingClientRect().left);
    const left = await place();
    await page.keyboard.press("ArrowLeft");
    assert.equal(Math.round((await place()) - left), 60);
    await page.mouse.dblclick(400, 300);
    assert.equal(await size(), 100);
    await page.keyboard.press("Escape");
    await page.locator(".zoom").waitFor({ state: "detached" });
    await page.locator(".gallery-open:focus").waitFor();
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("orders are kept: one line is returned, another order cancelled, and the shop knows", async () => {
    const { page, errors, context } = await arrive(browser);
    const order = async (products: number) => {
      await page.goto(`${shop.url}/search?q=notebook&in_stock=1`);
      await page.locator(card).first().waitFor();
      const addresses = await page.locator(`${card} .card-title a`).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      for (const address of addresses.slice(0, products)) {
        await page.goto(shop.url + address);
        await acknowledged(page, '"addToCart"', () => page.locator(".product .button-large").click());
      }
      await page.goto(`${shop.url}/cart`);
      await page.locator(".cart-line h2").first().waitFor();
      await acknowledged(page, '"purchase"', () => page.locator(".summary .button-large").click());
      await page.locator(".order-mark").waitFor();
    };
    await order(2);
    await order(1);
    await page.goto(`${shop.url}/orders`);
    assert.equal(await page.locator(".order-card").count(), 2);
    const [latest, first] = [page.locator(".order-card").nth(0), page.locator(".order-card").nth(1)];
    assert.equal(await first.locator(".order-line").count(), 2);

    await first.locator(".order-line-action").first().click();
    await page.getByRole("radio", { name: "I changed my mind" }).check();
    await acknowledged(page, '"return"', () => page.locator(".dialog .button:not(.button-quiet)").click());
    await first.getByText("Return on its way").waitFor();
    assert.equal(await first.locator(".order-line-action").count(), 1);
    await first.locator(".order-line-action").click();
    await page.getByRole("radio", { name: "It arrived damaged" }).check();
    await acknowledged(page, '"refund"', () => page.locator(".dialog .button:not(.button-quiet)").click());
    await first.getByText("Refunded").waitFor();

    await latest.getByRole("button", { name: "Cancel order" }).click();
    await acknowledged(page, '"cancel"', () => page.locator(".dialog .button:not(.button-quiet)").click());
    await latest.getByText("Cancelled").waitFor();
    const total = await latest.locator(".order-total dd").innerText();
    assert.equal(await latest.locator(".order-refund dd").innerText(), total);
    assert.equal(await latest.locator(".order-line-action").count(), 0);
    await page.reload();
    await latest.getByText("Cancelled").waitFor();
    assert.deepEqual(errors, []);

    const stranger = await arrive(browser);
    await stranger.page.goto(`${shop.url}/orders`);
    await stranger.page.getByRole("heading", { name: "No orders yet" }).waitFor();
    await stranger.context.close();
    await context.close();
  });

  test("without a connection the page says so, and asks again by itself when it is back", async () => {
    const { page, context } = await arrive(browser);
    await page.goto(`${shop.url}/search?q=backpack`);
    await page.locator(card).first().waitFor();
    await context.setOffline(true);
    await page.locator(".connection-offline").waitFor();
    await page.locator("a.brand").click();
    await page.getByRole("alert").waitFor();
    assert.equal(await page.locator(".skeleton-line").count(), 0, "nothing pretends to be on its way");
    await context.setOffline(false);
    await shelf(page, "For you");
    assert.equal(await page.locator(".connection").count(), 0);
    await context.close();
  });

  test("a slow shop is waited for, aloud", async () => {
    const { page, errors, context } = await arrive(browser);
    await page.route("**/recommendations*", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      await route.continue();
    });
    await page.goto(shop.url);
    await page.locator(".connection-slow").waitFor();
    await shelf(page, "For you");
    await page.locator(".connection").waitFor({ state: "detached" });
    assert.deepEqual(errors, []);
    await context.close();
  });
});
