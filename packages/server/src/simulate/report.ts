/** The report of a run: Markdown with charts beside it, and the same figures as JSON. Labels of bots stay in a file of their own. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Figures } from "./figures.ts";
import type { SimulationResult } from "./run.ts";
import { barChart, lineChart } from "./svg.ts";

const percent = (share: number, digits = 1) => `${(100 * share).toFixed(digits)} %`;
const whole = (value: number) => Math.round(value).toLocaleString("en-US");
const words = (name: string) => name.replaceAll("_", " ");

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

function shoppersEndpoints(latency: Figures["latency"]) {
  return Object.entries(latency).filter(([name]) => name !== "catalogue");
}

/** Charts by file name. */
export function chartsOf(figures: Figures): Readonly<Record<string, string>> {
  const { funnel, lists, hours, latency, newProducts, shownByRank } = figures;
  const charts: Record<string, string> = {};
  const step = (name: string, value: number) => ({
    name,
    value,
    label: `${whole(value)}  (${percent(value / Math.max(1, funnel.visits))})`,
  });
  charts["funnel.svg"] = barChart("Visits of shoppers, from coming to paying", [
    step("visits", funnel.visits),
    step("opened a product", funnel.opened),
    step("put into the cart", funnel.carted),
    step("bought", funnel.bought),
  ]);
  const search = lists["search"]?.positions ?? [];
  const first = search[0];
  if (first) {
    charts["positions.svg"] = lineChart({
      title: "Search: clicks by position against what was really looked at (position 1 = 100 %)",
      x: "position",
      y: "relative to position 1",
      stepX: 1,
      formatY: (y) => `${Math.round(100 * y)} %`,
      lines: [
        { name: "click-through rate", points: search.map((at) => [at.position, at.clickThrough / (first.clickThrough || 1)]) },
        { name: "looked at (truth)", points: search.map((at) => [at.position, at.examination / (first.examination || 1)]), dashed: true },
        { name: "clicks per look", points: search.map((at) => [at.position, at.clicksPerLook / (first.clicksPerLook || 1)]) },
      ],
    });
  }
  if (hours.length > 2) {
    charts["hours.svg"] = lineChart({
      title: "Visits and orders by hour of simulated time",
      x: hours.length > 48 ? "day of the run" : "hour of the run",
      y: "in the hour",
      stepX: hours.length > 48 ? 24 * Math.ceil(hours.length / 24 / 12) : Math.ceil(hours.length / 12),
      formatX: (x) => (hours.length > 48 ? String(x / 24) : String(x)),
      lines: [
        { name: "shoppers' visits", points: hours.map((hour, at) => [at, hour.visits]), steps: true },
        { name: "bots' visits", points: hours.map((hour, at) => [at, hour.bots]), steps: true },
        { name: "orders", points: hours.map((hour, at) => [at, hour.orders]), steps: true },
      ],
    });
  }
  charts["lists.svg"] = barChart(
    "Where clicks come from",
    Object.entries(lists).map(([name, list]) => ({
      name: words(name),
      value: list.clicks,
      label: `${whole(list.clicks)}  (${percent(list.shareOfClicks)})`,
    })),
  );
  charts["latency.svg"] = barChart(
    "p99 of answers by endpoint, as the simulator saw it",
    // The simulator alone reads the whole catalogue.
    shoppersEndpoints(latency).map(([name, one]) => ({
      name: words(name),
      value: one.p99,
      label: `${one.p99.toFixed(1)} ms  (p50 ${one.p50.toFixed(1)})`,
    })),
  );
  const total = shownByRank.reduce((a, b) => a + b, 0) || 1;
  let sum = 0;
  const every = Math.max(1, Math.floor(shownByRank.length / 200));
  const curve: [number, number][] = [[0, 0]];
  shownByRank.forEach((count, at) => {
    sum += count;
    if ((at + 1) % every === 0 || at === shownByRank.length - 1) curve.push([(at + 1) / shownByRank.length, sum / total]);
  });
  const share = (value: number) => `${Math.round(100 * value)} %`;
  charts["coverage.svg"] = lineChart({
    title: "Share of impressions that the most shown products take",
    x: "share of the catalogue, most shown first",
    y: "share of impressions",
    stepX: 0.1,
    formatX: share,
    formatY: share,
    lines: [
      { name: "this run", points: curve },
      {
        name: "all alike",
        points: [
          [0, 0],
          [1, 1],
        ],
        dashed: true,
      },
    ],
  });
  if (newProducts.byDays.length > 1) {
    charts["new-products.svg"] = lineChart({
      title: "Launched products discovered by age",
      x: "days since launch",
      y: "share",
      stepX: 1,
      formatY: share,
      lines: [
        { name: "shown to somebody", points: newProducts.byDays.map((at) => [at.days, at.shown]) },
        { name: "clicked by somebody", points: newProducts.byDays.map((at) => [at.days, at.clicked]) },
      ],
    });
  }
  return charts;
}

