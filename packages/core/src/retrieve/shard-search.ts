/** One shard's part of an answer: its matches after filters, their facet counts, and its first hits in order. */
import type { Columns } from "./columns.ts";
import { compileFilter, compileValues } from "./compile-filter.ts";
import { FacetCounter } from "./count-facets.ts";
import type { Counted, FieldCounts, KnownNames } from "./count-facets.ts";
import { Groups } from "./groups.ts";
import { matchAll } from "./match-all.ts";
import { matchSome } from "./match-some.ts";
import { Matches, Scratch, coverUnit, unitsOf } from "./matches.ts";
import { compareHits } from "./order.ts";
import type { Ordered } from "./order.ts";
import type { Plan } from "./plan.ts";
import { weightUnit } from "./plan.ts";
import type { Filter, Sort, Tier } from "./retrieval.ts";
import type { Shard } from "./shard.ts";
import { numericKeys, sortReaders } from "./sort-values.ts";
import { topIndices, topKeyed } from "./top.ts";
import type { Keyed } from "./top.ts";
import type { Sight } from "./views.ts";

export interface ShardQuestion {
  /** Absent: every document matches. */
  readonly plan?: Plan;
  /** Units that must match; all of them where absent. */
  readonly least?: number;
  readonly filter?: Filter;
  readonly refinements: Readonly<Record<string, readonly string[]>>;
  readonly facets: readonly string[];
  /** By facet: the names that the asker has of this shard. */
  readonly known: Readonly<Record<string, KnownNames>>;
  readonly sort: readonly Sort[];
  /** Hits wanted, from the first. */
  readonly take: number;
  readonly distinct: boolean;
  /** Power of the matched share that a partial match's score is multiplied by. */
  readonly coverage: number;
  /** BM25's k1 + 1. */
  readonly saturation: number;
  /** As in the request. */
  readonly views?: readonly string[];
}

export interface ShardHit extends Ordered {
  readonly tier: Tier;
  readonly variants: number;
}

export interface ShardAnswer {
  readonly total: number;
  /** Most units that a match has. */
  readonly units: number;
  readonly hits: readonly ShardHit[];
  readonly facets: ReadonlyMap<string, FieldCounts>;
}

/** Tiers lie this far apart in a key that orders by tier, then by integer score. */
const tierStep = 2 ** 40;

/** Working memory of one shard's searches. */
export class ShardSearcher {
  readonly #shard: Shard;
  readonly #scratch = new Scratch();
  readonly #matches = new Matches();
  readonly #groups = new Groups();
  readonly #counter = new FacetCounter();
  /** What `#matches` holds after `levels`, for the question that follows it. */
  #relaxing: { readonly plan: Plan; readonly version: number } | undefined;

  constructor(shard: Shard) {
    this.#shard = shard;
  }

  /** Living documents by how many units of the plan they match, from 0 (not counted) up: what relaxation steps down. */
  levels(plan: Plan, views?: readonly string[]): number[] {
    const matches = this.#match(plan, 1);
    const { visible } = this.#shard.sight(views);
    this.#relaxing = { plan, version: this.#shard.version };
    const { alive } = this.#shard;
    const { docs, cover, length } = matches;
    const counts = new Uint32Array(coverUnit);
    for (let i = 0; i < length; i++) {
      const units = unitsOf(cover[i]!);
      const found = visible === undefined ? alive[docs[i]!]! : alive[docs[i]!]! & visible[docs[i]!]!;
      counts[units] = counts[units]! + found;
    }
    return Array.from(counts.subarray(0, plan.units.length + 1));
  }

