/**
 * One visit of one shopper, from coming in to leaving: home, search as you type, results, product pages, related products,
 * cart, payment, account. Every decision is the world's; this file only walks. What happens days later (rating, return) is
 * handed back, to be sent when its time comes.
 */
import type { Product } from "@aisle/core/catalog";
import type { OrderLine, ShopEvent } from "@aisle/core/event";
import type { Intent, Surface } from "./choice.ts";
import { hex, label, mix, pick } from "./draw.ts";
import { priceOf } from "./kinds.ts";
import { typeQuery } from "./queries.ts";
import { writeReview } from "./reviews.ts";
import { dayMs } from "./season.ts";
import type { Shopper } from "./shopper.ts";
import type { PlannedVisit } from "./calendar.ts";
import type { StripKind, Visitor } from "./storefront.ts";
import type { Tally } from "./tally.ts";
import { Walk } from "./walk.ts";
import type { Found, VisitParts } from "./walk.ts";

/** Likelihood that a strip on a page is looked at. */
const attention: Readonly<Record<StripKind, number>> = { for_you: 0.65, trending: 0.45, similar: 0.5, bought_together: 0.35 };
const stripLength = 12;
const maximumSearches = 3;

interface Shopping {
  readonly cart: readonly Found[];
  readonly bought: boolean;
  readonly later: readonly FollowUp[];
}

type FollowUp = ShopEvent & { readonly type: "rating" | "review" | "return" };

/** What is shown first on a page of results, by device. */
function pageSize(device: Visitor["device"]): number {
  return device === "mobile" ? 12 : 24;
}

async function search(walk: Walk, parts: VisitParts, shopper: Shopper, intent: Intent, wanted: Product, visit: number): Promise<void> {
  const { world, shop, tally } = parts;
  const limit = pageSize(walk.visitor.device);
  for (let attempt = 0; attempt < maximumSearches; attempt++) {
    const query = typeQuery(world.seed, shopper, wanted, intent, visit, attempt);
    let found = false;
    for (const [step, prefix] of query.typedBefore.entries()) {
      if (step === 0) await shop.complete(walk.visitor, prefix);
      else {
        const shown = await shop.search(walk.visitor, { query: prefix, limit: 6, prefix: true });
        // Seen while typing; a third look up, and few click.
        found = walk.see("as_you_type", "search", shown, intent, 0.3).clicked.length > 0;
      }
      walk.dwell(1);
      if (found) break;
    }
    if (found) return;
    const shown = await shop.search(walk.visitor, { query: query.text, limit });
    const seen = walk.see("search", "search", shown, intent, 1);
    const ten = shown.products.slice(0, 10);
    const share =
      ten.length === 0 ? undefined : ten.filter((product) => world.relevance(shopper, product, intent) >= 0.75).length / ten.length;
    let clicked = seen.clicked.length > 0;
    if (!clicked && shown.total > limit && walk.u("next page", attempt) < 0.25) {
      await walk.flush();
      const second = await shop.search(walk.visitor, { query: query.text, limit, offset: limit });
      clicked = walk.see("search", "search", second, intent, 1, limit + 1).clicked.length > 0;
    }
    const { shape, misspelled } = query;
    tally.search({ shape, misspelled, total: shown.total, clicked, wanted: share, again: attempt > 0 }, walk.who);
    await walk.flush();
    if (clicked || walk.u("gives up", attempt) < 0.35) return;
  }
}

async function browseCategory(walk: Walk, parts: VisitParts, intent: Intent, wanted: Product): Promise<void> {
  const category = wanted.categories[0]?.at(-1);
  if (category === undefined) return;
  const limit = pageSize(walk.visitor.device);
  walk.note({ type: "refinement", surface: "search", field: "categories", value: category, on: true });
  const shown = await parts.shop.search(walk.visitor, { query: "", category, limit });
  walk.see("category", "search", shown, intent, 1);
  await walk.flush();
}

