/** The five lists of a shop: gathers candidates from every source that fits the request, weighs them, spreads them, names reasons. */
import { viewNames } from "../catalog.ts";
import { decay, isAvailableTo } from "../profile.ts";
import type { Person } from "../profile.ts";
import { Candidates } from "./candidates.ts";
import type { Candidate } from "./candidates.ts";
import { diversify } from "./diversify.ts";
import type { Reason, Recommendation, RecommendRequest } from "./recommendation.ts";
import { distanceWeight, onlineFall } from "./sequence-weight.ts";
import type { ShopMemory } from "./shop-memory.ts";
import { tasteOf } from "./taste.ts";
import { everything } from "./top-lists.ts";

/** Weights of the sources against each other; co-occurrence and cosine lie in 0..1. */
const weights = { together: 1, bought: 1.2, words: 0.35, taste: 0.5, popular: 0.12, rising: 0.15, fresh: 0.02, kin: 0.08 } as const;
/** Products of the history that seed a personal list. */
const historySeeds = 12;
/** Of those, the ones whose words are compared: the walk over postings is the dearest step. */
const wordSeeds = 3;
const tasteHalfLife = 7 * 86_400_000;
/** What a product already dealt with, or already owned, keeps of its score. */
const seenKeeps = 0.25;

/** Co-occurrence of two products against how often each occurs at all, 0..1 (cosine with a prior that doubts small counts). */
export function closeness(memory: ShopMemory, from: number, to: number, weight: number, now: number): number {
  const a = Math.max(0, memory.interest.at(from, now));
  const b = Math.max(0, memory.interest.at(to, now));
  return Math.min(1, weight / Math.sqrt((a + 4) * (b + 4)));
}

interface Asked {
  readonly memory: ShopMemory;
  readonly request: RecommendRequest;
  readonly person: Person;
  readonly candidates: Candidates;
  /** Nodes the request is held to; empty: none. */
  readonly nodes: readonly number[];
  readonly seeds: readonly number[];
}

function addTogether({ memory, request, candidates }: Asked, seed: number, weight: number): void {
  const reason: Reason = { code: "viewed_together", product: memory.items.id(seed) };
  memory.together.each(seed, request.now, (item, count) => {
    candidates.add(item, "viewed_together", weight * weights.together * closeness(memory, seed, item, count, request.now), reason);
  });
}

function addBought({ memory, request, candidates }: Asked, seed: number, weight: number): void {
  const reason: Reason = { code: "bought_together", product: memory.items.id(seed) };
  memory.bought.each(seed, request.now, (item, count) => {
    // Orders are few next to views: the prior is weaker.
    const close = Math.min(
      1,
      count / Math.sqrt(memory.counters.count(seed, "purchase", request.now) * memory.counters.count(item, "purchase", request.now) + 4),
    );
    candidates.add(item, "bought_together", weight * weights.bought * close, reason);
  });
}

function addWords({ memory, candidates }: Asked, seed: number, weight: number, limit: number): void {
  const reason: Reason = { code: "similar_text", product: memory.items.id(seed) };
  for (const { item, score } of memory.words.similar(seed, limit)) {
    candidates.add(item, "similar_text", weight * weights.words * score, reason);
  }
}

/** The leaders of a category (or the shop), by a rank that falls slowly. */
function addPopular({ memory, candidates }: Asked, node: number, weight: number, limit: number): void {
  const reason: Reason = node === everything ? { code: "popular" } : { code: "popular_in_category", category: memory.items.category(node) };
  memory.popular
    .of(node)
    .slice(0, limit)
    .forEach((item, rank) => candidates.add(item, "popular", weight / (1 + rank / 10), reason));
}

function addRising({ memory, request, candidates }: Asked, node: number, weight: number): void {
  for (const item of memory.rising.of(node)) {
    const lately = memory.lately.at(item, request.now);
    // Both memories measure the same stream: at a steady pace the short one holds 1/14 of the long one, and the lift is 1.
    const lift = (14 * lately) / (memory.popularity.at(item, request.now) + 10);
    const rise = 0.02 + Math.max(0, Math.min(1, Math.log2(lift) / 3));
    if (lately > 0.05) candidates.add(item, "trending", (weight * rise * lately) / (lately + 5), { code: "trending" });
  }
}

