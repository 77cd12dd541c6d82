/** The search box and what follows from it in a real browser: suggestions by pointer and keyboard, what was meant, filters in order. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { findChromium, openBrowser, startShop, type ShopProcess } from "./shop-process.ts";
import { acknowledged, arrive, audit } from "./visitor.ts";

const chromium = findChromium();

describe("suggestions", { skip: chromium === undefined ? "no Chromium here (set CHROMIUM)" : false }, () => {
  let shop: ShopProcess;
  let browser: Browser;
  before(async () => {
    [shop, browser] = await Promise.all([startShop(), openBrowser(chromium!)]);
  });
  after(async () => {
    await browser?.close();
    await shop?.close();
  });

  test("a combobox of named groups: searches, departments, brands, products; the keyboard walks them", async () => {
    const { page, errors, context } = await arrive(browser);
    await page.goto(shop.url);
    const box = page.getByRole("combobox");
    await box.click();
    await page.getByRole("group", { name: "Popular searches" }).waitFor();
    await page.keyboard.type("wa", { delay: 20 });
    const products = page.getByRole("group", { name: "Products" });
    await products.getByRole("option").first().waitFor();
    assert.equal(await box.getAttribute("aria-expanded"), "true");
    assert.match(await products.getByRole("option").first().innerText(), /\$\d/);
    assert.equal(await products.locator("img").first().getAttribute("alt"), "");
    assert.ok((await page.getByRole("group", { name: "Departments" }).getByRole("option").count()) > 0);
    assert.deepEqual(await audit(page), []);

    await page.keyboard.press("ArrowDown");
    const active = await box.getAttribute("aria-activedescendant");
    assert.equal(await page.locator(`[id="${active}"]`).getAttribute("aria-selected"), "true");
    await page.keyboard.press("Escape");
    assert.equal(await box.getAttribute("aria-expanded"), "false");

    await page.keyboard.press("ArrowDown");
    await page.getByRole("group", { name: "Brands" }).getByRole("option").first().click();
    await page.waitForURL((url) => url.pathname === "/search" && url.searchParams.has("brand") && !url.searchParams.has("q"));
    await page.locator(".results [data-product]").first().waitFor();
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("pinyin suggests Chinese and is offered as what was meant", async () => {
    const { page, errors, context } = await arrive(browser, { width: 390, dark: true });
    await page.goto(`${shop.url}/zh`);
    await page.getByRole("combobox").click();
    await page.keyboard.type("erji", { delay: 20 });
    await page.getByRole("option", { name: /耳机/ }).first().waitFor();
    assert.deepEqual(await audit(page), []);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.searchParams.get("q") === "erji");
    await page.locator(".meant a").click();
    await page.waitForURL((url) => url.searchParams.get("q") === "耳机");
    await page.locator(".results [data-product]").first().waitFor();
    await page.locator(".meant").waitFor({ state: "detached" });
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("a filter that shoppers choose after a query comes first for the next one who asks it", async () => {
    const sections = async (visit: Awaited<ReturnType<typeof arrive>>) => {
      await visit.page.goto(`${shop.url}/search?q=boots`);
      await visit.page.locator(".results [data-product]").first().waitFor();
      return visit.page.locator(".filters .filter h3").allInnerTexts();
    };
    const first = await arrive(browser);
    const before = await sections(first);
    await first.context.close();
    const last = before.at(-1)!;
    assert.notEqual(last, "Material");
    for (let i = 0; i < 4; i++) {
      const visit = await arrive(browser);
      await sections(visit);
      const box = visit.page
        .locator(".filter", { has: visit.page.getByRole("heading", { name: "Material" }) })
        .getByRole("checkbox")
        .first();
      await acknowledged(visit.page, '"refinement"', () => box.check());
      await visit.context.close();
    }
    const next = await arrive(browser);
    const after = await sections(next);
    assert.ok(after.indexOf("Material") < before.indexOf("Material"), `${before.join(", ")} became ${after.join(", ")}`);
    assert.equal(after[0], "Department");
    assert.deepEqual(next.errors, []);
    await next.context.close();
  });
});
