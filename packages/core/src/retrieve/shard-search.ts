/** One shard's part of an answer: its matches after filters, their facet counts, and its first hits in order. */
import type { Columns } from "./columns.ts";
import { countFacets } from "./facets.ts";
import type { FacetCounts } from "./facets.ts";
import { compileFilter, compileValues } from "./filter.ts";
import type { Predicate } from "./filter.ts";
import { Matches, Scratch, matchAll, matchSome } from "./match.ts";
import { compareHits } from "./order.ts";
import type { Ordered, SortValue } from "./order.ts";
import type { Plan } from "./plan.ts";
import { weightUnit } from "./plan.ts";
import type { Filter, Sort, Tier } from "./retrieval.ts";
import type { Shard } from "./shard.ts";
import { topIndices } from "./top.ts";

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

/** Working memory of one shard's searches. */
export class ShardSearcher {
  readonly #shard: Shard;
  readonly #scratch = new Scratch();

  constructor(shard: Shard) {
    this.#shard = shard;
  }

  /** Living documents by how many units of the plan they match, from 0 (not counted) up: what relaxation steps down. */
  levels(plan: Plan): number[] {
    const matches = new Matches();
    this.#match(plan, 1, matches);
    const counts = plan.units.map(() => 0);
    counts.push(0);
    for (let i = 0; i < matches.length; i++) if (this.#shard.isAlive(matches.docs.data[i]!)) counts[matches.units.data[i]!]!++;
    return counts;
  }

  #match(plan: Plan, least: number | undefined, into: Matches): void {
    const ids = (term: string) => this.#shard.termNumber(term);
    for (const segment of this.#shard.segments()) {
      if (least === undefined) matchAll(plan, segment, ids, this.#scratch, into);
      else matchSome(plan, least, segment, ids, this.#scratch, into);
    }
  }

  search(question: ShardQuestion): ShardAnswer {
    const matches = new Matches();
    if (question.plan) this.#match(question.plan, question.least, matches);
    else for (let doc = 0; doc < this.#shard.ids.length; doc++) matches.push(doc, 0, 0, 0, 0);
    const { kept, facetDocs } = this.#filter(matches, question);
    const facets = this.#facets(question, kept, facetDocs, matches);
    return this.#hits(question, matches, kept, facets);
  }

  /** Places in `matches` that pass everything, and per refined field the documents that fail in no other (disjunctive counts). */
  #filter(matches: Matches, question: ShardQuestion): { kept: Uint32Array; facetDocs: Map<string, number[]> } {
    const shard = this.#shard;
    const passes: Predicate = question.filter ? compileFilter(question.filter, shard.columns, (id) => shard.number(id)) : () => true;
    const refinements = Object.entries(question.refinements).map(([field, values]) => ({
      field,
      passes: compileValues(field, values, shard.columns),
    }));
    const facetDocs = new Map<string, number[]>();
    for (const { field } of refinements) if (question.facets.includes(field)) facetDocs.set(field, []);
    const docs = matches.docs.data;
    const kept = new Uint32Array(matches.length);
    let count = 0;
    for (let i = 0; i < matches.length; i++) {
      const doc = docs[i]!;
      if (!shard.isAlive(doc) || !passes(doc)) continue;
      let failed: string | undefined;
      let failures = 0;
      for (const refinement of refinements) {
        if (refinement.passes(doc)) continue;
        failed = refinement.field;
        if (++failures > 1) break;
      }
      if (failures === 0) kept[count++] = i;
      else if (failures === 1) facetDocs.get(failed!)?.push(doc);
    }
    return { kept: kept.slice(0, count), facetDocs };
  }

  #facets(question: ShardQuestion, kept: Uint32Array, facetDocs: ReadonlyMap<string, readonly number[]>, matches: Matches): FacetCounts {
    if (question.facets.length === 0) return { values: new Map(), stats: new Map() };
    const own = kept.map((place) => matches.docs.data[place]!);
    const counts = this.#count(
      question,
      question.facets.filter((field) => !facetDocs.has(field)),
      own,
    );
    for (const [field, others] of facetDocs) {
      const wide = new Uint32Array(own.length + others.length);
      wide.set(own);
      wide.set(others, own.length);
      const one = this.#count(question, [field], wide);
      for (const [name, values] of one.values) counts.values.set(name, values);
      for (const [name, stats] of one.stats) counts.stats.set(name, stats);
    }
    return counts;
  }

