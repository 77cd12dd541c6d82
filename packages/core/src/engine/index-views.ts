/**
 * One index of a shop: a catalogue with everything folded for it (texts, columns, orders, suggestions, recommendations), and
 * the answers from it. Applying is synchronous and in log order; index changes are handed to the retrieval port in batches
 * before the next question is sent, so an answer reflects every event up to the position it names (law 3).
 */
import { AisleError, ByteReader, ByteWriter } from "../base.ts";
import { diffProducts, localise as inLanguage, productFor, viewNames } from "../catalog.ts";
import type { Audience, Product, ProductStore } from "../catalog.ts";
import type { LoggedEvent, Position, ShopEvent } from "../event.ts";
import { matchesFilter } from "../retrieve.ts";
import type { Filter, Hit, IndexDocument, SearchRequest, SearchResult, Sort } from "../retrieve.ts";
import { ProductReviews, eventTime } from "../profile.ts";
import type { Reason, Recommender } from "../recommend.ts";
import { before, customShares, Merchandise, ordersIn, pageWithPins, slotsOf } from "../rank.ts";
import type { MerchandiseReader, Orders } from "../rank.ts";
import { Suggestions } from "../suggest.ts";
import { highlight, normalize } from "../text.ts";
import type { Relearned } from "../traffic.ts";
import { toDocument } from "./document.ts";
import type {
  Asker,
  EngineParts,
  Highlight,
  IndexPorts,
  IndexReader,
  QueryPlan,
  RecommendAnswer,
  RecommendQuestion,
  ReviewAnswer,
  ReviewQuestion,
  SearchAnswer,
  SearchHit,
  SearchQuestion,
  SuggestAnswer,
  SuggestQuestion,
} from "./engine.ts";
import { facetOrder } from "./facet-order.ts";
import { IndexChanges } from "./index-changes.ts";
import { Fields } from "./fields.ts";
import type { FieldKind } from "./fields.ts";
import { Labels } from "./labels.ts";
import { addCounts } from "./add-counts.ts";
import { didYouMean, putRight } from "./did-you-mean.ts";
import { inSteps } from "./in-steps.ts";
import { queryPlan } from "./query-plan.ts";

/** Views that a snapshot holds of each index. */
export type ViewName = "engine" | "recommend" | "rank" | "reviews" | "retrieval";

/** Price and stock changes that wait for a question before they are sent to the index without one. */
const changesKept = 2_000;
/** Part of the best textual match that the first of the operators' own order is lifted by. */
const customWeight = 0.15;
const facetSearchLimit = 10_000;
/** Recommendations read per one shown: a model seldom has more variants that rank together. */
const variantsRead = 3;
/** 2: suggestions. 1 held popular queries alone; the rest is then learned from the product store. */
const viewsVersion = 2;

function localise(product: Product, language: string | undefined): Product {
  return language === undefined ? product : inLanguage(product, language);
}

const everybody: Audience = {};

/** What an asker sees of a product: texts in their language, and their offers alone; undefined where it is not sold to them. */
function shownTo(product: Product | undefined, asker: Asker | undefined): Product | undefined {
  const sold = product && productFor(product, asker ?? everybody);
  return sold && localise(sold, asker?.language);
}

function lexical(hit: Hit): Record<string, number> {
  return { lexical: hit.score };
}

function withFilter(request: SearchRequest, filter: Filter): SearchRequest {
  return { ...request, filter: request.filter === undefined ? filter : { and: [request.filter, filter] } };
}

/** One page of ranked hits with the parts that ranking added. */
interface Ranked {
  readonly hit: Hit;
  readonly score: number;
  readonly parts: Readonly<Record<string, number>>;
}

/** What moves the first hits beside behaviour and taste. */
interface Ranking {
  readonly orders: Orders | undefined;
  /** The operators' own orders; none where the hits are in them already. */
  readonly custom: readonly Sort[];
  readonly now: number;
}

/** What an index needs of the engine around it. */
export interface IndexParts extends IndexPorts, Pick<EngineParts, "analyzer" | "clock" | "newId" | "pseudonym" | "window" | "pause"> {
  readonly recommender: Recommender;
  /** False of a person who refused to be remembered. */
  readonly remembered: (person: string) => boolean;
  /** One past the last event that the engine has applied. */
  readonly position: () => Position;
}

