import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { matchAll } from "./match-all.ts";
import { matchSome } from "./match-some.ts";
import { Matches, Scratch, blockDocuments, coverUnit } from "./matches.ts";
import type { Plan } from "./plan.ts";
import type { Tier } from "./retrieval.ts";
import { invert } from "./segment.ts";
import type { Segment } from "./segment.ts";

const termCount = 8;

/** Postings by term: document → impact. Terms differ in how common they are; documents reach over several blocks. */
type World = readonly ReadonlyMap<number, number>[];

const span = Math.floor(blockDocuments * 1.1);
const world: fc.Arbitrary<World> = fc.array(
  fc
    .record({ every: fc.constantFrom(1, 2, 3, 40, 900, 9_000), shift: fc.nat(50), impact: fc.integer({ min: 1, max: 200 }) })
    .map(
      ({ every, shift, impact }) =>
        new Map(
          Array.from({ length: Math.floor((span - shift) / every) }, (_, n) => [shift + n * every, 1 + ((impact + n) % 255)] as const),
        ),
    ),
  { minLength: termCount, maxLength: termCount },
);

const plan: fc.Arbitrary<Plan> = fc
  .array(
    fc.record({
      unit: fc.nat(2),
      required: fc.boolean(),
      alternatives: fc.uniqueArray(
        fc.record({
          term: fc.nat(termCount).map(String),
          weight: fc.integer({ min: 1, max: 9_000 }),
          tier: fc.nat(2).map((n) => n as Tier),
        }),
        { selector: ({ term }) => term, minLength: 1, maxLength: 6 },
      ),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((terms) => {
    const used = [...new Set(terms.filter(({ required }) => required).map(({ unit }) => unit))];
    return {
      terms: terms.map((term) => ({
        ...term,
        unit: term.required ? used.indexOf(term.unit) : -1,
        // The word itself is exact.
        alternatives: term.alternatives.map((one, place) => ({ ...one, tier: place === 0 ? 0 : one.tier })),
      })),
      units: used.map((unit) => 1_000 + unit),
    };
  });

const ids = (term: string) => (Number(term) < termCount ? Number(term) : -1);

function segmentOf(postings: World, first: number): Segment {
  const ends: number[] = [];
  const terms: number[] = [];
  const impacts: number[] = [];
  for (let doc = 0; doc < span; doc++) {
    postings.forEach((one, term) => {
      const impact = one.get(doc);
      if (impact === undefined) return;
      terms.push(term);
      impacts.push(impact);
    });
    ends.push(terms.length);
  }
  return invert(first, ends, Uint32Array.from(terms), Uint8Array.from(impacts));
}

/** What a term gives a document: the word itself before its alternatives, the best of those, the best tier. */
function gain(postings: World, { alternatives }: Plan["terms"][number], doc: number): { value: number; tier: number } | undefined {
  const held = alternatives.flatMap(({ term, weight, tier }, place) => {
    const impact = postings[Number(term)]?.get(doc);
    return impact === undefined ? [] : [{ value: impact * weight, tier, place }];
  });
  if (held.length === 0) return undefined;
  const main = held.find(({ place }) => place === 0);
  return { value: main?.value ?? Math.max(...held.map(({ value }) => value)), tier: Math.min(...held.map(({ tier }) => tier)) };
}

interface Wanted {
  readonly doc: number;
  readonly score: number;
  readonly tier: number;
  readonly cover: number;
}

/** Documents with at least so many units, each looked at. */
function wanted(postings: World, { terms, units }: Plan, least: number, first: number): Wanted[] {
  const found: Wanted[] = [];
  for (let doc = 0; doc < span; doc++) {
    const gains = terms.map((term) => gain(postings, term, doc));
    const held = units.map((_, unit) => terms.every((term, at) => !term.required || term.unit !== unit || gains[at] !== undefined));
    const count = held.filter(Boolean).length;
    if (count < Math.max(1, least)) continue;
    found.push({
      doc: first + doc,
      score: gains.reduce((sum, one) => sum + (one?.value ?? 0), 0),
      tier: Math.max(0, ...terms.map((term, at) => (term.required ? (gains[at]?.tier ?? 0) : 0))),
      cover: held.reduce((sum, one, unit) => sum + (one ? units[unit]! * coverUnit + 1 : 0), 0),
    });
  }
  return found;
}

function found(matches: Matches): Wanted[] {
  return Array.from({ length: matches.length }, (_, i) => ({
    doc: matches.docs[i]!,
    score: matches.scores[i]!,
    tier: matches.tiered ? matches.tiers[i]! : 0,
    cover: matches.partial ? matches.cover[i]! : 0,
  }));
}

const tiered = ({ terms }: Plan) => terms.some(({ alternatives }) => alternatives.some(({ tier }) => tier > 0));

test("documents with all units, and with some, are those that a look at each finds, with their scores and tiers", () => {
  const scratch = new Scratch();
  const matches = new Matches();
  fc.assert(
    fc.property(world, plan, fc.constantFrom(0, 70_000), fc.integer({ min: 1, max: 3 }), (postings, asked, first, least) => {
      if (asked.units.length === 0) return;
      const segment = segmentOf(postings, first);
      matches.length = 0;
      matches.tiered = tiered(asked);
      matches.partial = false;
      matchAll(asked, segment, ids, scratch, matches);
      assert.deepEqual(
        found(matches),
        wanted(postings, asked, asked.units.length, first).map((one) => ({ ...one, cover: 0 })),
      );
      matches.length = 0;
      matches.partial = true;
      matchSome(asked, least, segment, ids, scratch, matches);
      // What an optional term's alternative or half a unit brings to a tier counts here only where levels do: not at all.
      const plain = (one: Wanted) => ({ ...one, tier: 0 });
      assert.deepEqual(found(matches).map(plain), wanted(postings, asked, least, first).map(plain));
    }),
    { numRuns: 12, endOnFailure: true },
  );
});