function addFresh({ memory, candidates }: Asked, weight: number): void {
  memory.newest.toReversed().forEach((item, rank) => candidates.add(item, "new", weight / (1 + rank / 50), { code: "new_product" }));
}

/** Neighbours in the catalogue for a seed that neither behaviour nor words reach far enough. */
function addKin(asked: Asked, seed: number): void {
  const { memory, candidates } = asked;
  const reason: Reason = { code: "same_category", product: memory.items.id(seed) };
  memory.items
    .facts(seed)
    ?.categories.slice(0, 3)
    .forEach((node, level) => {
      memory.popular
        .of(node)
        .slice(0, 20)
        .forEach((item, rank) => {
          candidates.add(item, "same_category", weights.kin / (1 + level) / (1 + rank / 10), reason);
        });
    });
}

function seedLists(asked: Asked): void {
  const { seeds, request } = asked;
  for (const seed of seeds) {
    if (request.kind === "bought_together") {
      addBought(asked, seed, 2);
      addTogether(asked, seed, 0.3);
      addWords(asked, seed, 0.2, 2 * request.limit);
    } else {
      addTogether(asked, seed, 1);
      addBought(asked, seed, 0.4);
      addWords(asked, seed, 1, 4 * request.limit);
    }
    addKin(asked, seed);
  }
}

function forYou(asked: Asked): void {
  const { memory, request, person, candidates } = asked;
  const bad = new Set(person.purchases.filter((one) => one.returned).map((one) => one.item));
  const seen = new Set<number>();
  const history = person.recent.toReversed().filter(({ item }) => !bad.has(item) && !seen.has(item) && seen.add(item));
  history.slice(0, historySeeds).forEach((one, i) => {
    const age = 0.3 + 0.7 * decay(request.now - one.time, tasteHalfLife);
    const weight = distanceWeight(i + 1, onlineFall) * age * Math.sqrt(Math.min(5, one.weight));
    addTogether(asked, one.item, weight);
    addBought(asked, one.item, 0.5 * weight);
    if (i < wordSeeds) addWords(asked, one.item, weight, 40);
  });
  for (const seed of asked.seeds) {
    addTogether(asked, seed, 1);
    addWords(asked, seed, 1, 40);
  }
  const taste = tasteOf(person, memory, request.now);
  for (const node of taste.categories.slice(0, 6)) addPopular(asked, node, weights.popular, 20);
  context(asked);
  spread(asked, taste.known ? 0.5 : 1);
  for (const candidate of candidates.all()) {
    const facts = memory.items.facts(candidate.item)!;
    candidates.adjust(candidate, "taste", weights.taste * taste.score(facts));
  }
}

/** What the page knows of a shopper nobody knows: the category, brand or query they come with. */
function context(asked: Asked): void {
  const { memory, request, candidates } = asked;
  const { category, query, brand } = request.context ?? {};
  for (const node of category === undefined ? [] : memory.items.categories([category])) addPopular(asked, node, 3 * weights.popular, 40);
  for (const { item, score } of memory.words.find([query, brand].filter(Boolean).join(" "), request.context?.["language"], 60)) {
    candidates.add(item, "context", weights.words * score, { code: "popular" });
  }
}

/** Leaders of the shop and of many categories, and what rises and what is new, so that no list is one shelf. */
function spread(asked: Asked, weight: number): void {
  const { memory, nodes } = asked;
  if (nodes.length > 0) {
    for (const node of nodes) {
      addPopular(asked, node, weight * weights.popular, 100);
      addRising(asked, node, weight * weights.rising);
    }
  } else {
    addPopular(asked, everything, weight * weights.popular, 100);
    addRising(asked, everything, weight * weights.rising);
    const leaves = new Set(memory.popular.of(everything).map((item) => memory.items.facts(item)?.leaf ?? -1));
    leaves.delete(-1);
    for (const leaf of [...leaves].slice(0, 40)) addPopular(asked, leaf, 0.8 * weight * weights.popular, 3);
  }
  addFresh(asked, weight * weights.fresh);
}

/** Whether a product may be shown for this request at all. */
function usable(memory: ShopMemory, request: RecommendRequest, nodes: readonly number[], hidden: ReadonlySet<number>) {
  const { market, group } = request.context ?? {};
  const views = viewNames({ ...(market === undefined ? {} : { market }), ...(group === undefined ? {} : { group }) });
  return (item: number): boolean => {
    const facts = memory.items.facts(item);
    if (!facts || hidden.has(item) || !isAvailableTo(facts, views)) return false;
    if (nodes.length > 0 && !facts.categories.some((node) => nodes.includes(node))) return false;
    return request.accept?.(memory.items.id(item)) ?? true;
  };
}

