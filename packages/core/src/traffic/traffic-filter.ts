/**
 * Judges each visitor before anything is learned from what they do: a fold over the log with bounded memory, so a replay judges the same.
 * Events stay in the log whoever sends them. What a human does is learned at once. When signs speak against a visitor, the last of what was
 * learned from them is taken back; a suspect's events are kept, and learned when the signs go away; a bot's are not.
 */
import { AisleError, ByteReader, ByteWriter, hashText } from "../base.ts";
import { isShopperEvent } from "../event.ts";
import type { LoggedEvent, ShopperEvent } from "../event.ts";
import { eventTime } from "../profile.ts";
import { createActor, open, visitAt } from "./actor.ts";
import type { Actor } from "./actor.ts";
import { Attribution } from "./attribution.ts";
import { Coordination } from "./coordination.ts";
import { Networks } from "./networks.ts";
import { RecentMap } from "./recent-map.ts";
import { judge } from "./rules.ts";
import { createTally } from "./tally.ts";
import type { Tally, TrafficReport } from "./tally.ts";
import type { Reason, Verdict } from "./verdict.ts";

export interface TrafficOptions {
  /** "observe": everybody is judged and counted, and everything is learned. */
  readonly mode: "filter" | "observe";
  /** Visitors remembered; the least recently active go first, and begin as strangers when they come back. */
  readonly visitors: number;
  /** Visitors whose last events are kept, so that they can be learned later or taken back. */
  readonly journals: number;
  /** Events kept of each. */
  readonly journal: number;
  /** Answers, products, rhythms and networks remembered. */
  readonly entries: number;
  /** Visitors whom operators judged. */
  readonly overrides: number;
}

export const defaultTrafficOptions: TrafficOptions = {
  mode: "filter",
  visitors: 50_000,
  journals: 5_000,
  journal: 48,
  entries: 20_000,
  overrides: 10_000,
};

/** One visitor's last events in their order: 1 is to be learned now, -1 to be taken back, 0 only lies between them. */
export interface Relearned {
  readonly person: string;
  readonly events: readonly { readonly logged: LoggedEvent; readonly weight: 1 | 0 | -1 }[];
}

export interface Judgement {
  readonly verdict: Verdict;
  /** Why, where the verdict is not "human". */
  readonly reasons: readonly Reason[];
  /** Whether views learn from the event now. */
  readonly teaches: boolean;
  /** What this event changes about earlier ones; to be done before it is learned itself. */
  readonly relearned: readonly Relearned[];
}

interface Kept {
  readonly logged: LoggedEvent;
  readonly taught: boolean;
}

const formatVersion = 1;
/** Command of an operator's event: `{allow?: [pseudonym], deny?: [pseudonym], clear?: [pseudonym]}`. */
export const trafficCommand = "traffic";
const latestShown = 50;

const human: Judgement = { verdict: "human", reasons: [], teaches: true, relearned: [] };

/** Events that say who somebody is or what they allow; they are nobody's lesson and are never held. */
const unjudged = new Set<ShopperEvent["type"]>(["identify", "consent", "erase"]);
/** Events that views learn from, beside who sent them. */
const teaching = new Set<ShopperEvent["type"]>([
  "query",
  "view",
  "click",
  "add_to_cart",
  "purchase",
  "refund",
  "return",
  "cancel",
  "rating",
  "review",
  "refinement",
]);

function clone(actor: Actor): Actor {
  return { ...actor, visit: { ...actor.visit, products: [...actor.visit.products] }, marks: [...actor.marks] };
}

function mark(actor: Actor, reason: Reason): void {
  if (!actor.marks.includes(reason)) actor.marks.push(reason);
}

const hour = 3_600_000;