  #match(plan: Plan | undefined, least: number | undefined): Matches {
    const matches = this.#matches;
    matches.length = 0;
    matches.partial = plan !== undefined && least !== undefined;
    matches.tiered = plan?.terms.some((term) => term.alternatives.some(({ tier }) => tier > 0)) === true;
    this.#relaxing = undefined;
    if (plan === undefined) {
      const count = this.#shard.size;
      matches.reserve(count);
      for (let doc = 0; doc < count; doc++) matches.docs[doc] = doc;
      matches.scores.fill(0, 0, count);
      matches.length = count;
      return matches;
    }
    const ids = (term: string) => this.#shard.termNumber(term);
    for (const segment of this.#shard.segments()) {
      if (least === undefined) matchAll(plan, segment, ids, this.#scratch, matches);
      else matchSome(plan, least, segment, ids, this.#scratch, matches);
    }
    return matches;
  }

  search(question: ShardQuestion): ShardAnswer {
    const relaxing = this.#relaxing;
    const known = question.least !== undefined && relaxing?.plan === question.plan && relaxing?.version === this.#shard.version;
    const matches = known ? this.#matches : this.#match(question.plan, question.least);
    this.#relaxing = undefined;
    const sight = this.#shard.sight(question.views);
    const { columns } = sight;
    const others = this.#filter(matches, question, sight);
    const facets = new Map<string, FieldCounts>();
    // A refined field's own documents first: what is known of groups must be of the matches when hits are made.
    for (const [field, failed] of others) {
      const wide = new Uint32Array(matches.length + failed.length);
      wide.set(matches.docs.subarray(0, matches.length));
      wide.set(failed, matches.length);
      this.#count([field], this.#arrange(wide, question.distinct), columns, question, facets);
    }
    const own = matches.docs.subarray(0, matches.length);
    const grouped = question.distinct && this.#shard.groupCount > 0;
    const total = grouped ? this.#groups.count(own, this.#shard.groups, this.#shard.groupCount) : own.length;
    const fields = question.facets.filter((field) => !others.has(field));
    if (fields.length > 0) {
      const counted = grouped ? this.#groups.inRuns(own, this.#shard.groups) : { docs: own, single: own.length };
      this.#count(fields, counted, columns, question, facets);
    }
    return { total, ...this.#hits(question, matches, columns, grouped), facets };
  }

  /** Leaves in `matches` what passes everything; per refined facet the documents that fail in it alone (disjunctive counts). */
  #filter(
    matches: Matches,
    { filter, refinements, facets, least }: ShardQuestion,
    { columns, visible }: Sight,
  ): ReadonlyMap<string, Uint32Array> {
    const shard = this.#shard;
    const refined = Object.entries(refinements);
    const others = new Map<string, Uint32Array>();
    const allAlive = shard.count === shard.size;
    // Those of a question that relaxes may have been matched by fewer units.
    const relaxed = matches.partial && least! > 1;
    if (allAlive && visible === undefined && filter === undefined && refined.length === 0 && !relaxed) return others;
    const { docs, cover, length } = matches;
    const marks = new Uint8Array(length);
    if (allAlive) marks.fill(1);
    else for (let i = 0; i < length; i++) marks[i] = shard.alive[docs[i]!]!;
    if (visible) for (let i = 0; i < length; i++) marks[i] = marks[i]! & visible[docs[i]!]!;
    if (relaxed) for (let i = 0; i < length; i++) marks[i] = marks[i]! & ((least! - 1 - unitsOf(cover[i]!)) >>> 31);
    if (filter) compileFilter(filter, columns, (id) => shard.number(id))(docs, length, marks);
    if (refined.length > 0) {
      const passes = refined.map(([field, values]) => {
        const own = marks.slice();
        compileValues(field, values, columns)(docs, length, own);
        return own;
      });
      for (const [at, [field]] of refined.entries())
        if (facets.includes(field))
          others.set(
            field,
            failingIn(
              passes[at]!,
              passes.filter((_, other) => other !== at),
              marks,
              docs,
            ),
          );
      for (const own of passes) for (let i = 0; i < length; i++) marks[i] = marks[i]! & own[i]!;
    }
    matches.keep(marks);
    return others;
  }

  #arrange(docs: Uint32Array, distinct: boolean): Counted {
    const { groups, groupCount } = this.#shard;
    if (!distinct || groupCount === 0) return { docs, single: docs.length };
    this.#groups.count(docs, groups, groupCount);
    return this.#groups.inRuns(docs, groups);
  }