async function strip(
  walk: Walk,
  parts: VisitParts,
  kind: StripKind,
  surface: Surface,
  intent: Intent,
  seeds?: readonly string[],
): Promise<void> {
  const shown = await parts.shop.recommend(walk.visitor, kind, stripLength, seeds);
  walk.see(kind, surface, shown, intent, attention[kind]);
}

/** Product pages of everything clicked, with what else they show; more clicks open more pages. */
async function readPages(walk: Walk, parts: VisitParts, intent: Intent): Promise<void> {
  const { world } = parts;
  for (let at = 0; at < walk.opened.length; at++) {
    const found = walk.opened[at]!;
    await walk.open(found);
    await walk.flush();
    const { id } = found.place.product;
    // The page asks for what is near; long visits do not look at it again on every page.
    if (at < 2) await strip(walk, parts, "similar", "product", intent, [id]);
    if (at === 0 && walk.u("bought together", at) < 0.5) {
      const companions = world.kinds.companions(found.place.traits.kind);
      await strip(walk, parts, "bought_together", "product", { goal: "find", kind: found.place.traits.kind, companions }, [id]);
    }
    await walk.flush();
  }
}

function lineOf({ place }: Found): OrderLine {
  const price = priceOf(place.product);
  const currency = place.product.offers[0]?.currency;
  return {
    product: place.product.id,
    quantity: 1,
    ...(price === undefined ? {} : { price }),
    ...(currency === undefined ? {} : { currency }),
  };
}

/** Cart, companions, payment. Answers what the shopper will say and send back later. */
async function shopFor(walk: Walk, parts: VisitParts, shopper: Shopper, intent: Intent, visit: number): Promise<Shopping> {
  const { world, tally } = parts;
  const cart: Found[] = [];
  const choose = (among: readonly Found[], wish: Intent) => {
    const places = among.map(({ place }) => place);
    const chosen = world.choose(shopper, places, wish, walk.moment("cart"));
    if (!chosen) return;
    const found = among[places.indexOf(chosen)]!;
    cart.push(found);
    tally.listCount(found.list).carts++;
    const { place, answer, surface } = found;
    walk.note({ type: "add_to_cart", answer, surface, product: place.product.id, quantity: 1, position: place.position });
    walk.dwell(6);
  };
  choose(walk.opened, intent);
  const first = cart[0]?.place;
  if (!first) return { cart, bought: false, later: [] };
  await walk.flush();

  // What goes with it is thought of, or seen beside the cart.
  const companions = world.kinds.companions(first.traits.kind);
  const before = walk.opened.length;
  walk.makeRoom();
  if (companions.length > 0 && walk.u("thinks of more") < 0.4) {
    const errand = world.wish(shopper, visit, walk.time, pick(companions, world.seed, label("errand"), shopper.number, visit));
    const wanted = errand.target && parts.known.get(errand.target.id);
    if (wanted) await search(walk, parts, shopper, errand, wanted, mix(visit, errand.target!.key));
  }
  if (walk.u("looks on") < 0.6) {
    const beside: Intent = { goal: "find", kind: first.traits.kind, companions };
    await strip(walk, parts, "bought_together", "cart", beside, [first.product.id]);
  }
  const left = world.memory(shopper).purse(walk.time) - (priceOf(first.product) ?? 0);
  const others = walk.opened.slice(before);
  for (const found of others) await walk.open(found);
  for (const kind of companions) {
    const fitting = others.filter(({ place }) => place.traits.kind === kind && (priceOf(place.product) ?? 0) <= left);
    if (fitting.length > 0 && cart.length < 3) choose(fitting, { goal: "find", kind, needed: true });
  }
  await walk.flush();
  if (!world.pays(shopper, { visit, device: walk.visitor.device })) return { cart, bought: false, later: [] };
  walk.dwell(40);
  return { cart, bought: true, later: await checkOut(walk, parts, shopper, cart, visit) };
}

