/**
 * How a simulated shopper chooses, in four steps, each a model from the literature:
 *   examine  position-based examination (Richardson et al. 2007): a place is looked at with a likelihood that falls with its
 *            position, by device, surface and patience, and with nothing else;
 *   click    conditional logit (McFadden 1974) among the places examined and "none of them", drawn again after each click with
 *            a better outside option (satiation), so clicks compete;
 *   buy      conditional logit among what was opened, with what the page reveals of quality, inside a hard budget;
 *   live     experience against expectation decides rating and return.
 * It shares no code and no feature with what ranks: its vectors are drawn by the simulator and never leave it.
 */
import { isAvailable } from "@aisle/core/catalog";
import type { Product } from "@aisle/core/catalog";
import { dot, gumbel, label, logistic, normal, uniform } from "./draw.ts";
import { priceOf } from "./kinds.ts";
import type { Kind } from "./kinds.ts";
import type { Memory } from "./memory.ts";
import type { DeviceKind, Shopper } from "./shopper.ts";
import type { Traits } from "./traits.ts";

/** Where a list stands; a strip is one row of cards that is swiped sideways. */
export type Surface = "search" | "home" | "product" | "cart";

/** What a shopper came for. */
export interface Intent {
  readonly goal: "find" | "known" | "browse";
  /** Absent where the shopper only looks around. */
  readonly kind?: Kind;
  /** The product in mind; a known one is looked for by name. */
  readonly target?: Traits;
  /** A mark such as "color=Blue" that matters this time. */
  readonly mark?: string;
  /** Kinds that would go with what is looked at. */
  readonly companions?: readonly Kind[];
  /** It completes what is in the cart already, so it is bought more readily. */
  readonly needed?: boolean;
}

/** One moment of one visit: names every draw. */
export interface Moment {
  readonly visit: number;
  /** Which list of the visit. */
  readonly list: number;
  readonly time: number;
  readonly surface: Surface;
  readonly device: DeviceKind;
}

/** One place of a list. */
export interface Place {
  readonly product: Product;
  readonly traits: Traits;
  /** From 1. */
  readonly position: number;
}

export interface Look {
  /** Places looked at, in order of position. */
  readonly examined: readonly Place[];
  /** Places clicked, in order of clicking. */
  readonly clicked: readonly Place[];
}

/** Places before attention halves, about; strips are cut off by the screen. */
const depths: Readonly<Record<Surface, Readonly<Record<DeviceKind, number>>>> = {
  search: { mobile: 3, desktop: 5, tablet: 4 },
  home: { mobile: 2.5, desktop: 5, tablet: 4 },
  product: { mobile: 2, desktop: 4, tablet: 3 },
  cart: { mobile: 2, desktop: 4, tablet: 3 },
};
const fall = 1.4;

/** Likelihood that a shopper looks at a place, given that they look at the list at all. 1 at position 1, falling. */
export function examination(shopper: Pick<Shopper, "patience">, position: number, surface: Surface, device: DeviceKind): number {
  return (1 + (position - 1) / (depths[surface][device] * shopper.patience)) ** -fall;
}

const outside = 0;
/** Added to the outside option with each click on one list. */
const satiation = 1;
const maximumClicks = 6;

/** How a product fits what the shopper came for: 1 is exactly that. */
export function relevance(shopper: Shopper, traits: Traits, intent: Intent): number {
  const { kind, target, companions } = intent;
  if (kind === undefined) {
    const interest = shopper.interests.find((one) => one.kind === traits.kind);
    return interest ? 0.55 + 0.45 * Math.min(1, interest.share * 2) : 0.1;
  }
  if (target && traits.group === target.group) return intent.goal === "known" ? 1.6 : 1.25;
  if (traits.kind === kind) return intent.goal === "known" ? 0.75 : 1;
  if (companions?.includes(traits.kind)) return 0.75;
  const interest = shopper.interests.find((one) => one.kind === traits.kind);
  if (interest) return 0.45 + 0.2 * interest.share;
  return traits.kind.department === kind.department ? 0.25 : 0.05;
}

/** Utility lost or won by the price, around 0; 0 where no price is known. */
export function priceFit(shopper: Shopper, traits: Traits, price: number | undefined): number {
  if (price === undefined || price <= 0 || traits.kind.price <= 0) return 0;
  return -shopper.priceSensitivity * Math.max(-1.5, Math.min(2.5, Math.log(price / traits.kind.price)));
}

/** The dearest that a shopper would buy of a kind; Infinity where no price is known. */
export function ceiling(shopper: Shopper, kind: Kind): number {
  return kind.price > 0 ? 1.8 * shopper.wealth * kind.price : Infinity;
}

