/** A visit under way: its clock, its visitor, the events that wait to be sent, the pages that were opened. */
import type { Clock } from "@aisle/core/base";
import type { Product } from "@aisle/core/catalog";
import type { ShopperEvent } from "@aisle/core/event";
import type { Intent, Look, Place, Surface } from "./choice.ts";
import { hex, label, uniform, whole } from "./draw.ts";
import type { Shopper } from "./shopper.ts";
import type { PlannedVisit } from "./calendar.ts";
import type { Shown, Storefront, Visitor } from "./storefront.ts";
import type { ListName, Tally, Who } from "./tally.ts";
import type { World } from "./world.ts";

export interface VisitParts {
  readonly world: World;
  readonly shop: Storefront;
  readonly tally: Tally;
  /** Any product of the catalogue by id, as it is known at the beginning; for what a shopper has in mind. */
  readonly known: ReadonlyMap<string, Product>;
  /** Goes into ids, so that two runs of one seed are two lives of the same shoppers. */
  readonly run: number;
  /** Gives events their time where the run is in real time. */
  readonly clock?: Clock;
  /** Told of what is sold, so that stock can run out. */
  readonly sold?: (product: Product) => void;
}

/** Share of deliveries that are repeated; events from before count once. */
const lostAcknowledgements = 0.005;
const maximumOpened = 8;

/** Where an opened product was found. */
export interface Found {
  readonly place: Place;
  readonly list: ListName;
  readonly answer: string;
  readonly surface: Surface;
}

export class Walk {
  readonly #parts: VisitParts;
  readonly #shopper: Shopper;
  readonly #visit: number;
  readonly #visitor: Visitor;
  readonly #device;
  #time: number;
  #lists = 0;
  #serial = 0;
  #waiting: ShopperEvent[] = [];
  /** An app without a connection keeps its events until the end. */
  readonly #late: boolean;
  readonly opened: Found[] = [];
  #room = maximumOpened;

  constructor(parts: VisitParts, shopper: Shopper, planned: PlannedVisit) {
    const { seed } = parts.world;
    this.#parts = parts;
    this.#shopper = shopper;
    this.#visit = planned.visit;
    this.#time = planned.time;
    this.#device = shopper.devices[whole(shopper.devices.length, seed, label("which device"), shopper.number, planned.visit)]!;
    const known = shopper.login !== undefined && this.u("stays logged in") < (planned.visit === 0 ? 0.2 : 0.65);
    this.#late = this.#device.kind === "mobile" && this.u("late") < 0.03;
    this.#visitor = {
      user: known ? shopper.login! : this.#device.id,
      session: `s-${hex(parts.run, seed, label("session"), shopper.number, planned.visit)}`,
      language: shopper.language,
      device: this.#device.kind,
    };
  }

  u(purpose: string, key = 0): number {
    return uniform(this.#parts.world.seed, label(purpose), this.#shopper.number, this.#visit, key);
  }

  get time(): number {
    return this.#time;
  }

  get visitor(): Visitor {
    return this.#visitor;
  }

  /** The groups that the visit counts for. */
  get who(): Who {
    return { language: this.#shopper.language, device: this.#device.kind, loyalty: this.#shopper.loyalty };
  }

  /** The next list of the visit; names its draws. */
  moment(surface: Surface) {
    return { visit: this.#visit, list: this.#lists++, time: this.#time, surface, device: this.#device.kind };
  }

  /** Time passes: a few seconds, a minute at most. */
  dwell(seconds: number): void {
    this.#time += Math.floor(1_000 * seconds * (0.4 + 1.2 * this.u("dwell", this.#serial++)));
  }

  /** A new errand: more pages may be opened. */
  makeRoom(): void {
    this.#room = this.opened.length + maximumOpened / 2;
  }

  /** Notes an event; it is sent with the next `flush`. */
  note<T extends Record<string, unknown> & { readonly type: string }>(event: T, user = this.#visitor.user): void {
    const { session } = this.#visitor;
    this.#waiting.push({
      ...event,
      id: `${session}-${this.#serial++}`,
      time: this.#parts.clock?.() ?? this.#time,
      user,
      session,
    } as unknown as ShopperEvent);
  }

  async flush(last = false): Promise<void> {
    if (this.#waiting.length === 0 || (this.#late && !last)) return;
    const events = this.#waiting;
    this.#waiting = [];
    for (const { type } of events) this.#parts.tally.sent(type);
    await this.#parts.shop.send(events);
    // The acknowledgement got lost on the way: the client sends the same events again.
    if (this.u("lost acknowledgement", this.#serial) >= lostAcknowledgements) return;
    this.#parts.tally.resent += events.length;
    await this.#parts.shop.send(events);
  }

  /** Looks at a list: impression, what is examined and clicked; a click is an event, and opens the product. */
  see(name: ListName, surface: Surface, shown: Shown, intent: Intent, looked: number, first = 1): Look {
    const { world, tally } = this.#parts;
    const moment = this.moment(surface);
    const places = world.places(shown.products, first);
    if (places.length === 0) return { examined: [], clicked: [] };
    this.note({
      type: "impression",
      answer: shown.answer,
      surface,
      products: places.map(({ product }) => product.id),
      positions: places.map(({ position }) => position),
    });
    const attends = looked >= 1 || this.u("attends", moment.list) < looked;
    const looking: Look = attends ? world.look(this.#shopper, places, intent, moment) : { examined: [], clicked: [] };
    // Nobody opens pages without end.
    const seen = { ...looking, clicked: looking.clicked.slice(0, this.#room - this.opened.length) };
    tally.list(
      name,
      places,
      seen,
      (position) => Math.min(1, looked) * world.examination(this.#shopper, position, surface, moment.device),
      this.#time,
    );
    this.dwell(2 + seen.examined.length);
    for (const place of seen.clicked) {
      this.note({ type: "click", answer: shown.answer, surface, product: place.product.id, position: place.position });
      this.opened.push({ place, list: name, answer: shown.answer, surface });
    }
    return seen;
  }

  /** Opens the page of a product that was clicked. */
  async open({ place, answer }: Found): Promise<void> {
    await this.#parts.shop.product(this.#visitor, place.product.id);
    this.note({ type: "view", answer, surface: "product", product: place.product.id });
    this.dwell(12);
  }
}