  #count(question: ShardQuestion, fields: readonly string[], docs: Uint32Array): FacetCounts {
    const { columns } = this.#shard;
    if (!question.distinct) return countFacets(fields, docs, columns);
    const group = (doc: number) => this.#shard.group(doc);
    return countFacets(
      fields,
      docs.sort((a, b) => group(a) - group(b)),
      columns,
      group,
    );
  }

  #hits(question: ShardQuestion, matches: Matches, kept: Uint32Array, facets: FacetCounts): ShardAnswer {
    const shard = this.#shard;
    const { plan, sort } = question;
    const whole = plan ? plan.units.reduce((sum, weight) => sum + weight, 0) : 0;
    const docs = kept.map((place) => matches.docs.data[place]!);
    const scores = new Float64Array(kept.length);
    const levels = new Uint8Array(kept.length);
    let units = 0;
    for (let i = 0; i < kept.length; i++) {
      const place = kept[i]!;
      const covered = matches.covered.data[place]!;
      const lexical = (matches.scores.data[place]! / (weightUnit * 255)) * question.saturation;
      scores[i] = covered === whole ? lexical : lexical * (covered / whole) ** question.coverage;
      // Where words are missing, a better tier on fewer words is no better hit: the score alone decides.
      if (question.least === undefined) levels[i] = matches.tiers.data[place]!;
      units = Math.max(units, matches.units.data[place]!);
    }
    const values = sortValues(sort, docs, shard.columns);
    const ordered = (i: number): Ordered => ({
      id: shard.ids[docs[i]!]!,
      score: scores[i]!,
      level: levels[i] as Tier,
      values: values.map((of) => of[i]),
    });
    const compare =
      sort.length > 0
        ? (a: number, b: number) => compareHits(ordered(a), ordered(b), sort)
        : (a: number, b: number) =>
            levels[a]! - levels[b]! ||
            scores[b]! - scores[a]! ||
            (shard.ids[docs[a]!]! < shard.ids[docs[b]!]! ? -1 : docs[a] === docs[b] ? 0 : 1);
    const groups = question.distinct ? bestOfGroups(docs, (doc) => shard.group(doc), compare) : undefined;
    const candidates = groups?.places;
    const size = candidates ? candidates.length : kept.length;
    const top = topIndices(size, question.take, candidates ? (a, b) => compare(candidates[a]!, candidates[b]!) : compare);
    const hits = top.map((index): ShardHit => {
      const i = candidates ? candidates[index]! : index;
      return {
        ...ordered(i),
        tier: matches.tiers.data[kept[i]!]! as Tier,
        variants: groups ? (groups.sizes.get(shard.group(docs[i]!)) ?? 1) : 1,
      };
    });
    return { total: size, units, hits, facets };
  }
}

/** The first place of each group (and every place without one), and how many places each group has. */
function bestOfGroups(
  docs: Uint32Array,
  group: (doc: number) => number,
  compare: (a: number, b: number) => number,
): { places: number[]; sizes: Map<number, number> } {
  const best = new Map<number, number>();
  const sizes = new Map<number, number>();
  const places: number[] = [];
  for (let i = 0; i < docs.length; i++) {
    const number = group(docs[i]!);
    if (number === 0) {
      places.push(i);
      continue;
    }
    sizes.set(number, (sizes.get(number) ?? 0) + 1);
    const known = best.get(number);
    if (known === undefined || compare(i, known) < 0) best.set(number, i);
  }
  return { places: [...places, ...best.values()], sizes };
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