/** An imported event of whole seconds: its time is rounded or made up, and says nothing about pace. */
function coarse({ arrival }: LoggedEvent, time: number): boolean {
  return arrival - time > hour && time % 1_000 === 0;
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

export class TrafficFilter {
  readonly #options: TrafficOptions;
  readonly #actors: RecentMap<Actor>;
  readonly #journals: RecentMap<readonly Kept[]>;
  readonly #overrides: RecentMap<{ readonly verdict: Verdict }>;
  readonly #latest: RecentMap<{ readonly verdict: Verdict; readonly reasons: readonly Reason[] }>;
  readonly #coordination: Coordination;
  readonly #attribution: Attribution;
  readonly #networks: Networks;
  #tally: Tally = createTally();
  /** The rest of an unfinished snapshot. */
  #rest: Iterator<undefined> | undefined;

  constructor(options: Partial<TrafficOptions> = {}) {
    this.#options = { ...defaultTrafficOptions, ...options };
    const { visitors, journals, overrides, entries } = this.#options;
    this.#actors = new RecentMap({
      capacity: visitors,
      clone,
      dropped: (person, { verdict }) => {
        this.#tally.visitors[verdict]--;
        this.#journals.delete(person);
      },
    });
    const same = <V>(value: V) => value;
    this.#journals = new RecentMap({ capacity: journals, clone: same });
    this.#overrides = new RecentMap({ capacity: overrides, clone: same });
    this.#latest = new RecentMap({ capacity: latestShown, clone: same });
    this.#coordination = new Coordination(entries);
    this.#attribution = new Attribution(entries);
    this.#networks = new Networks(entries);
  }

  /** Judges the visitor behind one event; events of the log in order, each once. */
  apply(logged: LoggedEvent): Judgement {
    const { event, person } = logged;
    if (event?.type === "operator" && event.command === trafficCommand) return { ...human, relearned: this.#ordered(event.arguments) };
    if (event === undefined || person === undefined || !isShopperEvent(event) || unjudged.has(event.type)) return human;
    const actor = this.#actor(person);
    const marked = this.#observe(actor, event, person, logged);
    const relearned = [...marked, person].flatMap((one) => this.#rejudge(one) ?? []);
    const { verdict, reasons } = this.#actors.peek(person)!;
    this.#tally.events[verdict]++;
    for (const reason of reasons) this.#tally.marked[reason]++;
    if (this.#options.mode === "observe") return { verdict, reasons, teaches: true, relearned: [] };
    if (teaching.has(event.type) && verdict !== "bot") this.#keep(person, logged, verdict === "human");
    return { verdict, reasons, teaches: verdict === "human", relearned };
  }

  #actor(person: string): Actor {
    return this.#actors.touch(person, () => {
      this.#tally.visitors.human++;
      return createActor();
    });
  }

  /** Adds an event to what is known of its visitor; answers who else is to be judged anew. */
  #observe(actor: Actor, event: ShopperEvent, person: string, logged: LoggedEvent): readonly string[] {
    const time = eventTime(logged);
    if (event.agent === "bot") mark(actor, "declared");
    if (actor.events++ === 0 && event.network !== undefined && this.#networks.arrived(event.network, logged.arrival))
      mark(actor, "identity_churn");
    switch (event.type) {
      case "impression":
        visitAt(actor, "i", time);
        if (event.answer !== undefined)
          this.#attribution.shown(
            event.answer,
            person,
            event.products.map((one) => hashText(one)),
          );
        return [];
      case "view":
      case "click": {
        const product = hashText(event.product);
        this.#attributed(actor, event, person, product);
        if (coarse(logged, time)) return [];
        const visit = visitAt(actor, event.type === "view" ? "v" : "c", time);
        if (open(actor, product, time)) this.#coordination.visited(product, time);
        const { clickFarm, singleProduct } = this.#coordination.hear(person, visit, time);
        for (const one of clickFarm) this.#mark(one, "click_farm");
        for (const one of singleProduct) this.#mark(one, "single_product");
        return [...clickFarm, ...singleProduct].filter((one) => one !== person);
      }
      case "add_to_cart":
        this.#attributed(actor, event, person, hashText(event.product));
        visitAt(actor, "a", time).carted = true;
        return [];
      case "purchase":
        actor.purchases++;
        return [];
      default:
        return [];
    }
  }

  #attributed(actor: Actor, { answer, type }: ShopperEvent, person: string, product: number): void {
    if (answer === undefined || type === "view") return;
    const { known, shown, replayed } = this.#attribution.clicked(answer, person, product);
    if (replayed) actor.replays++;
    if (!known) return;
    actor.attributed++;
    if (!shown) actor.unshown++;
  }

  #mark(person: string, reason: Reason): void {
    if (this.#actors.peek(person)) mark(this.#actors.touch(person, createActor), reason);
  }

  /** Judges a visitor as they are now; a bot stays one. Answers what that changes about their last events. */
  #rejudge(person: string): Relearned | undefined {
    const known = this.#actors.peek(person);
    if (known === undefined) return undefined;
    const order = this.#overrides.peek(person)?.verdict;
    if (order === undefined && known.verdict === "bot" && !known.reasons.includes("operator")) return undefined;
    const { verdict, reasons } = order === undefined ? judge(known) : { verdict: order, reasons: ["operator" as const] };
    const actor = this.#actors.touch(person, createActor);
    const before = actor.verdict;
    actor.reasons = verdict === "human" ? [] : [...reasons];
    if (verdict === before) return undefined;
    actor.verdict = verdict;
    this.#tally.visitors[before]--;
    this.#tally.visitors[verdict]++;
    this.#latest.delete(person);
    if (verdict !== "human") this.#latest.touch(person, () => ({ verdict, reasons: actor.reasons }));
    return this.#relearn(person, verdict);
  }

  /** The last events of a human count, those of anybody else do not. */
  #relearn(person: string, verdict: Verdict): Relearned | undefined {
    const taught = verdict === "human";
    const journal = this.#journals.peek(person) ?? [];
    const changed = journal.filter((one) => one.taught !== taught).length;
    if (changed === 0) return undefined;
    const weight = taught ? 1 : -1;
    const events = journal.map((one) => ({ logged: one.logged, weight: one.taught === taught ? 0 : weight }) as const);
    this.#journals.replace(
      person,
      journal.map(({ logged }) => ({ logged, taught })),
    );
    if (taught) this.#tally.released += changed;
    else this.#tally.takenBack += changed;
    return { person, events };
  }

  #keep(person: string, logged: LoggedEvent, taught: boolean): void {
    const journal = this.#journals.touch(person, () => []);
    this.#journals.replace(person, [...journal, { logged, taught }].slice(-this.#options.journal));
  }

  #ordered(orders: Readonly<Record<string, unknown>>): readonly Relearned[] {
    const named = [
      ["allow", "human"],
      ["deny", "bot"],
      ["clear", undefined],
    ] as const;
    return named.flatMap(([name, verdict]) =>
      strings(orders[name]).flatMap((person) => {
        this.#overrides.delete(person);
        if (verdict !== undefined) {
          this.#overrides.touch(person, () => ({ verdict }));
          if (verdict === "bot") this.#actor(person);
        }
        return this.#rejudge(person) ?? [];
      }),
    );
  }

  /** The verdict on a visitor; "human" for a stranger. */
  verdictOn(person: string): { readonly verdict: Verdict; readonly reasons: readonly Reason[] } {
    const { verdict, reasons } = this.#actors.peek(person) ?? human;
    return { verdict, reasons };
  }

  /** Erasure: nothing of a visitor stays, an operator's word included. */
  forget(person: string): void {
    const actor = this.#actors.peek(person);
    if (actor) this.#tally.visitors[actor.verdict]--;
    this.#actors.delete(person);
    this.#journals.delete(person);
    this.#overrides.delete(person);
    this.#latest.delete(person);
    this.#coordination.forget(person);
    this.#attribution.forget(person);
  }

  report(): TrafficReport {
    const latest = Array.from(this.#latest.entries(), ([person, { verdict, reasons }]) => ({ person, verdict, reasons })).reverse();
    const { visitors, events, marked, ...counts } = this.#tally;
    return { visitors: { ...visitors }, events: { ...events }, marked: { ...marked }, ...counts, latest };
  }

  #parts() {
    return [this.#actors, this.#journals, this.#overrides, this.#latest, this.#coordination, this.#attribution, this.#networks] as const;
  }

  /**
   * The state at this moment as bytes, in steps between which events may be applied. One at a time: where another is unfinished, it is brought to
   * its end first.
   */
  snapshotSteps(): Generator<undefined, Uint8Array<ArrayBuffer>> {
    while (this.#rest && !this.#rest.next().done);
    const writer = new ByteWriter().u8(formatVersion).text(JSON.stringify(this.#tally));
    const parts = this.#parts().flatMap((part) => part.pieces());
    const rest = (function* () {
      for (const part of parts) {
        for (const piece of part) {
          writer.raw(piece);
          yield undefined;
        }
      }
    })();
    this.#rest = rest;
    return (function* () {
      while (!rest.next().done) yield undefined;
      return writer.finish();
    })();
  }

  /** Continues from a snapshot; "corrupt" where it cannot be read. */
  restore(bytes: Uint8Array): void {
    const reader = new ByteReader(bytes);
    const version = reader.u8();
    if (version !== formatVersion) throw new AisleError("corrupt", `view format ${version} is not ${formatVersion}`, { version });
    this.#tally = JSON.parse(reader.text()) as Tally;
    for (const part of this.#parts()) part.read(reader);
  }
}