export class IndexViews implements IndexReader {
  #name: string;
  /** Names the ports for as long as they are there, whatever the index is called. */
  readonly slot: string;
  readonly #parts: IndexParts;
  readonly #window: number;
  readonly #fields = new Fields();
  readonly #labels = new Labels();
  #suggestions: Suggestions;
  #recommender: Recommender;
  #merchandise = new Merchandise();
  #reviews = new ProductReviews();
  readonly #changes = new IndexChanges();
  #failure: unknown;
  /** Questions that the ports have yet to answer. */
  #asked = 0;
  #closing = false;

  constructor(name: string, slot: string, parts: IndexParts) {
    this.#name = name;
    this.slot = slot;
    this.#parts = parts;
    this.#suggestions = new Suggestions(parts.analyzer);
    this.#recommender = parts.recommender;
    this.#window = parts.window ?? 100;
  }

  get name(): string {
    return this.#name;
  }

  rename(name: string): void {
    this.#name = name;
  }

  get #position(): Position {
    return this.#parts.position();
  }

  /** The products of this index. */
  get products(): ProductStore {
    return this.#parts.products;
  }

  get count(): number {
    return this.#parts.products.count;
  }

  all(): Iterable<Product> {
    return this.#parts.products.all();
  }

  ids(): Iterable<string> {
    return this.#parts.products.ids();
  }

  /** Folds an event of the catalogue or an operator's order. */
  apply(logged: LoggedEvent): void {
    const { event } = logged;
    if (event?.type === "product") {
      this.#parts.products.put(event.product);
      this.#labels.add(event.product);
      this.#suggestions.put(event.product);
      const document = toDocument(event.product);
      this.#fields.add(document);
      this.#changes.push({ op: "put", document });
    } else if (event?.type === "product_removed") {
      this.#parts.products.remove(event.product);
      this.#suggestions.remove(event.product);
      this.#changes.push({ op: "delete", id: event.product });
    } else if (event?.type === "offers") {
      if (this.holds(event.product)) {
        this.#parts.products.putOffers(event.product, event.offers);
        this.#changes.offers(event.product, event.offers);
        // Nobody may ask for hours while prices move.
        if (this.#changes.count >= changesKept) this.#send();
      }
    } else if (event?.type === "operator") {
      this.#merchandise.apply(event.command, event.arguments);
    }
    this.#recommender.apply(logged);
  }

  /** Folds what a shopper did; with `teaches` false others are shown nothing of it. */
  learn(logged: LoggedEvent, teaches: boolean): void {
    this.#recommender.apply(logged, teaches);
    if (teaches && logged.person !== undefined) this.publish(logged, logged.person, 1);
  }

  /** Learns events of one person that were held back, or takes back what they taught. */
  relearn({ person, events }: Relearned): void {
    this.#recommender.relearn(events);
    for (const { logged, weight } of events) if (weight !== 0) this.publish(logged, person, weight);
  }

  /** Shows others what somebody asks for and says, or shows it no more (`weight` -1). */
  publish(logged: LoggedEvent, person: string, weight: 1 | -1): void {
    const { event } = logged;
    if (event?.type === "query" && event.total !== 0) {
      if (weight === 1) this.#suggestions.addQuery(event.query, person, eventTime(logged));
      else this.#suggestions.removeQuery(event.query, person, eventTime(logged));
    } else if (event?.type === "rating" || event?.type === "review") {
      if (weight === 1) this.#reviews.apply(logged);
      else this.#reviews.forget(person);
    }
  }

  /** Whether the catalogue holds a product. */
  holds(id: string): boolean {
    return this.#recommender.knows(id);
  }

  /**
   * Takes over what shoppers taught the index that this one stands in for from now on: queries, neighbours, reviews. Costs
   * one comparison of every product of both.
   */
  inherit(before: IndexViews, logged: LoggedEvent): void {
    const own = this.#parts.products;
    const theirs = before.#parts.products;
    const change = (event: ShopEvent) => before.#recommender.apply({ ...logged, event });
    const { time } = logged.event!;
    for (const id of theirs.ids()) {
      if (own.get(id)) continue;
      before.#suggestions.remove(id);
      change({ type: "product_removed", time, product: id });
    }
    for (const product of own.all()) {
      const difference = diffProducts(theirs.get(product.id), product);
      if (difference === "offers") change({ type: "offers", time, product: product.id, offers: product.offers });
      else if (difference === "product") {
        before.#suggestions.put(product);
        change({ type: "product", time, product });
      }
    }
    this.#suggestions = before.#suggestions;
    this.#recommender = before.#recommender;
    this.#reviews = before.#reviews;
  }

  /** Takes over what operators ordered for the index that this one stands in for; with its own orders kept, its replicas. */
  takeOrders(before: IndexViews, keepOwn: boolean): void {
    if (keepOwn) this.#merchandise.inheritReplicas(before.#merchandise);
    else this.#merchandise = before.#merchandise;
  }

  /** Removes what is known of a person, and what the person's devices said. */
  forget(person: string, devices: readonly string[]): void {
    for (const id of [person, ...devices]) {
      this.#suggestions.forget(id);
      this.#reviews.forget(id);
    }
    this.#recommender.forget(person);
  }

  /** Removes what is shown to a person by what they did; what they said to others stays. */
  forgetProfile(person: string): void {
    this.#recommender.forget(person);
  }

  /** Pseudonyms of the devices that hold something of a login. */
  devicesOf(person: string): readonly string[] {
    return this.#recommender.devicesOf(person);
  }

  /** Closes the ports once they have answered what was asked; the products stay as they are for snapshots that know them. */
  retire(): void {
    this.#closing = true;
    this.#leave(0);
  }

  async close(): Promise<void> {
    await this.#parts.retrieval.close();
    this.#parts.products.close();
  }

  #leave(count: number): void {
    this.#asked -= count;
    if (!this.#closing || this.#asked > 0) return;
    this.#parts.products.commit(this.#position);
    // A port that fails on its way out has nobody left to tell.
    this.close().catch(() => undefined);
  }

  /** Counts a question until it is answered, so that the ports stay open for it. */
  async #asking<T>(work: () => Promise<T>): Promise<T> {
    this.#flush();
    this.#asked++;
    try {
      return await work();
    } finally {
      this.#leave(1);
    }
  }

  /** Sends pending index changes; ports answer in order, so a question sent afterwards sees them. */
  #flush(): void {
    if (this.#failure !== undefined)
      throw new AisleError("unavailable", "the index refused a change; restart rebuilds it from the log", {}, this.#failure);
    this.#send();
  }

  #send(): void {
    if (this.#changes.count === 0) return;
    this.#parts.retrieval.apply(this.#changes.take()).catch((error: unknown) => {
      this.#failure = error;
    });
  }

  /** Resolves once the index holds everything applied so far: for bulk loads that must not outrun it. */
  async settle(): Promise<void> {
    this.#flush();
    await this.#parts.retrieval.apply([]);
    this.#flush();
  }

  #request(question: SearchQuestion, orders: Orders | undefined): SearchRequest {
    const language = question.asker?.language;
    const refinements =
      question.refinements &&
      Object.fromEntries(
        Object.entries(question.refinements).map(([field, values]) => [
          field,
          values.flatMap((value) => this.#labels.values(field, value)),
        ]),
      );
    const synonyms = question.synonyms === false ? {} : this.#merchandise.synonymTables(this.#parts.analyzer);
    const filters = [
      ...(question.filter === undefined ? [] : [this.#ownValues(question.filter)]),
      ...(orders?.filter === undefined ? [] : [this.#ownValues(orders.filter)]),
      ...(orders === undefined || orders.hides.length === 0 ? [] : [{ not: { ids: orders.hides } }]),
    ];
    return {
      query: orders?.query ?? question.query,
      ...(language === undefined ? {} : { language }),
      ...synonyms,
      ...(filters.length === 0 ? {} : { filter: filters.length === 1 ? filters[0]! : { and: filters } }),
      ...(refinements === undefined ? {} : { refinements }),
      ...(question.facets === undefined ? {} : { facets: question.facets }),
      ...(question.facetLimit === undefined ? {} : { facetLimit: question.facetLimit }),
      ...(question.sort === undefined ? {} : { sort: question.sort }),
      ...(question.prefix === undefined ? {} : { prefix: question.prefix }),
      ...(question.typos === undefined ? {} : { typos: question.typos }),
      ...(question.distinct === undefined ? {} : { distinct: question.distinct }),
      offset: question.offset ?? 0,
      limit: question.limit ?? 20,
      views: viewNames(question.asker ?? everybody),
    };
  }

  /** The filter with labels of any language replaced by the index's own values. */
  #ownValues(filter: Filter): Filter {
    if ("and" in filter) return { and: filter.and.map((one) => this.#ownValues(one)) };
    if ("or" in filter) return { or: filter.or.map((one) => this.#ownValues(one)) };
    if ("not" in filter) return { not: this.#ownValues(filter.not) };
    if ("in" in filter) return { field: filter.field, in: filter.in.flatMap((value) => this.#labels.values(filter.field, value)) };
    return filter;
  }

  #orders(question: SearchQuestion, now: number): Orders | undefined {
    return question.rules === false ? undefined : this.#merchandise.orders(question.query, question.contexts ?? [], now);
  }

  plan(question: SearchQuestion): QueryPlan {
    const orders = this.#orders(question, question.now ?? this.#parts.clock());
    return queryPlan(question, orders, this.#merchandise, this.#parts.analyzer);
  }

  search(question: SearchQuestion): Promise<SearchAnswer> {
    return this.#asking(() => this.#search(question));
  }

  async #search(question: SearchQuestion): Promise<SearchAnswer> {
    const position = this.#position;
    const { retrieval } = this.#parts;
    const now = question.now ?? this.#parts.clock();
    const orders = this.#orders(question, now);
    const sorted = (question.sort?.length ?? 0) > 0;
    const custom = sorted ? [] : ordersIn(this.#merchandise.setting("customRanking"));
    const plain = this.#request(question, orders);
    // Without words all are equally relevant, so that the operators' own order holds throughout.
    const request = custom.length > 0 && plain.query.trim() === "" ? { ...plain, sort: custom } : plain;
    const offset = request.offset ?? 0;
    const limit = request.limit ?? 20;
    // An order that the shopper chose is left as it is.
    const pins = sorted ? [] : (orders?.pins.filter(({ id }) => this.#satisfies(id, request, question.asker)) ?? []);
    const slots = slotsOf(pins.map((pin) => pin.position));
    const pinnedIds = { ids: pins.map((pin) => pin.id) };
    const others = pins.length === 0 ? request : withFilter(request, { not: pinnedIds });
    const from = offset - before(slots, offset);
    const lifting = request.sort === undefined ? custom : [];
    const moved = question.personal !== false || (orders?.boosts.length ?? 0) > 0 || lifting.length > 0;
    const ranked = moved && !sorted && from < this.#window && limit > 0;
    const [rest, counted] = await Promise.all([
      retrieval.search(ranked ? { ...others, offset: 0, limit: Math.max(this.#window, from + limit) } : { ...others, offset: from }),
      pins.length === 0 ? undefined : retrieval.search({ ...withFilter(request, pinnedIds), query: "", offset: 0, limit: 0 }),
    ]);
    const result = counted ? addCounts(rest, counted) : rest;
    const organic = ranked
      ? this.#rank(rest.hits, question, { orders, custom: lifting, now }).slice(from, from + limit)
      : rest.hits.map((hit) => ({ hit, score: hit.score, parts: lexical(hit) }));
    const pinned = pins.map(({ id }): Ranked => ({ hit: { id, score: 0, tier: 0, level: 0 }, score: 1, parts: { rule: 1 } }));
    const page = pins.length === 0 ? organic : pageWithPins(organic, pinned, slots, { offset, limit, total: result.total });
    const answer = {
      id: this.#parts.newId(),
      position,
      total: result.total,
      hits: this.#hits(page, question.asker),
      facets: this.#facets(result, question.asker?.language),
      ...this.#facetOrder(result, question, now),
      stats: result.stats,
      terms: result.terms,
      corrections: result.corrections,
      required: result.required,
      ...(orders === undefined ? {} : { rules: orders.rules }),
      ...(this.#position === position ? {} : { ranked: this.#position }),
    };
    const find = (query: string) => retrieval.search({ ...request, query, facets: [], sort: [], offset: 0, limit: 0, typos: false });
    // What operators rewrote is as they mean it.
    const meant = orders?.query === undefined ? await didYouMean(question.query, result, this.#suggestions, find) : undefined;
    return meant === undefined ? answer : { ...answer, didYouMean: meant };
  }

  /** Adds what behaviour, the asker's own history and rules say to the first hits and orders them anew, never across tiers. */
  #rank(hits: readonly Hit[], question: SearchQuestion, { orders, custom, now }: Ranking): readonly Ranked[] {
    const recommender = this.#recommender;
    const head = hits.slice(0, this.#window);
    const ids = head.map((hit) => hit.id);
    const scale = Math.max(0, ...head.map((hit) => hit.score)) || 1;
    const boosts = question.personal === false ? {} : recommender.boosts(this.#person(question.asker), ids, now);
    const learned = question.personal === false || question.query === "" ? {} : recommender.queryBoosts(question.query, ids, now);
    const shares = custom.length === 0 ? [] : customShares(this.#documents(ids, question.asker), custom);
    const ranked = head.map((hit, at): Ranked & { at: number } => {
      const behaviour = ((boosts[hit.id]?.behaviour ?? 0) + (learned[hit.id] ?? 0)) * scale;
      const personal = (boosts[hit.id]?.personal ?? 0) * scale;
      const rule = orders === undefined ? 0 : this.#ruleBoost(hit.id, orders, question.asker) * scale;
      const parts = lexical(hit);
      if (behaviour !== 0) parts["behaviour"] = behaviour;
      if (personal !== 0) parts["personal"] = personal;
      const own = (shares[at] ?? 0) * customWeight * scale;
      if (rule !== 0) parts["rule"] = rule;
      if (own !== 0) parts["custom"] = own;
      return { hit, score: hit.score + behaviour + personal + rule + own, parts, at };
    });
    ranked.sort((a, b) => a.hit.level - b.hit.level || b.score - a.score || a.at - b.at);
    return [...ranked, ...hits.slice(this.#window).map((hit) => ({ hit, score: hit.score, parts: lexical(hit) }))];
  }

  /** What the index knows of products, as the asker sees them. */
  #documents(ids: readonly string[], asker: Asker | undefined): readonly (IndexDocument | undefined)[] {
    return this.#parts.products.getMany(ids).map((product) => {
      const shown = shownTo(product, asker);
      return shown && toDocument(shown);
    });
  }

  #hits(page: readonly Ranked[], asker: Asker | undefined): readonly SearchHit[] {
    const products = this.#parts.products.getMany(page.map(({ hit }) => hit.id));
    return page.flatMap(({ hit, score, parts }, index) => {
      const product = shownTo(products[index], asker);
      if (!product) return [];
      return [
        {
          product,
          score,
          parts,
          tier: hit.tier,
          ...(hit.variants === undefined ? {} : { variants: hit.variants }),
        },
      ];
    });
  }

  #facets(result: SearchResult, language: string | undefined): SearchAnswer["facets"] {
    if (language === undefined) return result.facets;
    return Object.fromEntries(
      Object.entries(result.facets).map(([field, values]) => {
        const counts = new Map<string, number>();
        for (const { value, count } of values) {
          const label = this.#labels.label(language, field, value);
          counts.set(label, (counts.get(label) ?? 0) + count);
        }
        return [field, [...counts].map(([value, count]) => ({ value, count }))];
      }),
    );
  }

  #facetOrder(result: SearchResult, question: SearchQuestion, now: number): Pick<SearchAnswer, "facetOrder"> {
    if ((question.facets?.length ?? 0) === 0) return {};
    const ownValues = (field: string, value: string) => this.#labels.values(field, value);
    const ordered = facetOrder(result, { ...this.#recommender.facetChoices(question.query, now), ownValues });
    const language = question.asker?.language;
    const shown = ordered.map(({ field, values }) => ({
      field,
      values: [...new Set(values.map((value) => this.#labels.label(language, field, value)))],
    }));
    return { facetOrder: shown };
  }

  async recommend(question: RecommendQuestion): Promise<RecommendAnswer> {
    const { asker } = question;
    const person = this.#person(asker);
    const filter = question.filter && this.#ownValues(question.filter);
    const context: Record<string, string> = {};
    for (const name of ["language", "market", "group", "device"] as const) if (asker?.[name] !== undefined) context[name] = asker[name];
    const limit = question.limit ?? 12;
    const found = this.#recommender.recommend({
      kind: question.kind,
      // Variants of one model are shown once: enough for that are asked for.
      limit: limit * variantsRead,
      now: question.now ?? this.#parts.clock(),
      context,
      ...(person === undefined ? {} : { person }),
      ...(question.products === undefined ? {} : { products: question.products }),
      ...(question.category === undefined
        ? {}
        : { category: question.category.flatMap((name) => this.#labels.values("categories", name)) }),
      ...(filter === undefined ? {} : { accept: (id: string) => this.#accepts(id, filter, asker) }),
    });
    const products = this.#parts.products.getMany(found.map((one) => one.product));
    const seeds = question.kind === "recently_viewed" ? [] : this.#parts.products.getMany(question.products ?? []);
    const shown = new Set(seeds.map((seed) => seed?.groupId));
    return {
      id: this.#parts.newId(),
      position: this.#position,
      items: found
        .flatMap((one, index) => {
          const product = shownTo(products[index], asker);
          if (!product || (product.groupId !== undefined && shown.has(product.groupId))) return [];
          shown.add(product.groupId);
          return [{ product, score: one.score, parts: one.parts, reason: this.#sayable(one.reason, asker) }];
        })
        .slice(0, limit),
    };
  }

  /** The reason, unless it names a product that is not sold to the asker. */
  #sayable(reason: Reason, asker: Asker | undefined): Reason {
    return "product" in reason && this.sold(reason.product, asker ?? everybody) === undefined ? { code: "popular" } : reason;
  }

  #ruleBoost(id: string, { boosts }: Orders, asker: Asker | undefined): number {
    return boosts.reduce((sum, { filter, weight }) => (this.#accepts(id, this.#ownValues(filter), asker) ? sum + weight : sum), 0);
  }

  /** Whether a product is there and fulfils the filter and the refinements of a request. */
  #satisfies(id: string, { filter, refinements = {} }: SearchRequest, asker: Asker | undefined): boolean {
    const chosen = Object.entries(refinements).flatMap(([field, values]) => (values.length === 0 ? [] : [{ field, in: values }]));
    return this.#accepts(id, { and: [...(filter === undefined ? [] : [filter]), ...chosen] }, asker);
  }

  #accepts(id: string, filter: Filter, asker: Asker | undefined): boolean {
    const product = this.#parts.products.get(id);
    const sold = product && productFor(product, asker ?? everybody);
    return sold !== undefined && matchesFilter(toDocument(sold), filter);
  }

  #person(asker: Asker | undefined): string | undefined {
    const person = asker?.user === undefined ? undefined : this.#parts.pseudonym(asker.user);
    return person !== undefined && this.#parts.remembered(person) ? person : undefined;
  }

  /** Settings, synonyms and rules that operators ordered. */
  get merchandise(): MerchandiseReader {
    return this.#merchandise;
  }

  /** Names of the columns that products brought. */
  fields(kind: FieldKind): readonly string[] {
    return this.#fields.list(kind);
  }

  product(id: string, language?: string): Product | undefined {
    const product = this.#parts.products.get(id);
    return product && localise(product, language);
  }

  sold(id: string, asker: Asker): Product | undefined {
    return shownTo(this.#parts.products.get(id), asker);
  }

  reviews({ products, offset = 0, limit = 10 }: ReviewQuestion): ReviewAnswer {
    const { written, ...stars } = this.#reviews.read(products);
    return {
      position: this.#position,
      ...stars,
      total: written.length,
      reviews: written.slice(offset, offset + limit).map(({ person, ...shown }) => ({
        ...shown,
        bought: this.#recommender.hasBought(person, shown.product),
      })),
    };
  }

  highlight(text: string, terms: readonly string[], language?: string): Highlight {
    return highlight(text, terms, this.#parts.analyzer, language);
  }

  async facetValues(
    field: string,
    text: string,
    question: SearchQuestion,
  ): Promise<readonly { readonly value: string; readonly count: number }[]> {
    const answer = await this.search({ ...question, facets: [field], facetLimit: facetSearchLimit, limit: 0 });
    const wanted = text.trim().toLowerCase();
    return (answer.facets[field] ?? []).filter(({ value }) => value.toLowerCase().includes(wanted));
  }

  complete(prefix: string, limit: number): Promise<readonly string[]> {
    return this.#asking(() => this.#complete(prefix, limit));
  }

  async #complete(prefix: string, limit: number): Promise<readonly string[]> {
    const popular = this.#suggestions.complete(prefix, limit);
    if (popular.length >= limit) return popular;
    const words = prefix.split(/\s+/);
    const last = words.pop() ?? "";
    if (last === "") return popular;
    const terms = await this.#parts.retrieval.complete(last, limit);
    const completed = terms.map(({ term }) => [...words, term].join(" ").trim());
    return [...new Set([...popular, ...completed])].slice(0, limit);
  }

  /** Queries, products, categories and brands for what was typed; what was meant where that is not it. */
  suggest(text: string, question: SuggestQuestion): Promise<SuggestAnswer> {
    return this.#asking(() => this.#suggest(text, question));
  }

  async #suggest(text: string, { limit, ...asker }: SuggestQuestion): Promise<SuggestAnswer> {
    const position = this.#position;
    const tag = asker.language === undefined ? {} : { language: asker.language };
    const { queries, categories, brands, reading, near } = this.#suggestions.suggest(text, { ...tag, limit });
    const found = { id: this.#parts.newId(), position, queries, categories, brands };
    if (text.trim() === "") return { ...found, products: [] };
    const filter: Filter = { field: "in_stock", is: true };
    const request = { ...tag, prefix: true, distinct: true, limit, filter, views: viewNames(asker) };
    const typed = await this.#parts.retrieval.search({ ...request, query: text });
    const literal = typed.hits.some((hit) => hit.tier === 0) && typed.required.matched === typed.required.of;
    const read = reading !== undefined && (!literal || typed.hits.length < limit) ? reading : undefined;
    const other = read === undefined ? undefined : await this.#parts.retrieval.search({ ...request, query: read });
    const hits = other && !literal && other.hits.length > 0 ? other.hits : [...typed.hits, ...(other?.hits ?? [])];
    const ids = [...new Set(hits.map((hit) => hit.id))].slice(0, limit);
    const products = this.#parts.products.getMany(ids).flatMap((product) => shownTo(product, asker) ?? []);
    const moved = this.#position === position ? {} : { ranked: this.#position };
    if (literal) return { ...found, products, ...moved };
    const mended = putRight(normalize(text).trim(), typed.corrections);
    const meant = other && other.hits.length > 0 ? read : mended === normalize(text).trim() ? near : mended;
    return { ...found, products, ...(meant === undefined ? {} : { didYouMean: meant }), ...moved };
  }

  /** Every view's bytes at the current position; `restore` on views with the same product store continues from it. */
  async snapshot(): Promise<Readonly<Record<ViewName, Uint8Array>>> {
    this.#flush();
    const own = new ByteWriter().u8(viewsVersion).varint(this.#position).bytes(this.#labels.snapshot());
    const fields = new ByteWriter();
    this.#fields.write(fields);
    const rank = this.#merchandise.snapshot();
    // All are of this position from here on, whatever is applied while their bytes are made.
    const { pause } = this.#parts;
    const [retrieval, recommend, reviews, suggestions] = await this.#asking(() =>
      Promise.all([
        this.#parts.retrieval.snapshot(),
        inSteps(this.#recommender.snapshotSteps(), pause),
        inSteps(this.#reviews.snapshotSteps(), pause),
        inSteps(this.#suggestions.snapshotSteps(), pause),
      ]),
    );
    own.bytes(suggestions).raw(fields.finish());
    return { engine: own.finish(), recommend, rank, reviews, retrieval };
  }

  /** Takes over the views of a snapshot except retrieval's, whose port was restored when it was made; their position. */
  restore({ engine, recommend, rank, reviews }: Partial<Record<ViewName, Uint8Array>>): Position {
    if (!engine || !recommend) throw new AisleError("corrupt", "the snapshot lacks a view", { index: this.#name });
    const reader = new ByteReader(engine);
    const version = reader.u8();
    if (version !== 1 && version !== viewsVersion)
      throw new AisleError("corrupt", `snapshot format ${version} is not ${viewsVersion}`, { version });
    const position = reader.varint();
    this.#labels.restore(reader.bytes());
    const suggestions = reader.bytes();
    const whole = version === viewsVersion && this.#suggestions.restore(suggestions);
    if (version === 1) this.#suggestions.restoreQueries(suggestions);
    if (!whole) for (const product of this.#parts.products.all()) this.#suggestions.put(product);
    this.#fields.read(reader);
    this.#recommender.restore(recommend);
    // Snapshots of earlier builds hold no orders and no reviews.
    if (rank) this.#merchandise.restore(rank);
    if (reviews) this.#reviews.restore(reviews);
    return position;
  }

  /** Reads what `restore` left for later, in steps; a question or an event that comes before does not wait for them. */
  async warm(): Promise<void> {
    await inSteps(this.#suggestions.warm(), this.#parts.pause);
  }
}
