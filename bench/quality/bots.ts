/**
 * The filter of invalid traffic, judged where the truth is known. A simulated week (packages/server/src/simulate, which shares nothing with the filter) is
 * lived once against a shop in this process and its log kept; then the same log goes through the filter, through a plain rate limit
 * (products opened in a minute; the strictest limit that real sessions allow), and through nothing. Beside the simulator's own bots there are attackers written here: a farm with human
 * pauses, a farm whose names come once, one that browses like people, a crawler without cookies. Thresholds were set on seed 1 and the click logs; the seeds here are others.
 *
 *   found       share of bots' names that end as suspect or bot, and of their events that taught nothing in the end; precision beside it
 *   shoppers    share of shoppers' names and visits that the filter ever holds; real sessions: yoochoose clicks, one a name
 *   harm        what the trending page (24) and the order of results look like, against the same log without the bots
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { contentHash, randomPick, seededRandom } from "@aisle/core/base";
import { memoryProductStore } from "@aisle/core/catalog";
import type { Product } from "@aisle/core/catalog";
import { ShopEngine } from "@aisle/core/engine";
import type { LoggedEvent, ShopEvent, ShopperEvent } from "@aisle/core/event";
import { Recommender } from "@aisle/core/recommend";
import { createMemoryIndex } from "@aisle/core/retrieve";
import { createAnalyzer } from "@aisle/core/text";
import { TrafficFilter } from "@aisle/core/traffic";
import { demoProducts } from "../../packages/server/src/demo/demo-shop.ts";
import { planBots, promotedProducts, walkBot } from "../../packages/server/src/simulate/bots.ts";
import { planVisits } from "../../packages/server/src/simulate/calendar.ts";
import type { Storefront } from "../../packages/server/src/simulate/storefront.ts";
import { Tally } from "../../packages/server/src/simulate/tally.ts";
import { walkVisit } from "../../packages/server/src/simulate/visit.ts";
import { createWorld } from "../../packages/server/src/simulate/world.ts";

const datasets = process.env["AISLE_DATASETS"] ?? join(import.meta.dirname, "../../../shared/data");
const smoke = process.argv.includes("--smoke");
const seeds = process.argv
  .find((word) => word.startsWith("--seeds="))
  ?.slice(8)
  .split(",")
  .map(Number);
const day = 86_400_000;
const start = Date.UTC(2026, 2, 2);
const span = { start, end: start + (smoke ? 2 : 7) * day };
const shoppers = smoke ? 150 : 1_200;
const page = 24;
const analyzer = createAnalyzer();

/** Who is behind each name: "shopper" or a kind of bot. */
type Truth = ReadonlyMap<string, string>;

class Shop implements Storefront {
  readonly log: LoggedEvent[] = [];
  readonly engine: ShopEngine;
  now = start;
  #answers = 0;

