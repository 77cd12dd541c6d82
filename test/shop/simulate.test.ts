/** `aisle simulate` against a real server: traffic arrives, the report is written, and what must fail fails. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { serve } from "../serving.ts";

const root = join(import.meta.dirname, "..", "..");

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function simulate(...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "packages/server/src/main.ts", "simulate", ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => (out += String(chunk)));
  child.stderr.on("data", (chunk) => (err += String(chunk)));
  return new Promise((resolve) => child.once("close", (status) => resolve({ status, out, err })));
}

/** Ninety products in three categories, half of them with Chinese texts. */
const catalogue = ["Lamp", "Chair", "Teapot"].flatMap((thing, kind) =>
  Array.from({ length: 30 }, (_, i) => ({
    id: `${thing.toLowerCase()}-${i}`,
    title: `${["Oak", "Brass", "Linen", "Glass", "Stone"][i % 5]} ${thing} Model ${i}`,
    title_zh: `${["橡木", "黄铜", "亚麻", "玻璃", "石纹"][i % 5]}${["台灯", "椅子", "茶壶"][kind]}${i}号`,
    brand: ["Aldergate", "Norrland", "Pagoda"][i % 3],
    product_type: `Home > ${thing}s`,
    price: `${10 + i * 3}.00 EUR`,
    material: ["oak", "brass", "linen", "glass", "stone"][i % 5],
  })),
);

test("fifty shoppers visit a shop for three days and the report says what they did", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "aisle-simulate-"));
  const file = join(folder, "catalogue.jsonl");
  writeFileSync(file, catalogue.map((row) => JSON.stringify(row)).join("\n"));
  const shop = await serve({ args: ["--catalog", file] });
  t.after(async () => {
    await shop.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  const out = join(folder, "report");
  const options = [
    "--url",
    shop.url,
    "--shoppers",
    "50",
    "--days",
    "3",
    "--seconds",
    "60",
    "--seed",
    "5",
    "--start",
    "2026-03-02T00:00Z",
    "--bots",
    "0.2",
  ];
  const first = await simulate(...options, "--data", shop.data, "--out", out, "--json");
  assert.equal(first.status, 0, first.err);
  const figures = JSON.parse(first.out) as {
    verdict: string;
    run: {
      failed: number;
      eventsSent: number;
      eventsSentAgain: number;
      eventsAccepted: number;
      eventsDuplicate: number;
      visitsPlanned: number;
    };
    funnel: { visits: number; opened: number };
    bots: { visits: number };
    search: { searches: number };
    newProducts: { launched: number };
    latency: Record<string, { requests: number; p50: number }>;
  };
  assert.equal(figures.run.failed, 0);
  assert.equal(figures.run.eventsAccepted, figures.run.eventsSent);
  assert.equal(figures.run.eventsDuplicate, figures.run.eventsSentAgain);
  assert.equal(figures.funnel.visits + figures.bots.visits, figures.run.visitsPlanned);
  assert.equal(figures.bots.visits, Math.round(figures.funnel.visits * 0.25));
  assert.ok(figures.funnel.opened > 5 && figures.search.searches > 10);
  assert.ok(figures.newProducts.launched >= 1);
  assert.ok(figures.latency["search"]!.p50 > 0);

  const report = readFileSync(join(out, "report.md"), "utf8");
  for (const [, picture] of report.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)) {
    assert.match(readFileSync(join(out, picture!), "utf8"), /^<svg [\s\S]*<\/svg>\n$/);
  }
  assert.ok(readdirSync(out).includes("report.json"));
  const labels = readFileSync(join(out, "labels.csv"), "utf8").trim().split("\n");
  assert.match(labels[1]!, /^v-[0-9a-f]{16},(?:crawler|scraper|click_farm)$/);

  // The same seed and start again: the shop knows every event that the same decisions lead to, by its id.
  const again = await simulate(...options, "--json");
  assert.equal(again.status, 0, again.err);
  const second = (JSON.parse(again.out) as typeof figures).run;
  assert.ok(second.eventsDuplicate > 0.3 * second.eventsSent, `${second.eventsDuplicate} of ${second.eventsSent}`);
});

test("a run that the time does not suffice for, and a shop that is not there, end with an error", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "aisle-simulate-"));
  const file = join(folder, "catalogue.jsonl");
  writeFileSync(file, catalogue.map((row) => JSON.stringify(row)).join("\n"));
  const shop = await serve({ args: ["--catalog", file] });
  t.after(async () => {
    await shop.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  const late = await simulate("--url", shop.url, "--data", shop.data, "--shoppers", "20000", "--days", "7", "--seconds", "1");
  assert.equal(late.status, 1);
  assert.match(late.err, /visits did not begin in 1 s/);

  const refused = await simulate("--url", shop.url, "--key", "not-a-key-of-this-shop", "--shoppers", "2", "--days", "0.1");
  // The page tells shoppers the public key; only the catalogue stays as it was.
  assert.equal(refused.status === 0 || /unauthorized|no public key|status 401/.test(refused.err), true, refused.err);

  const [remote, wrong, none] = await Promise.all([
    simulate("--url", "http://192.0.2.1:7700"),
    simulate("--shoppers", "many"),
    simulate("--url", "http://127.0.0.1:1"),
  ]);
  assert.equal(remote.status, 1);
  assert.match(remote.err, /192\.0\.2\.1 is not this machine; simulated traffic goes there only with --allow-remote \[bad_argument\]/);
  assert.match(wrong.err, /--shoppers takes a whole number from 1 to 1000000, not "many" \[bad_argument\]/);
  assert.match(none.err, /no shop answers at http:\/\/127\.0\.0\.1:1\/ \[unavailable\]/);
});
