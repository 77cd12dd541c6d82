/** `aisle simulate`: shoppers, bots and a living catalogue against a running shop; a report of what happened. */
import { readFileSync } from "node:fs";
import { AisleError } from "@aisle/core/base";
import { maximumRounds } from "../simulate/calendar.ts";
import { figuresOf } from "../simulate/figures.ts";
import type { Figures } from "../simulate/figures.ts";
import { isLoopback } from "../simulate/live-shop.ts";
import { writeReport } from "../simulate/report.ts";
import { simulate } from "../simulate/run.ts";
import { textOption } from "./command.ts";
import type { Command, CommandInput } from "./command.ts";

function numberOption(input: CommandInput, name: string, fallback: number, least: number, most: number, fraction = false): number {
  const text = textOption(input, name);
  if (text === undefined) return fallback;
  const value = Number(text);
  if (text.trim() === "" || !(value >= least && value <= most) || (!fraction && !Number.isInteger(value))) {
    throw new AisleError("bad_argument", `--${name} takes a${fraction ? "" : " whole"} number from ${least} to ${most}, not "${text}"`);
  }
  return value;
}

function addressOf(input: CommandInput): URL {
  const text = textOption(input, "url", "http://127.0.0.1:7700");
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new AisleError("bad_argument", `--url takes an http address, not "${text}"`);
  if (!isLoopback(url.hostname) && input.options["allow-remote"] !== true) {
    throw new AisleError("bad_argument", `${url.hostname} is not this machine; simulated traffic goes there only with --allow-remote`);
  }
  return url;
}

interface Keys {
  readonly key: string;
  readonly writeKey?: string;
}

/** The public key as the shop's own pages carry it. */
async function publicKey(url: URL): Promise<string | undefined> {
  const page = await fetch(url, { redirect: "error", headers: { accept: "text/html" }, signal: AbortSignal.timeout(10_000) }).then(
    (answer) => (answer.ok ? answer.text() : undefined),
    (cause: unknown) => {
      throw new AisleError("unavailable", `no shop answers at ${url.href}`, {}, cause);
    },
  );
  return page === undefined ? undefined : /<meta name="aisle-search-key" content="([^"%]+)"/.exec(page)?.[1];
}

function keysBeside(data: string): Keys | undefined {
  const file = `${data.replace(/[/\\]+$/, "")}-keys/api-keys.json`;
  try {
    const { adminKey, searchKey } = JSON.parse(readFileSync(file, "utf8")) as { adminKey?: string; searchKey?: string };
    if (typeof searchKey === "string") return { key: searchKey, ...(typeof adminKey === "string" ? { writeKey: adminKey } : {}) };
    return undefined;
  } catch (cause) {
    throw new AisleError("bad_file", `cannot read the keys of ${data} from ${file}`, { file }, cause);
  }
}

/** Shoppers use the public key; a key that is given also writes to the catalogue, where its scope allows. */
async function keysOf(input: CommandInput, url: URL): Promise<Keys> {
  const given = textOption(input, "key");
  const data = textOption(input, "data");
  if (given === undefined && data !== undefined) {
    const found = keysBeside(data);
    if (found) return found;
  }
  const open = await publicKey(url);
  if (given !== undefined) return { key: open ?? given, ...(given === open ? {} : { writeKey: given }) };
  if (open === undefined)
    throw new AisleError("bad_argument", "the shop's page names no public key: give one with --key, or --data of a shop on this machine");
  return { key: open };
}

function summary(figures: Figures, print: (line: string) => void): void {
  const { run, funnel, money, search, bots, lists, latency } = figures;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  print(
    `visits ${funnel.visits}, bots ${bots.visits} (${percent(bots.shareOfVisits)}), orders ${funnel.orders}, revenue per visit ${money.perVisit}`,
  );
  print(`searches ${search.searches}: ${percent(search.success)} led to a click, ${percent(search.empty)} found nothing`);
  print(`clicks from for-you ${percent(lists["for_you"]?.shareOfClicks ?? 0)}; returned ${percent(money.returnRate)}`);
  print(
    `requests ${run.requests} in ${run.seconds} s (${run.requestsPerSecond}/s), failed ${run.failed}; events ${run.eventsSent}, rejected ${run.eventsRejected}`,
  );
  for (const [name, one] of Object.entries(latency))
    print(`  ${name.padEnd(24)} ${String(one.requests).padStart(8)}  p50 ${one.p50} ms  p95 ${one.p95} ms  p99 ${one.p99} ms`);
}

