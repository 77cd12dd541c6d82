/** The dashboard in a real browser: sign-in, live events, explanations that add up, rules and keys, both languages, accessibility. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, BrowserContext } from "playwright-core";
import { post, serve } from "../serving.ts";
import type { Serving } from "../serving.ts";
import { findChromium, openBrowser } from "./shop-process.ts";
import { arrive, audit } from "./visitor.ts";
import type { Visitor } from "./visitor.ts";

const chromium = findChromium();
const skip = chromium === undefined ? "needs Chromium (apt install chromium, or CHROMIUM=/path)" : false;

describe("dashboard", { skip, timeout: 120_000 }, () => {
  let shop: Serving;
  let browser: Browser;

  before(async () => {
    shop = await serve({ args: ["--demo"] });
    browser = await openBrowser(chromium!);
  });
  after(async () => {
    await browser?.close();
    await shop?.remove();
  });

  const at = (path: string) => new URL(`dashboard${path}`, shop.url).href;

  /** A visitor with the session of the first sign-in, on a page of the dashboard. */
  let cookies: Parameters<BrowserContext["addCookies"]>[0] | undefined;
  async function enter(path: string, look: Parameters<typeof arrive>[1] = {}): Promise<Visitor> {
    const visitor = await arrive(browser, look);
    const { page, context } = visitor;
    if (cookies) await context.addCookies(cookies);
    await page.goto(at(path));
    if (!cookies) {
      await page.getByLabel("Admin key").fill(shop.adminKey);
      await page.getByLabel("Admin key").press("Enter");
    }
    await page.getByRole("navigation", { name: "Dashboard" }).waitFor();
    cookies ??= await context.cookies(at("/api/session"));
    return visitor;
  }

  test("a wrong key and a shopper's key are refused, the admin key opens; signing out closes", async () => {
    const { page, errors, context } = await arrive(browser);
    await page.goto(at("/keys"));
    assert.deepEqual(await audit(page), []);
    const key = page.getByLabel("Admin key");
    await key.fill("wrong-key");
    await key.press("Enter");
    await page.getByText("This key is not known here").waitFor();
    await key.fill(shop.searchKey);
    await key.press("Enter");
    await page.getByText("it needs the scope admin").waitFor();
    assert.ok(errors.every((error) => /401|403/.test(error)));
    errors.length = 0;
    await key.fill(shop.adminKey);
    await key.press("Enter");
    await page.getByRole("heading", { level: 1, name: "API keys" }).waitFor();
    assert.equal(await page.evaluate("document.cookie"), "", "no script sees the session");
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "API keys" }).waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await key.waitFor();
    await page.reload();
    await key.waitFor();
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("an event shows within a second of its acknowledgement, without its person", async () => {
    const { page, errors, context } = await enter("");
    await page.getByText("Connected").waitFor();
    await post(shop, "/api/events", shop.searchKey, { events: [{ type: "view", user: "anna@example.org", product: "backpack-01-black" }] });
    await page.locator(".live-events tbody tr", { hasText: "View" }).first().waitFor({ timeout: 1_000 });
    assert.ok(!(await page.content()).includes("anna"));
    assert.ok((await page.locator(".chart canvas").count()) >= 2);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("the parts of every hit add up to its score, and comparing shows who moved", async () => {
    const user = "taste";
    const found = await post<{ id: string; hits: { product: { id: string } }[] }>(shop, "/api/search", shop.searchKey, {
      query: "backpack",
    });
    const liked = found.hits.at(-1)!.product.id;
    await post(shop, "/api/events", shop.searchKey, {
      events: [1, 2, 3].map(() => ({ type: "add_to_cart", user, product: liked, answer: found.id })),
    });
    const { page, errors, context } = await enter(`/playground?q=backpack&user=${user}&compare=1`);
    await page.locator(".sides-two .hits").nth(1).waitFor();
    const sums = await page.locator(".hits > li").evaluateAll((hits) =>
      hits.map((hit) => ({
        parts: [...hit.querySelectorAll("[data-part]")].map((part) => Number(part.getAttribute("data-part"))),
        score: Number(hit.querySelector("[data-score]")!.getAttribute("data-score")),
      })),
    );
    assert.ok(sums.length > 10 && sums.some(({ parts }) => parts.length > 1));
    for (const { parts, score } of sums) assert.ok(Math.abs(parts.reduce((sum, part) => sum + part, 0) - score) < 1e-9 * Math.abs(score));
    assert.ok((await page.locator(".movement-down, .movement-up, .movement-new").count()) > 0);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("hiding a product takes it out of search at once; the rule is listed and deleted again", async () => {
    const { page, errors, context } = await enter("/products?product=backpack-01-black");
    const hits = async () => {
      const answer = await post<{ hits: { product: { id: string } }[] }>(shop, "/api/search", shop.searchKey, {
        query: "backpack",
        limit: 100,
      });
      return answer.hits.map(({ product }) => product.id);
    };
    assert.ok((await hits()).includes("backpack-01-black"));
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("What to do").selectOption("hide");
    await dialog.getByRole("button", { name: "Make the rule" }).click();
    await page.getByText("The rule is in effect.").waitFor();
    assert.ok(!(await hits()).includes("backpack-01-black"));
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("link", { name: "Rules" }).click();
    await page.getByRole("button", { name: /^Delete hide-/ }).click();
    await dialog.getByRole("button", { name: "Delete" }).click();
    await page.getByText("There are none yet.").waitFor();
    assert.ok((await hits()).includes("backpack-01-black"));
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("what the server refuses is shown with its code; a key made here works until it is revoked", async () => {
    const { page, errors, context } = await enter("/keys");
    await page.getByRole("button", { name: "Make a key" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Name", exact: true }).fill("App");
    await dialog.getByLabel("Only products that fit").fill("brand:(");
    await dialog.getByRole("button", { name: "Make the key" }).click();
    await dialog.getByText("[bad_filter]").waitFor();
    errors.length = 0;
    await dialog.getByLabel("Only products that fit").fill("in_stock:true");
    await dialog.getByRole("button", { name: "Make the key" }).click();
    const secret = await dialog.locator("[data-secret]").innerText();
    assert.ok((await post<{ total: number }>(shop, "/api/search", secret, { query: "backpack" })).total > 0);
    await dialog.getByRole("button", { name: "I have it" }).click();
    await page.getByRole("button", { name: "Revoke App" }).click();
    await dialog.getByRole("button", { name: "Revoke" }).click();
    await page.getByText("No key was made here yet.").waitFor();
    await assert.rejects(post(shop, "/api/search", secret, { query: "backpack" }), /401/);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("an operator's word on a visitor counts", async () => {
    const told = async () => {
      const response = await fetch(new URL("api/traffic", shop.url), { headers: { authorization: `Bearer ${shop.adminKey}` } });
      return ((await response.json()) as { visitors: { bot: number } }).visitors.bot;
    };
    await post(shop, "/api/events", shop.searchKey, { events: [{ type: "view", user: "hurried", product: "backpack-01-black" }] });
    await post(shop, "/api/traffic", shop.adminKey, { deny: { users: ["hurried"] } });
    const before = await told();
    const { page, errors, context } = await enter("/traffic");
    await page
      .getByRole("button", { name: /^Let the signs decide/ })
      .first()
      .click();
    await page.getByText("Noted.").waitFor();
    assert.equal(await told(), before - 1);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("erasing a person asks for their id twice", async () => {
    const { page, errors, context } = await enter("/privacy");
    await page.getByLabel("Login or client id").fill("erase-me");
    await page.getByRole("button", { name: "Erase…" }).click();
    const dialog = page.getByRole("dialog");
    const confirm = dialog.getByRole("button", { name: "Erase for good" });
    await dialog.getByLabel("The same id again").fill("erase");
    assert.ok(await confirm.isDisabled());
    await dialog.getByLabel("The same id again").fill("erase-me");
    await confirm.click();
    await page.getByText(/^Erased, at log position/).waitFor();
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("in Chinese, every page has its words, and axe finds nothing in light and dark, wide and narrow", async () => {
    await post(shop, "/api/events", shop.searchKey, { events: [{ type: "view", user: "robot", product: "backpack-01-black" }] });
    await post(shop, "/api/traffic", shop.adminKey, { deny: { users: ["robot"] } });
    const paths = [
      "/traffic",
      "/products?product=backpack-01-black",
      "/playground?q=双肩包&compare=1",
      "",
      "/synonyms",
      "/rules",
      "/keys",
      "/settings",
      "/privacy",
    ];
    const looks = [
      { look: { width: 390, dark: true }, seen: paths },
      { look: { width: 1280 }, seen: paths.slice(0, 3) },
    ];
    for (const { look, seen } of looks) {
      const { page, errors, context } = await enter("", look);
      await page.getByRole("button", { name: "中文" }).click();
      for (const path of seen) {
        await page.goto(at(path));
        await page.locator("h1").waitFor();
        await page.locator(".loading").first().waitFor({ state: "detached" });
        assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
        assert.match(await page.locator("h1").innerText(), /\p{sc=Han}/u);
        assert.deepEqual(await audit(page), [], path);
        assert.ok(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), `${path} does not scroll sideways`);
      }
      assert.deepEqual(errors, []);
      await context.close();
    }
  });

  test("with the keyboard alone: skip link, navigation, a dialog that gives focus back", async () => {
    const { page, errors, context } = await enter("/synonyms");
    await page.getByRole("heading", { level: 1, name: "Synonyms" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Synonyms" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(":focus").getAttribute("id"), "content");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Add synonyms" });
    await dialog.getByLabel("Words").fill("rucksack, backpack");
    await dialog.getByLabel("Words").press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await page.getByText("rucksack, backpack").waitFor();
    assert.equal(await page.locator(":focus").innerText(), "Add synonyms");
    assert.deepEqual(errors, []);
    await context.close();
  });
});
