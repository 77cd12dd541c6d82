/**
 * A run against a live shop: visits of shoppers and bots and the catalogue's life in order of simulated time, a bounded number
 * of visits at once. With `days` the simulated time lies in the past and passes as fast as the shop answers; without, every
 * shopper comes once in real time. A shopper's own visits never overlap; follow-ups (ratings, returns) are sent when they are due.
 */
import { AisleError, isAisleError } from "@aisle/core/base";
import type { Product } from "@aisle/core/catalog";
import type { CatalogEvent, ShopEvent } from "@aisle/core/event";
import { planBots, promotedProducts, runNumber, walkBot } from "./bots.ts";
import type { PlannedBotVisit } from "./bots.ts";
import { planVisits, spreadVisits } from "./calendar.ts";
import type { PlannedVisit, Span } from "./calendar.ts";
import { CatalogueLife, planCatalogueLife } from "./catalogue-life.ts";
import { LiveShop } from "./live-shop.ts";
import { mix } from "./draw.ts";
import { dayMs } from "./season.ts";
import { Tally } from "./tally.ts";
import { walkVisit } from "./visit.ts";
import { createWorld } from "./world.ts";
import type { World } from "./world.ts";

export interface SimulationOptions {
  readonly url: URL;
  /** For searching and sending shoppers' events. */
  readonly key: string;
  /** Key with the scope write; without it the catalogue stays as it is. */
  readonly writeKey?: string;
  readonly seed: number;
  readonly shoppers: number;
  /** Simulated days; absent: one visit of each shopper in real time. */
  readonly days?: number;
  /** Seconds that the run may take. */
  readonly seconds: number;
  /** Beginning of the simulated time, milliseconds UTC; by default the midnight with which it ends in the past. */
  readonly start?: number;
  /** Another round has other visits of the same shoppers; default 0. */
  readonly round?: number;
  /** Share of visits that are bots', in [0, 1). */
  readonly bots: number;
  /** Visits at once. */
  readonly concurrency: number;
  /** Products read from the shop at the beginning. */
  readonly products: number;
  readonly note: (message: string) => void;
}

export interface SimulationResult {
  readonly options: SimulationOptions;
  readonly world: World;
  readonly tally: Tally;
  readonly shop: LiveShop;
  readonly span: Span;
  readonly seconds: number;
  readonly catalogue: readonly Product[];
  readonly planned: number;
  /** Visits that the time did not suffice for. */
  readonly notStarted: number;
  /** Ratings and returns that are due after the end. */
  readonly afterEnd: number;
  readonly botUsers: ReadonlyMap<string, string>;
  readonly promoted: readonly Product[];
  /** Why the catalogue stood still, where it did. */
  readonly stillLife: string | undefined;
}

type Coming = (PlannedVisit & { readonly bot?: undefined }) | PlannedBotVisit;

/** Simulated events lie before the present by at least this, because a visit goes on after it began. */
const margin = 3_600_000;
/** What is under way at the end may take this long to finish; after that it is broken off. */
const graceMs = 5_000;

function spanOf({ days, seconds, start }: SimulationOptions, now: number): Span {
  if (days === undefined) return { start: now, end: now + seconds * 1_000 };
  // Whole days, so that two runs of one day have the same calendar.
  const from = start ?? Math.floor((now - margin - days * dayMs) / dayMs) * dayMs;
  return { start: from, end: Math.floor(from + days * dayMs) };
}

/** A wait that can be called off. */
function pause(ms: number): { readonly over: Promise<void>; cancel(): void } {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, ms));
  });
  return { over, cancel: () => clearTimeout(timer) };
}

/** Follow-ups in order of time. */
class Agenda {
  #events: ShopEvent[] = [];
  #sorted = true;

  add(events: readonly ShopEvent[]): void {
    if (events.length === 0) return;
    this.#events.push(...events);
    this.#sorted = false;
  }

  get size(): number {
    return this.#events.length;
  }