function groups(title: string, rows: Figures["languages"]): string {
  return table(
    [title, "visits", "opened a product", "into the cart", "bought", "searches", "search success", "revenue"],
    Object.entries(rows).map(([name, one]) => [
      words(name),
      whole(one.visits),
      percent(one.opened),
      percent(one.carted),
      percent(one.bought),
      whole(one.searches),
      percent(one.searchSuccess),
      whole(one.revenue),
    ]),
  );
}

/** The report as Markdown; `charts` are the names of the pictures beside it. */
export function markdownOf(figures: Figures, verdict: string, charts: readonly string[]): string {
  const { run, funnel, money, search, lists, coverage, newProducts, bots, latency, people } = figures;
  const picture = (name: string, title: string) => (charts.includes(name) ? [`![${title}](${name})`] : []);
  const time = run.days === undefined ? "in real time" : `${run.days} simulated days, ${run.timesRealTime} times as fast as real time`;
  const revenue = Object.entries(money.revenue).map(([currency, amount]) => `${whole(amount)} ${currency}`.trim());
  const forYou = lists["for_you"];
  const fit = lists["search"]?.positions.filter((at) => at.position <= 10) ?? [];
  const life = Object.entries(figures.catalogueLife).filter(([name]) => name !== "stoodStillBecause");
  const parts: (string | readonly string[])[] = [
    `# Simulated traffic`,
    `${whole(run.shoppers)} shoppers, seed ${run.seed}, ${time}: ${run.start.slice(0, 16)} to ${run.end.slice(0, 16)} UTC, in ${run.seconds} s.`,
    `**${verdict}**`,
    table(
      ["", "figure"],
      [
        ["visits of shoppers", whole(funnel.visits)],
        ["visits of bots", `${whole(bots.visits)} (${percent(bots.shareOfVisits)} of visits, ${percent(bots.shareOfEvents)} of events)`],
        ["requests", `${whole(run.requests)} (${run.requestsPerSecond} a second, ${run.concurrency} visits at once)`],
        ["failed requests", `${run.failed}${run.firstFailure === undefined ? "" : ` (first: ${run.firstFailure.slice(0, 200)})`}`],
        [
          "events",
          `${whole(run.eventsSent)} sent, ${whole(run.eventsSentAgain)} of them twice, ${whole(run.eventsAccepted)} accepted, ${whole(run.eventsDuplicate)} known before, ${whole(run.eventsRejected)} rejected`,
        ],
        ["visits broken off or not begun", `${run.visitsAbandoned}, ${run.visitsNotStarted}`],
        ["orders", `${whole(funnel.orders)} with ${whole(funnel.lines)} lines`],
        [
          "revenue",
          `${revenue.length === 0 ? "none" : revenue.join(", ")}${funnel.linesWithoutPrice === 0 ? "" : ` (${whole(funnel.linesWithoutPrice)} lines without a known price)`}`,
        ],
        ["revenue per visit", money.perVisit.toFixed(3)],
        ["lines sent back", `${percent(money.returnRate)} (${percent(money.returnedShareOfRevenue)} of revenue)`],
        ["share of clicks from “for you”", percent(forYou?.shareOfClicks ?? 0)],
      ],
    ),
    "## From coming to paying",
    picture("funnel.svg", "Funnel"),
    groups("loyalty", figures.loyalty),
    groups("language", figures.languages),
    groups("device", figures.devices),
    "## Search",
    `${whole(search.searches)} finished searches; ${percent(search.success)} led to a click, ${percent(search.empty)} found nothing, ${whole(search.reformulations)} were second or third attempts. Of the first ten hits, ${percent(search.wantedInTen)} were what the shopper had come for (ground truth).`,
    table(
      ["query", "searches", "led to a click", "found nothing"],
      [...Object.entries(search.shapes), ["spelled well", search.spelled] as const, ["misspelled", search.misspelled] as const].map(
        ([name, one]) => [words(name), whole(one.searches), percent(one.success), percent(one.empty)],
      ),
    ),
    "## Position bias",
    "A place is looked at with a likelihood that falls with its position and does not depend on what stands there. Click-through rates mix that with how good the places' products are; clicks per look, which only the simulator can count, are free of it. Mobile pages hold 12 places and are left sooner, so positions from 13 on are mostly those of larger screens.",
    picture("positions.svg", "Clicks by position"),
    table(
      ["position", "shown", "looked at (truth)", "looked at (counted)", "click-through", "clicks per look"],
      fit.map((at) => [
        String(at.position),
        whole(at.shown),
        percent(at.examination),
        percent(at.examined),
        percent(at.clickThrough, 2),
        percent(at.clicksPerLook),
      ]),
    ),
    "## Lists",
    picture("lists.svg", "Clicks by list"),
    table(
      ["list", "shown", "impressions", "clicks", "click-through", "share of clicks", "into the cart", "lines bought", "revenue"],
      Object.entries(lists).map(([name, one]) => [
        words(name),
        whole(one.lists),
        whole(one.impressions),
        whole(one.clicks),
        percent(one.clickThrough, 2),
        percent(one.shareOfClicks),
        whole(one.carts),
        whole(one.purchases),
        whole(one.revenue),
      ]),
    ),
    "## Coverage",
    `${percent(coverage.shownShare)} of ${whole(run.products)} products were shown at least once, ${percent(coverage.clickedShare)} clicked, ${percent(coverage.boughtShare)} bought. The tenth that is shown most takes ${percent(coverage.shareOfTopTenth)} of the impressions (Gini ${coverage.gini.toFixed(2)}).`,
    picture("coverage.svg", "Coverage"),
    "## The catalogue's life",
    figures.catalogueLife.stoodStillBecause === undefined
      ? table(
          ["change", "events"],
          life.map(([name, count]) => [words(name), String(count)]),
        )
      : `The catalogue stood still: ${figures.catalogueLife.stoodStillBecause}.`,
    newProducts.launched === 0
      ? []
      : `Of ${newProducts.launched} launched products ${newProducts.shown} were shown (${whole(newProducts.impressions)} impressions) and ${newProducts.clicked} clicked (${whole(newProducts.clicks)} clicks).`,
    picture("new-products.svg", "New products"),
    "## Time",
    picture("hours.svg", "Visits by hour"),
    "## Answers",
    `Closed loop: at most ${run.concurrency} visits at once, each waiting for its answers, so latency includes queueing. Milliseconds as the simulator saw them, on one machine with the server.`,
    picture("latency.svg", "Latency"),
    table(
      ["endpoint", "requests", "p50", "p95", "p99", "longest", "retried", "failed"],
      Object.entries(latency).map(([name, one]) => [
        words(name),
        whole(one.requests),
        one.p50.toFixed(1),
        one.p95.toFixed(1),
        one.p99.toFixed(1),
        one.most.toFixed(1),
        String(one.retried),
        String(one.failed),
      ]),
    ),
    "## Bots",
    table(
      ["kind", "visits", "names", "events"],
      Object.entries(bots.kinds).map(([name, one]) => [words(name), whole(one.visits), whole(one.users), whole(one.events)]),
    ),
    `Click farms push ${bots.promoted.map((id) => `\`${id}\``).join(", ")}. Who is a bot stands in \`labels.csv\`; the shop is not told.`,
    "## People",
    `${whole(people.logins)} logins joined a browser to an account, ${people.loginsTakenBack} were taken back. ${whole(people.ratings)} ratings and ${whole(people.reviews)} reviews were sent; ${whole(run.followUpsAfterEnd)} ratings, reviews and returns are due after the end and were not. What shoppers thought of what they bought, from one star to five: ${people.experience.map(whole).join(", ")}.`,
  ];
  return `${parts
    .flatMap((part) => (typeof part === "string" ? [part] : part))
    .filter((part) => part !== "")
    .join("\n\n")}\n`;
}

/** Writes report.md, report.json, the charts and labels.csv into a folder. */
export async function writeReport(directory: string, result: SimulationResult, figures: Figures, verdict: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const charts = chartsOf(figures);
  const { shownByRank: _curve, ...kept } = figures;
  const labels = ["user_id,label", ...[...result.botUsers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([user, kind]) => `${user},${kind}`)];
  await Promise.all([
    ...Object.entries(charts).map(([name, svg]) => writeFile(join(directory, name), svg)),
    writeFile(join(directory, "report.md"), markdownOf(figures, verdict, Object.keys(charts))),
    writeFile(join(directory, "report.json"), `${JSON.stringify({ verdict, ...kept }, null, 2)}\n`),
    writeFile(join(directory, "labels.csv"), `${labels.join("\n")}\n`),
  ]);
}