async function checkOut(
  walk: Walk,
  parts: VisitParts,
  shopper: Shopper,
  cart: readonly Found[],
  visit: number,
): Promise<readonly FollowUp[]> {
  const { world, tally } = parts;
  const { visitor } = walk;
  const order = `o-${hex(parts.run, world.seed, label("order"), shopper.number, visit)}`;
  const user = await logIn(walk, shopper, tally, 0.75);
  walk.note({ type: "purchase", order, lines: cart.map(lineOf), answer: cart[0]!.answer, surface: "cart" }, user);
  await walk.flush();
  tally.order(
    cart.map((found) => {
      const line = lineOf(found);
      return { product: found.place.product, price: line.price, currency: line.currency ?? "", list: found.list };
    }),
    walk.time,
  );
  const later: FollowUp[] = [];
  for (const [at, { place }] of cart.entries()) {
    parts.sold?.(place.product);
    const life = world.buy(shopper, place, visit, walk.time);
    const price = priceOf(place.product) ?? 0;
    tally.experience(life, price);
    const id = `${order}-${at}`;
    const tried = walk.time + dayMs * (1.5 + 2 * walk.u("delivered", at));
    const common = { user, session: visitor.session, time: Math.floor(tried) };
    if (life.speaks) {
      later.push({ ...common, type: "rating", id: `${id}-r`, product: place.product.id, value: life.stars });
      if (walk.u("writes", at) < 0.5) {
        const text = writeReview(life.stars, shopper.language, world.seed, shopper.number, visit, at);
        later.push({
          ...common,
          time: common.time + 60_000,
          type: "review",
          id: `${id}-t`,
          product: place.product.id,
          text,
          value: life.stars,
        });
      }
    }
    if (life.returned) {
      const time = Math.floor(tried + dayMs * (0.5 + 2 * walk.u("posted back", at)));
      later.push({
        ...common,
        time,
        type: "return",
        id: `${id}-b`,
        order,
        lines: [lineOf(cart[at]!)],
        reason: life.stars <= 2 ? "not as described" : "did not fit",
      });
    }
  }
  return later;
}

/** An anonymous visitor with an account logs in, more or less often; on a shared device the login is sometimes taken back. */
async function logIn(walk: Walk, shopper: Shopper, tally: Tally, chance: number): Promise<string> {
  const { user } = walk.visitor;
  if (shopper.login === undefined || user === shopper.login || walk.u("logs in") >= chance) return user;
  walk.note({ type: "identify", anonymous: user }, shopper.login);
  tally.logins++;
  if (walk.u("shared device") < 0.01) {
    walk.note({ type: "identify", anonymous: user, undo: true }, shopper.login);
    tally.partings++;
  }
  await walk.flush();
  return shopper.login;
}

/** Walks one visit; answers the events that are due days later. */
export async function walkVisit(parts: VisitParts, planned: PlannedVisit): Promise<readonly FollowUp[]> {
  const { world, tally } = parts;
  const shopper = world.shopper(planned.shopper);
  const walk = new Walk(parts, shopper, planned);
  const intent = world.intent(shopper, planned.visit, planned.time);
  const wanted = intent.target === undefined ? undefined : parts.known.get(intent.target.id);

  // Most come through the front door; a link from outside leads straight to results.
  if (wanted === undefined || walk.u("front door") < 0.45) {
    await strip(walk, parts, "for_you", "home", intent);
    if (wanted === undefined || walk.u("scrolls") < 0.5) await strip(walk, parts, "trending", "home", intent);
    await walk.flush();
  }
  if (wanted !== undefined) {
    if (intent.goal === "find" && wanted.categories.length > 0 && walk.u("browses") < 0.18)
      await browseCategory(walk, parts, intent, wanted);
    else await search(walk, parts, shopper, intent, wanted, planned.visit);
  }
  await readPages(walk, parts, intent);
  const { cart, bought, later } = await shopFor(walk, parts, shopper, intent, planned.visit);
  if (!bought && planned.visit > 0) await logIn(walk, shopper, tally, 0.12);
  await walk.flush(true);
  const revenue = bought ? cart.reduce((sum, { place }) => sum + (priceOf(place.product) ?? 0), 0) : 0;
  tally.visit({ time: planned.time, opened: walk.opened.length > 0, carted: cart.length > 0, bought, revenue }, walk.who);
  return later;
}
