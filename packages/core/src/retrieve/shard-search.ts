/** One shard's part of an answer: its matches after filters, their facet counts, and its first hits in order. */
import type { Columns } from "./columns.ts";
import { countFacets } from "./facets.ts";
import type { FacetCounts } from "./facets.ts";
import { compileFilter, compileValues } from "./filter.ts";
import type { Predicate } from "./filter.ts";
import { Groups } from "./groups.ts";
import { Matches, Scratch, matchAll, matchSome } from "./match.ts";
import { compareHits } from "./order.ts";
import type { Ordered, SortValue } from "./order.ts";
import type { Plan } from "./plan.ts";
import { weightUnit } from "./plan.ts";
import type { Filter, Sort, Tier } from "./retrieval.ts";
import type { Shard } from "./shard.ts";
import { topByKey, topIndices } from "./top.ts";
import type { Sight } from "./views.ts";

export interface ShardQuestion {
  /** Absent: every document matches. */
  readonly plan?: Plan;
  /** Units that must match; all of them where absent. */
  readonly least?: number;
  readonly filter?: Filter;
  readonly refinements: Readonly<Record<string, readonly string[]>>;
  readonly facets: readonly string[];
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
  readonly facets: FacetCounts;
}

/** Tiers lie this far apart in a key that orders by tier, then by integer score. */
const tierStep = 2 ** 40;