  due(time: number): readonly ShopEvent[] {
    if (!this.#sorted) this.#events.sort((a, b) => b.time - a.time);
    this.#sorted = true;
    const due: ShopEvent[] = [];
    while (this.#events.length > 0 && this.#events.at(-1)!.time <= time) due.push(this.#events.pop()!);
    return due;
  }
}

/** Runs the simulation to its end or to its time limit; a defect of the simulator throws, a failing shop is counted. */
export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const shop = new LiveShop({ url: options.url, key: options.key, connections: options.concurrency + 2 });
  const operator = options.writeKey === undefined ? undefined : new LiveShop({ url: options.url, key: options.writeKey, connections: 1 });
  try {
    return await live(options, shop, operator);
  } finally {
    shop.close();
    operator?.close();
  }
}

async function live(options: SimulationOptions, shop: LiveShop, operator: LiveShop | undefined): Promise<SimulationResult> {
  const { seed, note } = options;
  const catalogue = await shop.catalogue(options.products);
  if (catalogue.length === 0) throw new AisleError("unavailable", "the shop has no products; load a catalogue first");
  const known = new Map(catalogue.map((product) => [product.id, product]));
  const world = createWorld(seed, catalogue);
  for (const product of catalogue) world.traits(product);
  const began = Date.now();
  const span = spanOf(options, began);
  const { round = 0 } = options;
  // Names of events: the same only where the beginning was asked for, so that a second run is not taken for a repetition.
  const run = runNumber(mix(seed, round), options.start ?? began);
  const shoppers =
    options.days === undefined
      ? spreadVisits(options.shoppers, span, round)
      : planVisits(seed, options.shoppers, span, (number) => world.shopper(number), round);
  const bots = planBots(seed, shoppers.length, options.bots, span, round);
  const coming: Coming[] = [...shoppers, ...bots].sort((a, b) => a.time - b.time);
  note(`${catalogue.length} products, ${world.kinds.first.length} kinds; ${shoppers.length} visits of shoppers, ${bots.length} of bots`);

  const tally = new Tally(span.start);
  const agenda = new Agenda();
  const life = new CatalogueLife(seed, run, catalogue);
  const steps = operator ? planCatalogueLife(seed, catalogue, span) : [];
  let step = 0;
  let stillLife = operator ? undefined : "no key with the scope write was given";
  const soldOut: CatalogEvent[] = [];
  let now = span.start;

  async function change(events: readonly { readonly event: CatalogEvent; readonly action: string }[]): Promise<void> {
    if (!operator || stillLife !== undefined || events.length === 0) return;
    try {
      await operator.send(events.map(({ event }) => event));
    } catch (error) {
      if (!isAisleError(error)) throw error;
      stillLife = error.message;
      note(`the catalogue stands still: ${error.message}`);
      return;
    }
    for (const { event, action } of events) {
      tally.catalogueEvent(action, 1);
      if (event.type !== "product") continue;
      world.traits(event.product);
      tally.newProducts.set(event.product.id, { born: event.time, firstShown: undefined, firstClicked: undefined, shown: 0, clicks: 0 });
    }
  }

  /** Lets everything happen that is due by a time, beside visits. */
  async function passTo(time: number): Promise<void> {
    now = time;
    const changes: { event: CatalogEvent; action: string }[] = soldOut.splice(0).map((event) => ({ event, action: "sold_out" }));
    for (const event of life.delivered(time)) changes.push({ event, action: "delivery" });
    while (step < steps.length && steps[step]!.time <= time) {
      const { action } = steps[step]!;
      const event = life.event(steps[step++]!);
      if (event) changes.push({ event, action });
    }
    await change(changes);
    const due = agenda.due(time);
    if (due.length === 0) return;
    for (const { type } of due) {
      tally.sent(type);
      if (type === "rating") tally.ratings++;
      if (type === "review") tally.reviews++;
    }
    await shop.send(due);
  }

  // In real time an event is as old as it is; a simulated visit takes its own time.
  const clock = options.days === undefined ? Date.now : undefined;
  const visitParts = {
    ...(clock ? { clock } : {}),
    world,
    shop,
    tally,
    known,
    run,
    sold: (product: Product) => {
      const event = operator && life.sold(known.get(product.id) ?? product, now);
      if (event) soldOut.push(event);
    },
  };
  const botParts = { seed, run, shop, tally, products: catalogue, ...(clock ? { clock } : {}) };

  /** A call that the shop failed is counted already; anything else is a defect of ours. */
  function failed(error: unknown): void {
    if (!isAisleError(error, "unavailable")) throw error;
  }

  async function walk(one: Coming): Promise<void> {
    try {
      if (one.bot !== undefined) await walkBot(botParts, one);
      else agenda.add(await walkVisit(visitParts, one));
    } catch (error) {
      failed(error);
      tally.abandoned++;
    }
  }

  const started = performance.now();
  const deadline = started + options.seconds * 1_000 + (options.days === undefined ? graceMs : 0);
  const active = new Set<Promise<void>>();
  /** Visits under way by shopper. */
  const busy = new Map<number, Promise<void>>();
  const defects: unknown[] = [];
  let next = 0;
  let noted = started;
  while (next < coming.length && defects.length === 0 && !shop.dead && performance.now() < deadline) {
    const one = coming[next++]!;
    if (options.days === undefined) {
      const wait = started + (one.time - span.start) - performance.now();
      if (wait > 0) await pause(wait).over;
    }
    const late = pause(deadline - performance.now());
    if (active.size >= options.concurrency) await Promise.race([...active, late.over]);
    if (one.bot === undefined) await Promise.race([busy.get(one.shopper), late.over]);
    late.cancel();
    if (performance.now() >= deadline) {
      next--;
      break;
    }
    await passTo(one.time).catch(failed);
    const walking = walk(one)
      .catch((error: unknown) => {
        defects.push(error);
      })
      .finally(() => {
        active.delete(walking);
        if (one.bot === undefined && busy.get(one.shopper) === walking) busy.delete(one.shopper);
      });
    active.add(walking);
    if (one.bot === undefined) busy.set(one.shopper, walking);
    if (performance.now() - noted > 10_000) {
      noted = performance.now();
      note(`${((100 * next) / coming.length).toFixed(0)} % of the visits after ${Math.round((noted - started) / 1_000)} s`);
    }
  }
  const grace = pause(graceMs);
  const brokenOff = active.size > 0 && (await Promise.race([Promise.all(active).then(() => false), grace.over.then(() => true)]));
  grace.cancel();
  if (brokenOff) shop.close();
  await Promise.all(active);
  if (defects.length > 0) throw defects[0];
  if (next === coming.length && !brokenOff && !shop.dead) await passTo(span.end).catch(failed);
  return {
    options,
    world,
    tally,
    shop,
    span,
    seconds: (performance.now() - started) / 1_000,
    catalogue,
    planned: coming.length,
    notStarted: coming.length - next,
    afterEnd: agenda.size,
    botUsers: new Map(bots.map((bot) => [bot.user, bot.bot])),
    promoted: promotedProducts(seed, catalogue),
    stillLife,
  };
}