/** What a place is worth a click, against 0 for none: everything but its position. */
export function attraction(
  shopper: Shopper,
  memory: Memory,
  place: Pick<Place, "product" | "traits">,
  intent: Intent,
  time: number,
): number {
  const { product, traits } = place;
  const price = priceOf(product);
  const sale = product.offers[0]?.salePrice !== undefined ? 0.25 : 0;
  const mark = intent.mark !== undefined && traits.marks.includes(intent.mark) ? 0.7 : 0;
  const dear = price !== undefined && price > ceiling(shopper, traits.kind) ? 1.2 : 0;
  return (
    -4.9 +
    4 * relevance(shopper, traits, intent) +
    1.3 * dot(shopper.style, traits.style) +
    0.45 * traits.appeal +
    0.5 * priceFit(shopper, traits, price) +
    mark +
    sale -
    dear -
    (isAvailable(product) ? 0 : 1.5) +
    (memory.knows(traits) ? 0 : shopper.novelty) -
    memory.satiation(traits, time) -
    memory.fatigue(traits)
  );
}

/** What a shopper looks at and clicks. */
export function look(seed: number, shopper: Shopper, memory: Memory, places: readonly Place[], intent: Intent, moment: Moment): Look {
  const examined = places.filter(
    ({ position }) =>
      uniform(seed, label("examine"), shopper.number, moment.visit, moment.list, position) <
      examination(shopper, position, moment.surface, moment.device),
  );
  const utilities = examined.map(
    (place) =>
      attraction(shopper, memory, place, intent, moment.time) +
      gumbel(seed, label("click"), shopper.number, moment.visit, moment.list, place.traits.key),
  );
  const clicked: Place[] = [];
  const open = examined.map((_, at) => at).sort((a, b) => utilities[b]! - utilities[a]!);
  for (const at of open) {
    if (clicked.length >= maximumClicks) break;
    const none =
      outside + satiation * clicked.length + gumbel(seed, label("none"), shopper.number, moment.visit, moment.list, clicked.length);
    if (utilities[at]! <= none) break;
    clicked.push(examined[at]!);
  }
  return { examined, clicked };
}

/** What an opened product is worth buying, against 0 for not buying; -Infinity beyond the budget or out of stock. */
export function worth(shopper: Shopper, memory: Memory, place: Pick<Place, "product" | "traits">, intent: Intent, time: number): number {
  const { product, traits } = place;
  const price = priceOf(product);
  if (!isAvailable(product)) return -Infinity;
  if (price !== undefined && (price > ceiling(shopper, traits.kind) || price > memory.purse(time))) return -Infinity;
  const mark = intent.mark !== undefined && traits.marks.includes(intent.mark) ? 0.5 : 0;
  return (
    -5.3 +
    2.6 * relevance(shopper, traits, intent) +
    1.2 * dot(shopper.style, traits.style) +
    (0.4 + 0.5 * Math.min(2, shopper.wealth)) * traits.quality +
    priceFit(shopper, traits, price) +
    mark +
    (intent.needed === true ? 1.5 : 0) -
    memory.satiation(traits, time)
  );
}

/** Which of the opened products goes into the cart, if any: one draw of the logit. */
export function choose(
  seed: number,
  shopper: Shopper,
  memory: Memory,
  opened: readonly Place[],
  intent: Intent,
  moment: Pick<Moment, "visit" | "list" | "time">,
): Place | undefined {
  const draw = (purpose: string, key: number) => gumbel(seed, label(purpose), shopper.number, moment.visit, moment.list, key);
  let best: Place | undefined;
  let most = draw("keep the money", 0);
  for (const place of opened) {
    const utility = worth(shopper, memory, place, intent, moment.time) + draw("cart", place.traits.key);
    if (utility > most) {
      most = utility;
      best = place;
    }
  }
  return best;
}

/** Whether a filled cart is paid for. */
export function pays(seed: number, shopper: Shopper, moment: Pick<Moment, "visit" | "device">): boolean {
  const ease = moment.device === "mobile" ? -0.25 : 0.25;
  const habit = shopper.loyalty === "loyal" ? 0.5 : shopper.loyalty === "one_off" ? -0.3 : 0;
  return uniform(seed, label("pay"), shopper.number, moment.visit) < logistic(0.3 + ease + habit);
}

export interface Experience {
  /** Stars, 1 to 5. */
  readonly stars: number;
  readonly returned: boolean;
  /** True where the shopper says it publicly. */
  readonly speaks: boolean;
}

/** What living with a bought product is like: looks that promised more than was there come back. */
export function live(seed: number, shopper: Shopper, traits: Traits, visit: number): Experience {
  const luck = 0.6 * normal(seed, label("luck"), shopper.number, visit, traits.key);
  const joy = traits.quality + 0.8 * dot(shopper.style, traits.style) + luck;
  const regret = logistic(-2.9 - 1.1 * joy + 0.6 * (traits.appeal - traits.quality) + traits.kind.returnBias + shopper.returnBias);
  return {
    stars: Math.max(1, Math.min(5, Math.round(3.4 + 0.85 * joy))),
    returned: uniform(seed, label("send back"), shopper.number, visit, traits.key) < regret,
    speaks: uniform(seed, label("speak"), shopper.number, visit, traits.key) < shopper.speaks,
  };
}
