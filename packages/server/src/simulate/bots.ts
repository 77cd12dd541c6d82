/**
 * Visitors who are no shoppers, in a stated share: crawlers that page through every category, scrapers that watch prices, click
 * farms that push a few products up. Their names look like anybody's; what they are is known only here.
 */
import type { Clock } from "@aisle/core/base";
import type { Product } from "@aisle/core/catalog";
import type { ShopperEvent } from "@aisle/core/event";
import { hex, label, mix, pick, uniform, whole } from "./draw.ts";
import { inLanguage } from "./queries.ts";
import { visitsPerRound } from "./calendar.ts";
import type { Span } from "./calendar.ts";
import type { Storefront, Visitor } from "./storefront.ts";
import type { Tally } from "./tally.ts";

export type BotKind = "crawler" | "scraper" | "click_farm";

export interface PlannedBotVisit {
  readonly time: number;
  readonly bot: BotKind;
  readonly number: number;
  readonly user: string;
}

export interface BotParts {
  readonly seed: number;
  readonly run: number;
  readonly shop: Storefront;
  readonly tally: Tally;
  readonly products: readonly Product[];
  /** Gives events their time where the run is in real time. */
  readonly clock?: Clock;
}

const kinds: readonly BotKind[] = ["crawler", "scraper", "click_farm", "click_farm"];
/** A farm's names: few visits each, so that no name stands out by its count alone. */
const farmVisitsPerName = 4;
const promoted = 5;

/** Bots' visits among `visits` of shoppers, so that `share` of all visits are theirs. Bots do not sleep. */
export function planBots(seed: number, visits: number, share: number, span: Span, round = 0): readonly PlannedBotVisit[] {
  const count = Math.round((visits * share) / (1 - share));
  const farms = Math.max(1, Math.ceil(count / 2 / farmVisitsPerName));
  return Array.from({ length: count }, (_, at): PlannedBotVisit => {
    const number = round * visitsPerRound * 1_000 + at;
    const bot = pick(kinds, seed, label("bot"), number);
    const name = bot === "click_farm" ? whole(farms, seed, label("farm name"), number) : whole(2, seed, label("crawler name"), number);
    return {
      time: Math.floor(span.start + uniform(seed, label("bot time"), number) * (span.end - span.start)),
      bot,
      number,
      user: `v-${hex(seed, label(bot), name)}`,
    };
  });
}

/** The products that a farm was paid for. */
export function promotedProducts(seed: number, products: readonly Product[]): readonly Product[] {
  return Array.from({ length: Math.min(promoted, products.length) }, (_, i) => pick(products, seed, label("promoted"), i));
}

class BotWalk {
  readonly #parts: BotParts;
  readonly visitor: Visitor;
  readonly #number: number;
  time: number;
  #serial = 0;
  sent = 0;
  #events: ShopperEvent[] = [];

  constructor(parts: BotParts, planned: PlannedBotVisit) {
    this.#parts = parts;
    this.#number = planned.number;
    this.time = planned.time;
    const session = `s-${hex(parts.run, parts.seed, label("bot session"), planned.number)}`;
    this.visitor = { user: planned.user, session, language: "en", device: "desktop" };
  }

  note<T extends Record<string, unknown> & { readonly type: string }>(event: T): void {
    const { user, session } = this.visitor;
    this.#parts.tally.sent(event.type);
    this.sent++;
    this.#events.push({
      ...event,
      id: `${session}-${this.#serial++}`,
      time: this.#parts.clock?.() ?? this.time,
      user,
      session,
    } as unknown as ShopperEvent);
  }

  /** Machines wait a fixed time and little else. */
  wait(ms: number): void {
    this.time += Math.floor(ms * (0.95 + 0.1 * uniform(this.#parts.seed, label("bot wait"), this.#number, this.#serial++)));
  }

  async flush(): Promise<void> {
    const events = this.#events;
    this.#events = [];
    if (events.length > 0) await this.#parts.shop.send(events);
  }
}

async function crawl(walk: BotWalk, parts: BotParts, number: number): Promise<void> {
  const start = pick(parts.products, parts.seed, label("crawl"), number);
  const category = start.categories[0]?.at(-1);
  for (let page = 0; page < 3; page++) {
    const shown = await parts.shop.search(walk.visitor, {
      query: category === undefined ? start.title : "",
      limit: 24,
      offset: page * 24,
      ...(category === undefined ? {} : { category }),
    });
    if (shown.products.length === 0) break;
    for (const product of shown.products) {
      walk.wait(450);
      walk.note({ type: "view", surface: "product", product: product.id });
    }
    await walk.flush();
  }
}

async function scrape(walk: BotWalk, parts: BotParts, number: number): Promise<void> {
  for (let i = 0; i < 15; i++) {
    const product = pick(parts.products, parts.seed, label("scrape"), number, i);
    await parts.shop.product(walk.visitor, product.id);
    walk.wait(1_000);
    walk.note({ type: "view", surface: "product", product: product.id });
  }
  await walk.flush();
}

async function farm(walk: BotWalk, parts: BotParts, number: number): Promise<void> {
  const goal = pick(promotedProducts(parts.seed, parts.products), parts.seed, label("paid for"), number);
  const local = inLanguage(goal, walk.visitor.language);
  const query = local.categories[0]?.at(-1)?.toLowerCase() ?? local.title.toLowerCase();
  for (let page = 0; page < 4; page++) {
    const shown = await parts.shop.search(walk.visitor, { query, limit: 24, offset: page * 24 });
    const at = shown.products.findIndex((product) => product.id === goal.id);
    walk.note({
      type: "impression",
      answer: shown.answer,
      surface: "search",
      products: shown.products.map(({ id }) => id),
      positions: shown.products.map((_, i) => page * 24 + i + 1),
    });
    walk.wait(900);
    if (at < 0 && shown.products.length === 24) continue;
    if (at >= 0) walk.note({ type: "click", answer: shown.answer, surface: "search", product: goal.id, position: page * 24 + at + 1 });
    break;
  }
  for (let i = 0; i < 3; i++) {
    walk.wait(1_500);
    walk.note({ type: "view", surface: "product", product: goal.id });
  }
  if (number % 4 === 0) walk.note({ type: "add_to_cart", surface: "product", product: goal.id, quantity: 1 });
  await walk.flush();
}

/** Walks one visit of a bot. */
export async function walkBot(parts: BotParts, planned: PlannedBotVisit): Promise<void> {
  const walk = new BotWalk(parts, planned);
  const act = { crawler: crawl, scraper: scrape, click_farm: farm }[planned.bot];
  await act(walk, parts, planned.number);
  parts.tally.botVisit(planned.bot, planned.user, walk.sent, planned.time);
}

/** A number that tells runs of one seed apart by when they begin. */
export function runNumber(seed: number, start: number): number {
  return mix(seed, start % 4_294_967_296, start / 4_294_967_296);
}
