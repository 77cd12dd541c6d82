/** What a visitor does and sees, in the words of the tests. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, Page } from "playwright-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export interface Visitor {
  readonly page: Page;
  /** Errors that the page threw or logged; a test ends with none. */
  readonly errors: string[];
  readonly context: BrowserContext;
}

export async function arrive(browser: Browser, options: { readonly width?: number; readonly dark?: boolean } = {}): Promise<Visitor> {
  const [version] = browser.version().split(".");
  const context = await browser.newContext({
    // Headless Chromium names itself, and the shop learns nothing from a program that does.
    userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`,
    viewport: { width: options.width ?? 1280, height: 900 },
    locale: "en-US",
    reducedMotion: "reduce",
    colorScheme: options.dark ? "dark" : "light",
  });
  context.setDefaultTimeout(8_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  return { page, errors, context };
}

/** Ids of the products in one list of the page, in order. */
export async function shelf(page: Page, name: string): Promise<readonly string[]> {
  const cards = page.locator(`[data-shelf="${name}"] [data-product]`);
  await cards.first().waitFor();
  return cards.evaluateAll((found) => found.map((card) => card.getAttribute("data-product") ?? ""));
}

/** Resolves with the position that the shop acknowledged for the next event of this kind, by either of its event endpoints. */
export async function acknowledged(page: Page, words: string, action: () => Promise<void>): Promise<number> {
  const answer = page.waitForResponse(
    (response) => /\/(1|api)\/events$/.test(new URL(response.url()).pathname) && (response.request().postData() ?? "").includes(words),
  );
  await action();
  const response = await answer;
  return Number(response.headers()["aisle-position"]);
}

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly string[];
}

/** Every finding of axe on the page as it is, best practices included. */
export async function audit(page: Page): Promise<readonly Violation[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: (options: object) => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run({ resultTypes: ["violations"] });
    return violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map((node) => node.html.slice(0, 200)) }));
  });
}

/** Presses Tab until the element is focused; fails after a bounded number of steps. */
export async function tabTo(page: Page, selector: string, limit = 60): Promise<void> {
  for (let step = 0; step < limit; step++) {
    await page.keyboard.press("Tab");
    if ((await page.locator(`${selector}:focus`).count()) > 0) return;
  }
  throw new Error(`${selector} was not reached with ${limit} presses of Tab`);
}