  constructor(products: readonly Product[], mode: "filter" | "observe") {
    this.engine = new ShopEngine({
      analyzer,
      retrieval: createMemoryIndex({ analyzer }),
      products: memoryProductStore(),
      recommender: new Recommender(analyzer),
      clock: () => this.now,
      newId: () => (++this.#answers).toString(16).padStart(32, "0"),
      pseudonym: (user) => user,
      end: () => this.log.length,
      traffic: { mode },
    });
    for (const product of products) this.take({ type: "product", time: start, product });
  }

  take(event: ShopEvent, arrival = this.now): void {
    const logged: LoggedEvent = {
      position: this.log.length,
      arrival: Math.max(arrival, event.time),
      event,
      ...("user" in event ? { person: event.user } : {}),
      ...(event.type === "identify" ? { anonymous: event.anonymous } : {}),
    };
    this.log.push(logged);
    this.engine.apply(logged);
  }

  async search({ user, language }: { user: string; language: string }, ask: Parameters<Storefront["search"]>[1]) {
    const { query, category, offset, limit, prefix } = ask;
    const found = await this.engine.search({
      query,
      limit,
      asker: { user, language },
      ...(category === undefined ? {} : { filter: { field: "categories", in: [category] } }),
      ...(offset === undefined ? {} : { offset }),
      ...(prefix === undefined ? {} : { prefix }),
    });
    if (query.trim() !== "" && prefix !== true && (offset ?? 0) === 0)
      this.take({ type: "query", time: this.now, user, query, total: found.total, answer: found.id, surface: "search" });
    return { answer: found.id, total: found.total, products: found.hits.map((hit) => hit.product) };
  }

  async recommend(
    { user, language }: { user: string; language: string },
    kind: Parameters<Storefront["recommend"]>[1],
    limit: number,
    seeds?: readonly string[],
  ) {
    const found = await this.engine.recommend({
      kind,
      limit,
      asker: { user, language },
      ...(seeds === undefined ? {} : { products: seeds }),
    });
    return { answer: found.id, total: found.items.length, products: found.items.map((item) => item.product) };
  }

  async product({ language }: { language: string }, id: string) {
    return this.engine.product(id, language);
  }

  async complete(_: unknown, prefix: string) {
    return this.engine.complete(prefix, 5);
  }

  async send(events: readonly ShopEvent[]) {
    const last = events.reduce((time, event) => Math.max(time, event.time), this.now);
    for (const event of events) this.take(event, last);
  }
}

/** Attackers of our own: they open what they were paid for after a look at the list, each in its own way. */
function* attackers(
  seed: number,
  paid: readonly Product[],
  blended: readonly Product[],
  others: readonly Product[],
): Generator<{ kind: string; event: ShopperEvent }> {
  const random = seededRandom(seed * 7_919);
  const lognormal = (median: number, deviation: number) =>
    median * Math.exp(deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
  const name = () => `v-${contentHash(String(random()))}`;
  const visits = smoke ? 30 : 150;
  for (const [kind, pause, jitter, looks] of [
    ["farm, human pauses", 6_000, 1, 4],
    ["farm, new names, even pauses", 2_500, 0.08, 4],
  ] as const) {
    for (let visit = 0; visit < visits; visit++) {
      const user = name();
      const goal = randomPick(random, paid).id;
      let time = span.start + random() * (span.end - span.start);
      for (let look = 0; look < looks; look++, time += lognormal(pause, jitter))
        yield { kind, event: { type: look === 0 ? "click" : "view", user, product: goal, time: Math.floor(time), session: `${user}-s` } };
    }
  }
  // What no sign of ours can see: names that come once, look around like people, and open what they were paid for among the rest.
  for (let visit = 0; visit < visits; visit++) {
    const user = name();
    let time = span.start + random() * (span.end - span.start);
    for (let look = 0; look < 5; look++, time += lognormal(15_000, 1)) {
      const product = (look % 2 === 0 ? randomPick(random, others) : randomPick(random, blended)).id;
      yield {
        kind: "farm that browses like people",
        event: { type: "view", user, product, time: Math.floor(time), session: `${user}-s` },
      };
    }
  }
  const network = contentHash("block of the crawler").slice(0, 16);
  let time = span.start + day / 2;
  for (let hit = 0; hit < 20 * visits; hit++, time += lognormal(250, 0.6))
    yield {
      kind: "crawler, no cookies",
      event: { type: "view", user: name(), product: randomPick(random, others).id, time: Math.floor(time), network },
    };
}

interface Life {
  readonly products: readonly Product[];
  readonly promoted: readonly Product[];
  readonly log: readonly LoggedEvent[];
  readonly truth: Truth;
}

/** Lives a simulated week and adds the attackers to its log, in order of arrival. */
async function live(seed: number, share: number, catalogue: readonly Product[]): Promise<Life> {
  const random = seededRandom(seed);
  const products = catalogue.filter(() => random() < (smoke ? 0.08 : 0.25));
  const world = createWorld(seed, products);
  const shop = new Shop(products, "observe");
  const tally = new Tally(span.start);
  const visits = planVisits(seed, shoppers, span, (number) => world.shopper(number));
  const bots = planBots(seed, visits.length, share, span);
  const truth = new Map<string, string>(bots.map(({ user, bot }) => [user, bot]));
  const parts = { world, shop, tally, known: new Map(products.map((one) => [one.id, one])), run: seed, sold: () => {} };
  const later: ShopEvent[] = [];
  for (const one of [...visits, ...bots].sort((a, b) => a.time - b.time)) {
    shop.now = one.time;
    later.sort((a, b) => b.time - a.time);
    while ((later.at(-1)?.time ?? Infinity) <= one.time) shop.take(later.pop()!);
    if ("bot" in one) await walkBot({ seed, run: seed, shop, tally, products }, one);
    else later.push(...(await walkVisit(parts, one)));
  }
  const promoted = promotedProducts(seed, products);
  const [paid, blended] = [3, 3].map((length) => Array.from({ length }, () => randomPick(random, products))) as [Product[], Product[]];
  const hostile: LoggedEvent[] = [];
  for (const { kind, event } of attackers(seed, paid, blended, products)) {
    truth.set(event.user, kind);
    hostile.push({ position: 0, arrival: event.time, person: event.user, event });
  }
  const log = [...shop.log, ...hostile].sort((a, b) => a.arrival - b.arrival).map((logged, position) => ({ ...logged, position }));
  return { products, promoted: [...promoted, ...paid, ...blended], log, truth };
}

/** The baseline: a name that opens more than so many products in a minute by the clock is a bot from then on. */
function rateLimit(log: readonly LoggedEvent[], perMinute: number): ReadonlySet<string> {
  const opened = new Map<string, number>();
  const limited = new Set<string>();
  for (const { event } of log) {
    if (event?.type !== "view" && event?.type !== "click") continue;
    const key = `${event.user} ${Math.floor(event.time / 60_000)}`;
    const count = (opened.get(key) ?? 0) + 1;
    opened.set(key, count);
    if (count > perMinute) limited.add(event.user);
  }
  return limited;
}

/** Names that the filter held at any time, those it holds in the end, and what became of each event. */
function filtered(log: readonly LoggedEvent[]) {
  const filter = new TrafficFilter();
  const ever = new Map<string, string>();
  const taught = new Set<LoggedEvent>();
  for (const logged of log) {
    const { verdict, reasons, teaches, relearned } = filter.apply(logged);
    for (const { events } of relearned) {
      for (const { logged: one, weight } of events) {
        if (weight === 1) taught.add(one);
        else if (weight === -1) taught.delete(one);
      }
    }
    if (teaches) taught.add(logged);
    if (verdict !== "human") ever.set(logged.person!, reasons[0]!);
  }
  const names = new Set(log.flatMap(({ person }) => (person === undefined ? [] : [person])));
  const held = new Map(
    [...names].flatMap((person) => {
      const { verdict, reasons } = filter.verdictOn(person);
      return verdict === "human" ? [] : [[person, reasons.join("+")] as const];
    }),
  );
  return { ever, held, taught };
}

const percent = (part: number, whole: number) => (whole === 0 ? 0 : Number(((100 * part) / whole).toFixed(2)));

function precisionRecall(held: { has(name: string): boolean }, truth: Truth, names: ReadonlySet<string>) {
  const caught = [...names].filter((name) => held.has(name));
  const hit = caught.filter((name) => truth.has(name)).length;
  const wrong = caught.length - hit;
  const bots = [...names].filter((name) => truth.has(name)).length;
  return { precision: percent(hit, hit + wrong), recall: percent(hit, bots), shoppersHeld: percent(wrong, names.size - bots) };
}

/** How two lists differ: share of the second that is in the first. */
const overlap = (a: readonly string[], b: readonly string[]) => percent(b.filter((one) => a.includes(one)).length, b.length);

async function lists(products: readonly Product[], log: readonly LoggedEvent[], mode: "filter" | "observe") {
  const shop = new Shop(products, mode);
  for (const { event, arrival } of log) if (event !== undefined && event.type !== "product") shop.take(event, arrival);
  shop.now = span.end;
  const trending = await shop.engine.recommend({ kind: "trending", limit: page });
  const forNobody = await shop.engine.recommend({ kind: "for_you", limit: page });
  const ids = (answer: typeof trending) => answer.items.map(({ product }) => product.id);
  const queries = [...new Set(products.flatMap((one) => one.categories[0]?.at(-1) ?? []))].slice(0, 40);
  const results: string[][] = [];
  for (const query of queries) results.push((await shop.engine.search({ query, limit: 10 })).hits.map(({ product }) => product.id));
  return { trending: ids(trending), forNobody: ids(forNobody), results };
}

async function harm({ products, promoted, log, truth }: Life, limited: ReadonlySet<string>) {
  const without = (names: { has(name: string): boolean }) => log.filter(({ person }) => person === undefined || !names.has(person));
  const clean = await lists(products, without(truth), "observe");
  const arms = {
    clean,
    nothing: await lists(products, log, "observe"),
    rateLimit: await lists(products, without(limited), "observe"),
    filter: await lists(products, log, "filter"),
  };
  const paid = new Set(promoted.map(({ id }) => id));
  const count = (list: readonly string[]) => list.filter((id) => paid.has(id)).length;
  return Object.fromEntries(
    Object.entries(arms).map(([name, one]) => [
      name,
      {
        trendingAsClean: overlap(clean.trending, one.trending),
        forYouAsClean: overlap(clean.forNobody, one.forNobody),
        resultsAsClean: percent(one.results.flat().filter((id, at) => clean.results.flat()[at] === id).length, clean.results.flat().length),
        promotedInTrending: count(one.trending),
        promotedInForYou: count(one.forNobody),
      },
    ]),
  );
}

async function run(seed: number, share: number, catalogue: readonly Product[]) {
  const life = await live(seed, share, catalogue);
  const { log, truth } = life;
  const shopperEvents = log.filter(({ person }) => person !== undefined);
  const names = new Set(shopperEvents.map(({ person }) => person!));
  const { ever, held, taught } = filtered(log);
  const limited = rateLimit(log, perMinute);
  const kinds: Record<string, unknown> = {};
  for (const kind of new Set(truth.values())) {
    const ofKind = [...names].filter((name) => truth.get(name) === kind);
    const events = shopperEvents.filter(({ person }) => truth.get(person!) === kind);
    const reasons: Record<string, number> = {};
    for (const name of ofKind) if (held.has(name)) reasons[held.get(name)!] = (reasons[held.get(name)!] ?? 0) + 1;
    kinds[kind] = {
      names: ofKind.length,
      found: percent(ofKind.filter((name) => held.has(name)).length, ofKind.length),
      eventsKeptOut: percent(events.filter((one) => !taught.has(one)).length, events.length),
      byRateLimit: percent(ofKind.filter((name) => limited.has(name)).length, ofKind.length),
      reasons,
    };
  }
  const honest = [...names].filter((name) => !truth.has(name));
  const wrongly: Record<string, number> = {};
  for (const name of honest) if (ever.has(name)) wrongly[ever.get(name)!] = (wrongly[ever.get(name)!] ?? 0) + 1;
  return {
    seed,
    botShareOfVisits: share,
    products: life.products.length,
    events: shopperEvents.length,
    filter: precisionRecall(held, truth, names),
    rateLimit: precisionRecall(limited, truth, names),
    shoppersEverHeld: percent(honest.filter((name) => ever.has(name)).length, honest.length),
    wrongly,
    kinds,
    harm: await harm(life, limited),
  };
}

/** Real click sessions, all taken for shoppers; null without the data. */
function realLog(): readonly LoggedEvent[] | null {
  const folder = join(datasets, "rec/yoochoose_100k");
  if (!existsSync(folder)) return null;
  const rows = ["train_full", "test"].flatMap((part) =>
    gunzipSync(readFileSync(join(folder, `yoochoose-clicks-100k_${part}.txt.gz`)))
      .toString("utf8")
      .split(/\r?\n/)
      .slice(1)
      .filter(Boolean)
      .map((line) => line.split("\t")),
  );
  const log = rows
    .map(([user, product, time]) => ({ user: user!, product: product!, time: Math.round(Number(time) * 1_000) }))
    .sort((a, b) => a.time - b.time)
    .map((event, position): LoggedEvent => ({
      position,
      arrival: event.time,
      person: event.user,
      event: { type: "view", ...event },
    }));
  return smoke ? log.slice(0, 10_000) : log;
}

const tolerated = 0.005;
const real = realLog();
const realSessions = new Set(real?.map(({ person }) => person)).size;
/** The strictest limit that holds less of the real sessions than is tolerated; without them a usual one. */
const perMinute =
  real === null ? 12 : [4, 6, 8, 10, 12, 16, 20, 30].find((limit) => rateLimit(real, limit).size < tolerated * realSessions)!;

function realSessionFigures() {
  if (real === null) return null;
  const { ever, held } = filtered(real);
  return {
    sessions: realSessions,
    everHeld: percent(ever.size, realSessions),
    held: percent(held.size, realSessions),
    byRateLimit: percent(rateLimit(real, perMinute).size, realSessions),
  };
}

const catalogue = demoProducts();
const simulated = [];
for (const [at, seed] of (seeds ?? (smoke ? [2] : [2, 3, 4])).entries())
  simulated.push(await run(seed, [0.05, 0.15, 0.3][at % 3]!, catalogue));
console.log(
  JSON.stringify(
    { bench: "quality/bots", smoke, percentages: true, rateLimitPerMinute: perMinute, simulated, yoochoose: realSessionFigures() },
    null,
    2,
  ),
);