async function run(input: CommandInput): Promise<number> {
  if (input.words.length > 0) throw new AisleError("bad_argument", `simulate takes no words, only options: "${input.words[0]}"`);
  const url = addressOf(input);
  const shoppers = numberOption(input, "shoppers", 1_000, 1, 1_000_000);
  const days = textOption(input, "days") === undefined ? undefined : numberOption(input, "days", 7, 0.01, 366, true);
  const seconds = numberOption(input, "seconds", days === undefined ? 60 : 600, 1, 86_400, true);
  const tolerance = numberOption(input, "tolerance", 0.001, 0, 1, true);
  const startText = textOption(input, "start");
  const start = startText === undefined ? undefined : Date.parse(startText);
  if (start !== undefined && !(start >= 0))
    throw new AisleError("bad_argument", `--start takes a date such as 2026-03-02T00:00Z, not "${startText}"`);
  if (start !== undefined && days === undefined) throw new AisleError("bad_argument", "--start goes with --days; without it time is real");
  const options = {
    url,
    seed: numberOption(input, "seed", 1, 0, 2 ** 31 - 1),
    shoppers,
    seconds,
    round: numberOption(input, "round", 0, 0, maximumRounds),
    bots: numberOption(input, "bots", 0.05, 0, 0.9, true),
    concurrency: numberOption(input, "concurrency", 8, 1, 256),
    products: numberOption(input, "products", 50_000, 1, 1_000_000),
    note: input.note,
    ...(days === undefined ? {} : { days }),
    ...(start === undefined ? {} : { start }),
  };
  const result = await simulate({ ...options, ...(await keysOf(input, url)) });
  const figures = figuresOf(result);
  const lost = figures.run.failed / Math.max(1, figures.run.requests);
  const refused = figures.run.eventsRejected / Math.max(1, figures.run.eventsSent);
  const troubles = [
    ...(result.notStarted > 0 ? [`${result.notStarted} of ${result.planned} visits did not begin in ${seconds} s`] : []),
    ...(lost > tolerance
      ? [`${figures.run.failed} of ${figures.run.requests} requests failed, first ${figures.run.firstFailure ?? "unknown"}`]
      : []),
    ...(result.tally.abandoned > tolerance * result.planned ? [`${result.tally.abandoned} visits were broken off`] : []),
    ...(refused > tolerance
      ? [`${figures.run.eventsRejected} events were rejected, first ${figures.run.firstRejection ?? "unknown"}`]
      : []),
  ];
  const verdict =
    troubles.length === 0
      ? `Finished; failed requests within the tolerance of ${100 * tolerance} %.`
      : `Not finished: ${troubles.join("; ")}.`;
  const out = textOption(input, "out");
  if (out !== undefined) {
    await writeReport(out, result, figures, verdict);
    input.note(`report in ${out}/report.md`);
  }
  if (input.options["json"] === true) {
    const { shownByRank: _curve, hours: _hours, ...printed } = figures;
    input.print(JSON.stringify({ verdict, ...printed }));
  } else summary(figures, input.print);
  if (troubles.length > 0) input.note(`aisle simulate: ${verdict}`);
  return troubles.length === 0 ? 0 : 1;
}

export const command: Command = {
  name: "simulate",
  summary: "send the traffic of simulated shoppers to a running shop and report on it",
  usage: `usage: aisle simulate [--url URL] [--shoppers N] [--days D] [--seconds S] [--seed S] [--out DIR] [--key KEY | --data DIR] [--json]

  --url URL        default http://127.0.0.1:7700; other machines only with --allow-remote
  --shoppers N     default 1000
  --days D         simulated days, as fast as the shop answers; without it every shopper comes once, in real time
  --seconds S      time limit (default 600); without --days the stretch of real time over which shoppers come (default 60)
  --start DATE     beginning of the simulated days; by default the last whole days
  --seed S         default 1: the same seed gives the same shoppers, and the same decisions where the shop answers the same
  --round N        default 0: other visits of the same shoppers, for instance another week
  --bots SHARE     share of visits by crawlers, scrapers and click farms, default 0.05
  --key KEY        a key with the scope write: products are launched, prices and stock change
  --data DIR       take both keys from beside the data of a shop on this machine
  --out DIR        write report.md, charts, report.json and labels.csv (who is a bot) there
  --concurrency N  visits at once, default 8
  --products N     products read from the shop at most, default 50000
  --tolerance X    share of requests that may fail, default 0.001

Exit status 0 only if every visit took place and failures stayed within the tolerance.`,
  options: {
    url: { type: "string" },
    shoppers: { type: "string" },
    days: { type: "string" },
    seconds: { type: "string" },
    start: { type: "string" },
    seed: { type: "string" },
    round: { type: "string" },
    bots: { type: "string" },
    key: { type: "string" },
    out: { type: "string" },
    concurrency: { type: "string" },
    products: { type: "string" },
    tolerance: { type: "string" },
    "allow-remote": { type: "boolean" },
  },
  run,
};