/** Judges every candidate by what became of the product: ratings, returns, whether this person can read about it or has it already. */
function judge({ memory, request, person, candidates }: Asked): void {
  const language = request.context?.["language"]?.split("-")[0]?.toLowerCase();
  const seen = new Set(person.recent.map((one) => one.item));
  for (const one of person.purchases) seen.add(one.item);
  for (const candidate of candidates.all()) {
    const facts = memory.items.facts(candidate.item)!;
    const { score } = candidate;
    candidates.adjust(candidate, "quality", score * 0.1 * (memory.counters.rating(candidate.item, request.now) - 3));
    candidates.adjust(candidate, "returns", -Math.abs(score) * memory.counters.returnRate(candidate.item, request.now));
    if (language !== undefined && facts.languages.length > 0 && !facts.languages.includes(language))
      candidates.adjust(candidate, "language", -0.5 * Math.abs(candidate.score));
    if (request.kind === "for_you" && seen.has(candidate.item))
      candidates.adjust(candidate, "seen", -(1 - seenKeeps) * Math.max(0, candidate.score));
  }
}

function recentlyViewed({ request, person, candidates }: Asked): readonly Candidate[] {
  for (const one of person.recent) {
    if (one.viewed) candidates.add(one.item, "recently_viewed", 0, { code: "recently_viewed" });
  }
  // The newest visit counts: a later entry of the same product overrides.
  for (const candidate of candidates.all()) {
    const time = person.recent.findLast((one) => one.item === candidate.item && one.viewed)!.time;
    candidates.adjust(candidate, "recently_viewed", decay(request.now - time, tasteHalfLife));
  }
  const last = new Map(person.recent.flatMap((one, at) => (one.viewed ? [[one.item, at] as const] : [])));
  return candidates
    .all()
    .toSorted((a, b) => last.get(b.item)! - last.get(a.item)!)
    .slice(0, request.limit);
}

/** Diversity of a list: one more of a leaf category or brand keeps this much. A page of similar products is meant to be alike. */
const keeps = {
  for_you: { category: 0.8, brand: 0.93 },
  trending: { category: 0.9, brand: 0.95 },
  bought_together: { category: 0.85, brand: 1 },
  similar: { category: 1, brand: 0.98 },
} as const;

/** Answers a request from the memory. */
export function blend(memory: ShopMemory, request: RecommendRequest): readonly Recommendation[] {
  const person = request.person === undefined ? memory.people.read("") : memory.people.read(request.person);
  const seeds = (request.products ?? []).flatMap((id) => memory.items.find(id) ?? []);
  const nodes = request.category === undefined ? [] : memory.items.categories(request.category);
  if (request.category !== undefined && request.category.length > 0 && nodes.length === 0) return [];
  const hidden = new Set(seeds);
  if (request.kind !== "recently_viewed") for (const one of person.purchases) if (one.returned) hidden.add(one.item);
  if (request.repeat === "never") {
    for (const one of person.recent) hidden.add(one.item);
    for (const one of person.purchases) hidden.add(one.item);
  }
  const asked: Asked = { memory, request, person, seeds, nodes, candidates: new Candidates(usable(memory, request, nodes, hidden)) };
  const { candidates } = asked;
  const finish = (chosen: readonly Candidate[]) =>
    chosen.map(({ item, score, parts, reason }) => ({ product: memory.items.id(item), score, parts, reason }));
  if (request.kind === "recently_viewed") return finish(recentlyViewed(asked));
  if (request.kind === "for_you") forYou(asked);
  else if (request.kind === "trending") {
    for (const node of nodes.length > 0 ? nodes : [everything]) addRising(asked, node, 10);
    if (candidates.size < request.limit) spread(asked, 0.01);
  } else {
    seedLists(asked);
    if (candidates.size < request.limit) spread(asked, 0.01);
  }
  judge(asked);
  const kindOf = (item: number) => {
    const facts = memory.items.facts(item);
    return { category: facts?.leaf ?? -1, brand: facts?.brand ?? -1 };
  };
  return finish(diversify(candidates.all(), request.limit, kindOf, keeps[request.kind]));
}
