/**
 * The engine of one shop: folds the log into its views and answers from them. Applying is synchronous and in log order;
 * index changes are handed to the retrieval port in batches before the next question is sent, so an answer reflects
 * every event up to the position it names (law 3).
 */
import { AisleError, ByteReader, ByteWriter } from "../base.ts";
import type { Clock } from "../base.ts";
import { localise as inLanguage } from "../catalog.ts";
import type { Product, ProductStore } from "../catalog.ts";
import { isShopperEvent } from "../event.ts";
import type { LoggedEvent, Position } from "../event.ts";
import { matchesFilter } from "../retrieve.ts";
import type { Filter, Hit, IndexChange, Retrieval, SearchRequest, SearchResult } from "../retrieve.ts";
import { ProductReviews } from "../profile.ts";
import type { Recommender } from "../recommend.ts";
import { before, Merchandise, pageWithPins, slotsOf } from "../rank.ts";
import type { MerchandiseReader, Orders } from "../rank.ts";
import { Suggestions } from "../suggest.ts";
import { highlight } from "../text.ts";
import type { Analyzer } from "../text.ts";
import { offerColumns, toDocument } from "./document.ts";
import type {
  Asker,
  Engine,
  Highlight,
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
import { Fields } from "./fields.ts";
import type { FieldKind } from "./fields.ts";
import { Labels } from "./labels.ts";
import { addCounts } from "./add-counts.ts";
import { didYouMean } from "./did-you-mean.ts";

export interface EngineParts {
  readonly analyzer: Analyzer;
  readonly retrieval: Retrieval;
  readonly products: ProductStore;
  readonly recommender: Recommender;
  readonly clock: Clock;
  /** A fresh attribution id: 32 hex digits. */
  readonly newId: () => string;
  readonly pseudonym: (user: string) => string;
  /** One past the last event of the log. */
  readonly end: () => Position;
  /** Hits that behaviour and personal taste may reorder. */
  readonly window?: number;
  /** Lets other work run between two steps of a snapshot; without it a snapshot of the recommender is taken in one go. */
  readonly pause?: () => Promise<void>;
}

const facetSearchLimit = 10_000;
/** Recommendations read per one shown: a model seldom has more variants that rank together. */
const variantsRead = 3;
/** 2: suggestions. 1 held popular queries alone; the rest is then learned from the product store. */
const viewsVersion = 2;

interface Waiter {
  readonly position: Position;
  readonly resolve: () => void;
}

function localise(product: Product, language: string | undefined): Product {
  return language === undefined ? product : inLanguage(product, language);
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

export class ShopEngine implements Engine {
  readonly #parts: EngineParts;
  readonly #window: number;
  readonly #fields = new Fields();
  readonly #labels = new Labels();
  readonly #suggestions: Suggestions;
  readonly #merchandise = new Merchandise();
  readonly #reviews = new ProductReviews();
  #changes: IndexChange[] = [];
  #failure: unknown;
  #position: Position = 0;
  #waiters: Waiter[] = [];

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#suggestions = new Suggestions(parts.analyzer);
    this.#window = parts.window ?? 100;
  }

  get position(): Position {
    return this.#position;
  }

  /** Folds one event into every view. Call in log order; an event before `position` was applied already and is skipped. */
  apply(logged: LoggedEvent): void {
    if (logged.position < this.#position) return;
    const { event } = logged;
    if (event === undefined) {
      // The key is gone: whatever a snapshot still held of this person goes with it.
      if (logged.person !== undefined) this.#forget(logged.person);
    } else if (event.type === "product") {
      this.#parts.products.put(event.product);
      this.#labels.add(event.product);
      this.#suggestions.put(event.product);
      const document = toDocument(event.product);
      this.#fields.add(document);
      this.#changes.push({ op: "put", document });
    } else if (event.type === "product_removed") {
      this.#parts.products.remove(event.product);
      this.#suggestions.remove(event.product);
      this.#changes.push({ op: "delete", id: event.product });
    } else if (event.type === "offers") {
      const product = this.#parts.products.get(event.product);
      if (product) {
        this.#parts.products.put({ ...product, offers: event.offers });
        this.#changes.push({ op: "patch", id: event.product, ...offerColumns(event.offers) });
      }
    } else if (event.type === "operator") {
      this.#merchandise.apply(event.command, event.arguments);
    } else if (isShopperEvent(event) && logged.person !== undefined) {
      if (event.type === "query" && event.total !== 0) this.#suggestions.addQuery(event.query, logged.person, event.time);
      else if (event.type === "erase") this.#forget(logged.person);
    }
    if (event !== undefined) {
      this.#parts.recommender.apply(logged);
      this.#reviews.apply(logged);
    }
    this.#position = logged.position + 1;
    if (this.#waiters.length > 0) this.#wake();
  }

  #forget(person: string): void {
    for (const id of [person, ...this.devicesOf(person)]) {
      this.#suggestions.forget(id);
      this.#reviews.forget(id);
    }
    this.#parts.recommender.forget(person);
  }

  /** Pseudonyms of the devices that hold something of a login: an erase of the login is theirs too. */
  devicesOf(person: string): readonly string[] {
    return this.#parts.recommender.devicesOf(person);
  }

  #wake(): void {
    const due = this.#waiters.filter((waiter) => waiter.position <= this.#position);
    this.#waiters = this.#waiters.filter((waiter) => waiter.position > this.#position);
    for (const waiter of due) waiter.resolve();
  }

  /** Sends pending index changes; ports answer in order, so a question sent afterwards sees them. */
  #flush(): void {
    if (this.#failure !== undefined)
      throw new AisleError("unavailable", "the index refused a change; restart rebuilds it from the log", {}, this.#failure);
    if (this.#changes.length === 0) return;
    const changes = this.#changes;
    this.#changes = [];
    this.#parts.retrieval.apply(changes).catch((error: unknown) => {
      this.#failure = error;
    });
  }

  /** Resolves once the index holds everything applied so far: for bulk loads that must not outrun it. */
  async settle(): Promise<void> {
    this.#flush();
    await this.#parts.retrieval.apply([]);
    this.#flush();
  }

  async reached(position: Position): Promise<void> {
    if (position <= this.#position) return;
    if (position > this.#parts.end()) {
      throw new AisleError("position_ahead", `position ${position} is past the end of the log at ${this.#parts.end()}`, {
        position,
        end: this.#parts.end(),
      });
    }
    await new Promise<void>((resolve) => this.#waiters.push({ position, resolve }));
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
    const synonyms = question.synonyms === false ? undefined : this.#merchandise.synonymTable(this.#parts.analyzer);
    const filters = [
      ...(question.filter === undefined ? [] : [this.#ownValues(question.filter)]),
      ...(orders?.filter === undefined ? [] : [this.#ownValues(orders.filter)]),
      ...(orders === undefined || orders.hides.length === 0 ? [] : [{ not: { ids: orders.hides } }]),
    ];
    return {
      query: orders?.query ?? question.query,
      ...(language === undefined ? {} : { language }),
      ...(synonyms === undefined ? {} : { synonyms }),
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

  async search(question: SearchQuestion): Promise<SearchAnswer> {
    this.#flush();
    const position = this.#position;
    const { retrieval } = this.#parts;
    const now = question.now ?? this.#parts.clock();
    const orders = question.rules === false ? undefined : this.#merchandise.orders(question.query, question.contexts ?? [], now);
    const request = this.#request(question, orders);
    const offset = request.offset ?? 0;
    const limit = request.limit ?? 20;
    const sorted = (question.sort?.length ?? 0) > 0;
    // An order that the shopper chose is left as it is.
    const pins = sorted ? [] : (orders?.pins.filter(({ id }) => this.#satisfies(id, request)) ?? []);
    const slots = slotsOf(pins.map((pin) => pin.position));
    const pinnedIds = { ids: pins.map((pin) => pin.id) };
    const others = pins.length === 0 ? request : withFilter(request, { not: pinnedIds });
    const from = offset - before(slots, offset);
    const ranked = (question.personal !== false || (orders?.boosts.length ?? 0) > 0) && !sorted && from < this.#window && limit > 0;
    const [rest, counted] = await Promise.all([
      retrieval.search(ranked ? { ...others, offset: 0, limit: Math.max(this.#window, from + limit) } : { ...others, offset: from }),
      pins.length === 0 ? undefined : retrieval.search({ ...withFilter(request, pinnedIds), query: "", offset: 0, limit: 0 }),
    ]);
    const result = counted ? addCounts(rest, counted) : rest;
    const organic = ranked
      ? this.#rank(rest.hits, question, orders, now).slice(from, from + limit)
      : rest.hits.map((hit) => ({ hit, score: hit.score, parts: lexical(hit) }));
    const pinned = pins.map(({ id }): Ranked => ({ hit: { id, score: 0, tier: 0, level: 0 }, score: 1, parts: { rule: 1 } }));
    const page = pins.length === 0 ? organic : pageWithPins(organic, pinned, slots, { offset, limit, total: result.total });
    return {
      id: this.#parts.newId(),
      position,
      total: result.total,
      hits: this.#hits(page, question.asker?.language),
      facets: this.#facets(result, question.asker?.language),
      stats: result.stats,
      terms: result.terms,
      corrections: result.corrections,
      required: result.required,
      ...(orders === undefined ? {} : { rules: orders.rules }),
      ...(this.#position === position ? {} : { ranked: this.#position }),
    };
  }

  /** Adds what behaviour, the asker's own history and rules say to the first hits and orders them anew, never across tiers. */
  #rank(hits: readonly Hit[], question: SearchQuestion, orders: Orders | undefined, now: number): readonly Ranked[] {
    const { recommender } = this.#parts;
    const head = hits.slice(0, this.#window);
    const ids = head.map((hit) => hit.id);
    const scale = Math.max(0, ...head.map((hit) => hit.score)) || 1;
    const boosts = question.personal === false ? {} : recommender.boosts(this.#person(question.asker), ids, now);
    const learned = question.personal === false || question.query === "" ? {} : recommender.queryBoosts(question.query, ids, now);
    const ranked = head.map((hit, at): Ranked & { at: number } => {
      const behaviour = ((boosts[hit.id]?.behaviour ?? 0) + (learned[hit.id] ?? 0)) * scale;
      const personal = (boosts[hit.id]?.personal ?? 0) * scale;
      const rule = orders === undefined ? 0 : this.#ruleBoost(hit.id, orders) * scale;
      const parts = lexical(hit);
      if (behaviour !== 0) parts["behaviour"] = behaviour;
      if (personal !== 0) parts["personal"] = personal;
      if (rule !== 0) parts["rule"] = rule;
      return { hit, score: hit.score + behaviour + personal + rule, parts, at };
    });
    ranked.sort((a, b) => a.hit.level - b.hit.level || b.score - a.score || a.at - b.at);
    return [...ranked, ...hits.slice(this.#window).map((hit) => ({ hit, score: hit.score, parts: lexical(hit) }))];
  }

  #hits(page: readonly Ranked[], language: string | undefined): readonly SearchHit[] {
    const products = this.#parts.products.getMany(page.map(({ hit }) => hit.id));
    return page.flatMap(({ hit, score, parts }, index) => {
      const product = products[index];
      if (!product) return [];
      return [
        {
          product: localise(product, language),
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

  async recommend(question: RecommendQuestion): Promise<RecommendAnswer> {
    const { asker } = question;
    const person = this.#person(asker);
    const filter = question.filter && this.#ownValues(question.filter);
    const context: Record<string, string> = {};
    for (const name of ["language", "market", "device"] as const) if (asker?.[name] !== undefined) context[name] = asker[name];
    const limit = question.limit ?? 12;
    const found = this.#parts.recommender.recommend({
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
      ...(filter === undefined ? {} : { accept: (id: string) => this.#accepts(id, filter) }),
    });
    const products = this.#parts.products.getMany(found.map((one) => one.product));
    const seeds = question.kind === "recently_viewed" ? [] : this.#parts.products.getMany(question.products ?? []);
    const shown = new Set(seeds.map((seed) => seed?.groupId));
    return {
      id: this.#parts.newId(),
      position: this.#position,
      items: found
        .flatMap((one, index) => {
          const product = products[index];
          if (!product || (product.groupId !== undefined && shown.has(product.groupId))) return [];
          shown.add(product.groupId);
          return [{ product: localise(product, asker?.language), score: one.score, parts: one.parts, reason: one.reason }];
        })
        .slice(0, limit),
    };
  }

  #ruleBoost(id: string, { boosts }: Orders): number {
    return boosts.reduce((sum, { filter, weight }) => (this.#accepts(id, this.#ownValues(filter)) ? sum + weight : sum), 0);
  }

  /** Whether a product is there and fulfils the filter and the refinements of a request. */
  #satisfies(id: string, { filter, refinements = {} }: SearchRequest): boolean {
    const chosen = Object.entries(refinements).flatMap(([field, values]) => (values.length === 0 ? [] : [{ field, in: values }]));
    return this.#accepts(id, { and: [...(filter === undefined ? [] : [filter]), ...chosen] });
  }

  #accepts(id: string, filter: Filter): boolean {
    const product = this.#parts.products.get(id);
    return product !== undefined && matchesFilter(toDocument(product), filter);
  }

  #person(asker: Asker | undefined): string | undefined {
    return asker?.user === undefined ? undefined : this.#parts.pseudonym(asker.user);
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

  reviews({ products, offset = 0, limit = 10 }: ReviewQuestion): ReviewAnswer {
    const { written, ...stars } = this.#reviews.read(products);
    return {
      position: this.#position,
      ...stars,
      total: written.length,
      reviews: written.slice(offset, offset + limit).map(({ person, ...shown }) => ({
        ...shown,
        bought: this.#parts.recommender.hasBought(person, shown.product),
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

  async complete(prefix: string, limit: number): Promise<readonly string[]> {
    this.#flush();
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
  async suggest(text: string, { language, limit }: SuggestQuestion): Promise<SuggestAnswer> {
    this.#flush();
    const position = this.#position;
    const tag = language === undefined ? {} : { language };
    const { queries, categories, brands, reading, near } = this.#suggestions.suggest(text, { ...tag, limit });
    const found = { position, queries, categories, brands };
    if (text.trim() === "") return { ...found, products: [] };
    const request = { ...tag, prefix: true, distinct: true, limit };
    const typed = await this.#parts.retrieval.search({ ...request, query: text });
    const literal = typed.hits.some((hit) => hit.tier === 0) && typed.required.matched === typed.required.of;
    const read = reading !== undefined && (!literal || typed.hits.length < limit) ? reading : undefined;
    const other = read === undefined ? undefined : await this.#parts.retrieval.search({ ...request, query: read });
    const hits = other && !literal && other.hits.length > 0 ? other.hits : [...typed.hits, ...(other?.hits ?? [])];
    const ids = [...new Set(hits.map((hit) => hit.id))].slice(0, limit);
    const products = this.#parts.products.getMany(ids).flatMap((product) => (product ? [localise(product, language)] : []));
    const meant = literal ? undefined : other && other.hits.length > 0 ? read : didYouMean(text, typed.corrections, near);
    return { ...found, products, ...(meant === undefined ? {} : { didYouMean: meant }) };
  }

  /** Every view's bytes at the current position; `restore` on an engine with the same product store continues from it. */
  async snapshot(): Promise<{ readonly position: Position; readonly views: Readonly<Record<string, Uint8Array>> }> {
    this.#flush();
    const { position } = this;
    const own = new ByteWriter().u8(viewsVersion).varint(position).bytes(this.#labels.snapshot()).bytes(this.#suggestions.snapshot());
    this.#fields.write(own);
    const rank = this.#merchandise.snapshot();
    // Both are of this position from here on, whatever is applied while their bytes are made.
    const steps = this.#parts.recommender.snapshotSteps();
    const [retrieval, recommend, reviews] = await Promise.all([
      this.#parts.retrieval.snapshot(),
      this.#inSteps(steps),
      this.#inSteps(this.#reviews.snapshotSteps()),
    ]);
    return { position, views: { engine: own.finish(), recommend, rank, reviews, retrieval } };
  }

  async #inSteps<T>(steps: Generator<undefined, T>): Promise<T> {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      if (this.#parts.pause) await this.#parts.pause();
    }
  }

  /** Takes over the views of a snapshot except retrieval's, whose port was restored when it was made. */
  restore(views: Readonly<Record<string, Uint8Array>>): void {
    const { engine, recommend } = views;
    if (!engine || !recommend) throw new AisleError("corrupt", "the snapshot lacks a view", { views: Object.keys(views) });
    const reader = new ByteReader(engine);
    const version = reader.u8();
    if (version !== 1 && version !== viewsVersion)
      throw new AisleError("corrupt", `snapshot format ${version} is not ${viewsVersion}`, { version });
    const position = reader.varint();
    this.#labels.restore(reader.bytes());
    if (version === viewsVersion) this.#suggestions.restore(reader.bytes());
    else {
      this.#suggestions.restoreQueries(reader.bytes());
      for (const product of this.#parts.products.all()) this.#suggestions.put(product);
    }
    this.#fields.read(reader);
    this.#parts.recommender.restore(recommend);
    // Snapshots of earlier builds hold no orders and no reviews.
    if (views["rank"]) this.#merchandise.restore(views["rank"]);
    if (views["reviews"]) this.#reviews.restore(views["reviews"]);
    this.#position = position;
  }
}
