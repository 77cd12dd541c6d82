/**
 * What is remembered of one visitor (pseudonym) to judge them: sums of bounded size. Pace is the time between one event and the
 * next in the log, forwards or backwards, so what an offline device brings late has its own pace.
 */
import type { Reason, Verdict } from "./verdict.ts";

const second = 1_000;
const minute = 60 * second;
/** A longer pause is another visit. */
const visitPause = 30 * minute;
/** A longer pause between two products says nothing about pace. */
const pacePause = 10 * minute;
/** Products opened that a second takes off the burst. */
const drainPerSecond = 0.5;
/** Pauses that pace remembers, about. */
const paceMemory = 24;
/** A product left sooner was not looked at. */
const hasteMs = 400;
/** Two events nearer than this are one act (a page that reports itself twice). */
const oneActMs = 250;
/** Pauses of one rhythm differ by less than this factor. */
const rhythmStep = Math.log(1.5);
const rhythmLength = 6;
const visitProducts = 8;

/** One visit as far as it goes. */
export interface Visit {
  last: number;
  /** Hashes of the products opened, each once; bounded. */
  products: number[];
  opens: number;
  carted: boolean;
  /** Kinds of events and the pauses between them, in steps of a factor. */
  rhythm: string;
  /** Pauses in the rhythm that somebody decided on. */
  pauses: number;
  /** Coordination heard of it. */
  told: boolean;
}

export interface Actor {
  events: number;
  purchases: number;
  /** When the last product was opened, and which. */
  opened: number;
  product: number;
  /** Products opened above what is read in the time: a bucket that drains. */
  burst: number;
  /** Pauses between products: how many, mean and variance of their logarithm, share of hasty ones. */
  pauses: number;
  mean: number;
  variance: number;
  haste: number;
  /** Clicks after answers whose products are known, and those on products that were not among them. */
  attributed: number;
  unshown: number;
  /** Clicks after answers that were given to others. */
  replays: number;
  /** Signs that others' behaviour gave. */
  marks: Reason[];
  visit: Visit;
  verdict: Verdict;
  reasons: Reason[];
}

const newVisit = (): Visit => ({ last: 0, products: [], opens: 0, carted: false, rhythm: "", pauses: 0, told: false });

export function createActor(): Actor {
  return {
    events: 0,
    purchases: 0,
    opened: 0,
    product: -1,
    burst: 0,
    pauses: 0,
    mean: 0,
    variance: 0,
    haste: 0,
    attributed: 0,
    unshown: 0,
    replays: 0,
    marks: [],
    visit: newVisit(),
    verdict: "human",
    reasons: [],
  };
}

/** Adds a product opened (viewed or clicked); true where the visit had not opened it before. */
export function open(actor: Actor, product: number, time: number): boolean {
  const pause = Math.abs(time - actor.opened);
  const first = actor.opened === 0;
  // The same product reported twice at once is one act.
  if (first || product !== actor.product || pause >= oneActMs) {
    if (!first && pause > 0 && pause < pacePause) pace(actor, pause, product !== actor.product);
    actor.burst = Math.max(0, actor.burst - (pause / second) * drainPerSecond) + 1;
    actor.opened = time;
    actor.product = product;
  }
  const { visit } = actor;
  visit.opens++;
  if (visit.products.includes(product)) return false;
  if (visit.products.length < visitProducts) visit.products.push(product);
  return true;
}

function pace(actor: Actor, pause: number, other: boolean): void {
  const share = Math.max(1 / ++actor.pauses, 1 / paceMemory);
  const off = Math.log(pause) - actor.mean;
  actor.mean += share * off;
  actor.variance = (1 - share) * (actor.variance + share * off * off);
  actor.haste += share * ((other && pause < hasteMs ? 1 : 0) - actor.haste);
}

/** Carries the visit on, or begins the next one; `letter` names the kind of event. */
export function visitAt(actor: Actor, letter: string, time: number): Visit {
  const { visit } = actor;
  if (time - visit.last > visitPause || visit.last === 0) {
    actor.visit = { ...newVisit(), last: time, rhythm: letter };
    return actor.visit;
  }
  if (time < visit.last) return visit;
  const pause = time - visit.last;
  visit.last = time;
  if (visit.pauses >= rhythmLength) return visit;
  if (pause < oneActMs) visit.rhythm += letter;
  else {
    visit.rhythm += `${Math.round(Math.log(pause / oneActMs) / rhythmStep)}${letter}`;
    visit.pauses++;
  }
  return visit;
}