/** Working memory of one shard's searches. */
export class ShardSearcher {
  readonly #shard: Shard;
  readonly #scratch = new Scratch();
  readonly #matches = new Matches();
  readonly #groups = new Groups();
  #keys = new Float64Array(0);
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
    const counts = plan.units.map(() => 0);
    counts.push(0);
    for (let i = 0; i < matches.length; i++) {
      const doc = matches.docs[i]!;
      if (alive[doc] === 1 && (visible === undefined || visible[doc] === 1)) counts[matches.units[i]!]!++;
    }
    return counts;
  }

  #match(plan: Plan | undefined, least: number | undefined): Matches {
    const matches = this.#matches;
    matches.length = 0;
    this.#relaxing = undefined;
    if (plan === undefined) {
      const count = this.#shard.size;
      matches.reserve(count);
      for (let doc = 0; doc < count; doc++) matches.docs[doc] = doc;
      matches.scores.fill(0, 0, count);
      matches.tiers.fill(0, 0, count);
      matches.covered.fill(0, 0, count);
      matches.units.fill(0, 0, count);
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
    const facetDocs = this.#filter(matches, question, sight);
    const facets = this.#facets(question, facetDocs, matches, sight.columns);
    return this.#hits(question, matches, facets, sight.columns);
  }

  /** Leaves in `matches` what passes everything; per refined field the documents that fail in no other (disjunctive counts). */
  #filter(matches: Matches, question: ShardQuestion, { columns, visible }: Sight): Map<string, number[]> {
    const shard = this.#shard;
    const passes: Predicate | undefined = question.filter && compileFilter(question.filter, columns, (id) => shard.number(id));
    const refinements = Object.entries(question.refinements).map(([field, values]) => ({
      field,
      passes: compileValues(field, values, columns),
    }));
    const facetDocs = new Map<string, number[]>();
    for (const { field } of refinements) if (question.facets.includes(field)) facetDocs.set(field, []);
    const allPass = passes === undefined && refinements.length === 0 && question.least === undefined && visible === undefined;
    if (allPass && shard.count === shard.size) return facetDocs;
    const { docs, scores, tiers, covered, units } = matches;
    const { alive } = shard;
    const least = question.least ?? 0;
    let count = 0;
    for (let i = 0; i < matches.length; i++) {
      const doc = docs[i]!;
      if (alive[doc] === 0 || units[i]! < least || (passes !== undefined && !passes(doc))) continue;
      if (visible !== undefined && visible[doc] === 0) continue;
      let failed: string | undefined;
      let failures = 0;
      for (const refinement of refinements) {
        if (refinement.passes(doc)) continue;
        failed = refinement.field;
        if (++failures > 1) break;
      }
      if (failures === 1) facetDocs.get(failed!)?.push(doc);
      if (failures > 0) continue;
      if (count < i) {
        docs[count] = doc;
        scores[count] = scores[i]!;
        tiers[count] = tiers[i]!;
        covered[count] = covered[i]!;
        units[count] = units[i]!;
      }
      count++;
    }
    matches.length = count;
    return facetDocs;
  }

  #facets(question: ShardQuestion, facetDocs: ReadonlyMap<string, readonly number[]>, matches: Matches, columns: Columns): FacetCounts {
    if (question.facets.length === 0) return { values: new Map(), stats: new Map() };
    const own = matches.docs.subarray(0, matches.length);
    const counts = this.#count(
      question,
      question.facets.filter((field) => !facetDocs.has(field)),
      own,
      columns,
    );
    for (const [field, others] of facetDocs) {
      const wide = new Uint32Array(own.length + others.length);
      wide.set(own);
      wide.set(others, own.length);
      const one = this.#count(question, [field], wide, columns);
      for (const [name, values] of one.values) counts.values.set(name, values);
      for (const [name, stats] of one.stats) counts.stats.set(name, stats);
    }
    return counts;
  }

  #count(question: ShardQuestion, fields: readonly string[], docs: Uint32Array, columns: Columns): FacetCounts {
    if (fields.length === 0) return { values: new Map(), stats: new Map() };
    const { groups, groupCount } = this.#shard;
    if (!question.distinct || groupCount === 0) return countFacets(fields, docs, columns);
    return countFacets(fields, this.#groups.inARow(docs, groups, groupCount), columns, groups);
  }

  #hits(question: ShardQuestion, matches: Matches, facets: FacetCounts, columns: Columns): ShardAnswer {
    const shard = this.#shard;
    const { groups, groupCount } = shard;
    const { plan, sort } = question;
    const { docs, tiers, length } = matches;
    const whole = plan ? plan.units.reduce((sum, weight) => sum + weight, 0) : 0;
    // Where words are missing, a better tier on fewer words is no better hit: the score alone decides.
    const leveled = question.least === undefined;
    const score = (i: number): number => {
      const covered = matches.covered[i]!;
      const lexical = (matches.scores[i]! / (weightUnit * 255)) * question.saturation;
      return covered === whole ? lexical : lexical * (covered / whole) ** question.coverage;
    };
    if (this.#keys.length < length) this.#keys = new Float64Array(length * 2);
    const keys = this.#keys.subarray(0, length);
    let units = 0;
    if (leveled) {
      // Every match is whole, so that integer scores order as scores do.
      for (let i = 0; i < length; i++) keys[i] = matches.scores[i]! - tiers[i]! * tierStep;
      if (length > 0) units = matches.units[0]!;
    } else {
      for (let i = 0; i < length; i++) {
        keys[i] = score(i);
        if (matches.units[i]! > units) units = matches.units[i]!;
      }
    }
    const values = sortValues(sort, docs.subarray(0, length), columns);
    const ordered = (i: number): Ordered => ({
      id: shard.id(docs[i]!),
      score: score(i),
      level: leveled ? (tiers[i]! as Tier) : 0,
      values: values.map((of) => of[i]),
    });
    const grouped = question.distinct && groupCount > 0;
    const byId = (a: number, b: number) => (a === b ? 0 : shard.id(docs[a]!) < shard.id(docs[b]!) ? -1 : 1);
    let top: readonly number[];
    let total = length;
    if (sort.length > 0) {
      const compare = (a: number, b: number) => compareHits(ordered(a), ordered(b), sort);
      if (grouped) {
        const places = this.#groups.best(docs.subarray(0, length), groups, groupCount, compare);
        total = places.length;
        top = topIndices(total, question.take, (a, b) => compare(places[a]!, places[b]!)).map((at) => places[at]!);
      } else top = topIndices(length, question.take, compare);
    } else if (grouped) {
      const best = this.#groups.top(docs.subarray(0, length), groups, groupCount, keys, question.take, byId);
      total = best.total;
      top = best.places;
    } else top = topByKey(keys, question.take, byId);
    const hits = top.map((i): ShardHit => ({
      ...ordered(i),
      tier: tiers[i]! as Tier,
      variants: grouped ? this.#groups.size(groups[docs[i]!]!) : 1,
    }));
    return { total, units, hits, facets };
  }
}

/** Per sort field the value of each document. */
function sortValues(sort: readonly Sort[], docs: Uint32Array, columns: Columns): readonly (readonly SortValue[])[] {
  return sort.map(({ field }) => {
    const numbers = columns.numbers.get(field);
    const keywords = columns.keywords.get(field);
    const flags = columns.flags.get(field);
    return Array.from(docs, (doc): SortValue => {
      const number = numbers?.get(doc);
      if (number !== undefined && !Number.isNaN(number)) return number;
      const text = keywords?.get(doc)[0];
      if (text !== undefined) return text;
      const flag = flags?.get(doc) ?? 0;
      return flag === 0 ? undefined : flag - 1;
    });
  });
}