  #count(fields: readonly string[], counted: Counted, columns: Columns, { known }: ShardQuestion, into: Map<string, FieldCounts>): void {
    for (const field of fields) {
      const counts = this.#counter.count(field, counted, columns, Object.hasOwn(known, field) ? known[field] : undefined);
      if (counts) into.set(field, counts);
    }
  }

  #hits(question: ShardQuestion, matches: Matches, columns: Columns, grouped: boolean): Pick<ShardAnswer, "units" | "hits"> {
    const shard = this.#shard;
    const { groups, groupCount } = shard;
    const { plan, sort, take } = question;
    const { docs, scores, length, partial } = matches;
    const whole = plan ? plan.units.reduce((sum, weight) => sum + weight, 0) : 0;
    const lexical = question.saturation / (weightUnit * 255);
    const share = partial ? coverShares(whole, question.coverage) : undefined;
    const score = (i: number): number => (share ? scores[i]! * lexical * share(matches.cover[i]!) : scores[i]! * lexical);
    const tier = (i: number): Tier => (matches.tiered ? (matches.tiers[i]! as Tier) : 0);
    const readers = sortReaders(sort, columns);
    const ordered = (i: number): Ordered => ({
      id: shard.id(docs[i]!),
      score: score(i),
      // Where words are missing, a better tier on fewer words is no better hit: the score alone decides.
      level: partial ? 0 : tier(i),
      values: readers.map((of) => of(docs[i]!)),
    });
    const byId = (a: number, b: number) => (a === b ? 0 : shard.id(docs[a]!) < shard.id(docs[b]!) ? -1 : 1);
    const compare = (a: number, b: number) => compareHits(ordered(a), ordered(b), sort);
    const group = grouped ? (i: number) => groups[docs[i]!]! : undefined;
    const own = docs.subarray(0, length);
    const keys = sort.length > 0 ? numericKeys(sort[0]!, own, columns) : undefined;
    let top: readonly number[];
    if (sort.length === 0) {
      const keyed: Keyed = partial
        ? // A partial match scores at most as much as a whole one of the same sum.
          { length, bounds: scores, floor: (key) => Math.floor(key / lexical) - 1, key: score, compare: byId }
        : // Every match is whole, so that integer scores order as scores do.
          { length, bounds: scores, floor: (key) => key, key: (i) => scores[i]! - tier(i) * tierStep, compare: byId };
      top = topKeyed(keyed, take, group);
    } else if (keys) top = topKeyed({ length, bounds: keys, floor: (key) => key, key: (i) => keys[i]!, compare }, take, group);
    else {
      const places = grouped ? this.#groups.best(own, groups, groupCount, compare) : Uint32Array.from(own.keys());
      top = topIndices(places.length, take, (a, b) => compare(places[a]!, places[b]!)).map((at) => places[at]!);
    }
    const hits = top.map((i): ShardHit => ({
      ...ordered(i),
      tier: tier(i),
      variants: grouped ? this.#groups.size(groups[docs[i]!]!) : 1,
    }));
    let units = length > 0 && plan ? plan.units.length : 0;
    if (partial) {
      units = 0;
      for (let i = 0; i < length; i++) units = Math.max(units, unitsOf(matches.cover[i]!));
    }
    return { units, hits };
  }
}

/** The part of a score that a partial match keeps, by its cover: few covers occur, so each is worked out once. */
function coverShares(whole: number, power: number): (cover: number) => number {
  const covers = new Int32Array(256);
  const shares = new Float64Array(256);
  return (cover) => {
    const cell = Math.imul(cover, 0x9e3779b1) >>> 24;
    if (covers[cell] !== cover) {
      covers[cell] = cover;
      shares[cell] = (Math.floor(cover / coverUnit) / whole) ** power;
    }
    return shares[cell]!;
  };
}

/** Documents that pass in all others (as in `marks`) and fail in the one. */
function failingIn(one: Uint8Array, others: readonly Uint8Array[], marks: Uint8Array, docs: Uint32Array): Uint32Array {
  const failed = new Uint32Array(one.length + 1);
  let count = 0;
  for (let i = 0; i < one.length; i++) {
    let fails = marks[i]! & (one[i]! ^ 1);
    for (let other = 0; other < others.length; other++) fails &= others[other]![i]!;
    failed[count] = docs[i]!;
    count += fails;
  }
  return failed.subarray(0, count);
}
