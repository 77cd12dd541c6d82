/** What the engine stands on and answers: the questions of a shop and the shapes that come back, each with its attribution id and log position. */
import type { TrafficOptions, TrafficReport } from "../traffic.ts";
import type { Clock } from "../base.ts";
import type { Product, ProductStore } from "../catalog.ts";
import type { Position } from "../event.ts";
import type { FacetStats, Filter, Retrieval, Sort } from "../retrieve.ts";
import type { MerchandiseReader, Orders } from "../rank.ts";
import type { Reason, Recommender, RecommendKind } from "../recommend.ts";
import type { OrderedFacet } from "./facet-order.ts";
import type { BrandSuggestion, CategorySuggestion } from "../suggest.ts";
import type { Analyzer, QueryTerm } from "../text.ts";
import type { FieldKind } from "./fields.ts";

/** Where the products of one index lie and how they are found. */
export interface IndexPorts {
  readonly retrieval: Retrieval;
  readonly products: ProductStore;
}

/**
 * Opens the ports of an index: empty ones where no snapshot's bytes are given (what an earlier life left there is removed), else
 * those that the bytes of the retrieval port belong to.
 */
export type OpenPorts = (slot: string, retrieval?: Uint8Array) => IndexPorts;

export interface EngineParts extends IndexPorts {
  readonly analyzer: Analyzer;
  readonly recommender: Recommender;
  readonly clock: Clock;
  /** A fresh attribution id: 32 hex digits. */
  readonly newId: () => string;
  readonly pseudonym: (user: string) => string;
  /** One past the last event of the log. */
  readonly end: () => Position;
  /** Ports of the indexes beside the default one; in memory where absent. */
  readonly open?: OpenPorts;
  /** Hits that behaviour and personal taste may reorder. */
  readonly window?: number;
  /** Mode and limits of the filter of invalid traffic. */
  readonly traffic?: Partial<TrafficOptions>;
  /** Lets other work run between two steps of a snapshot; without it a snapshot of the recommender is taken in one go. */
  readonly pause?: () => Promise<void>;
}

export interface Asker {
  /** Login or client id as the shop knows it; absent for somebody who gave none. */
  readonly user?: string;
  readonly session?: string;
  /** BCP 47 tag of the page: chooses texts, facet labels and the query's analysis. */
  readonly language?: string;
  /** Prices, availability and what is sold at all are those of this market and customer group (catalog/audience.ts). */
  readonly market?: string;
  readonly group?: string;
  readonly device?: string;
}

export interface SearchQuestion {
  readonly query: string;
  readonly asker?: Asker;
  readonly filter?: Filter;
  readonly refinements?: Readonly<Record<string, readonly string[]>>;
  readonly facets?: readonly string[];
  readonly facetLimit?: number;
  readonly sort?: readonly Sort[];
  readonly offset?: number;
  readonly limit?: number;
  readonly prefix?: boolean;
  readonly typos?: boolean;
  readonly distinct?: boolean;
  /** Default true: the operators' rules count. */
  readonly rules?: boolean;
  /** Contexts that rules may ask for. */
  readonly contexts?: readonly string[];
  /** Default true: the operators' synonyms count. */
  readonly synonyms?: boolean;
  /** Default true: behaviour and the asker's own history move the order. */
  readonly personal?: boolean;
  /** The moment the answer is for, in milliseconds UTC; default the clock. With it, an answer is a function of log and question. */
  readonly now?: number;
}

export interface SearchHit {
  /** In the asker's language where a translation exists. */
  readonly product: Product;
  readonly score: number;
  /** lexical, behaviour, personal, …: adds up to score (law 2 of ranking). */
  readonly parts: Readonly<Record<string, number>>;
  readonly tier: 0 | 1 | 2;
  readonly variants?: number;
}

export interface SearchAnswer {
  /** Attribution id: 32 hex digits; later events name it. */
  readonly id: string;
  readonly position: Position;
  readonly total: number;
  readonly hits: readonly SearchHit[];
  readonly facets: Readonly<Record<string, readonly { readonly value: string; readonly count: number }[]>>;
  /** The facets in the order in which they are worth showing for this query; absent where none were asked for. */
  readonly facetOrder?: readonly OrderedFacet[];
  readonly stats: Readonly<Record<string, FacetStats>>;
  /** Normalised terms that matched, for highlighting. */
  readonly terms: readonly string[];
  readonly corrections: readonly { readonly from: string; readonly to: string }[];
  readonly required: { readonly matched: number; readonly of: number };
  /** A query that finds products as it stands, where this one was not found as typed, or next to never; absent where nothing is sure. */
  readonly didYouMean?: string;
  /** Ids of the rules that hold for the question; absent where none does. */
  readonly rules?: readonly string[];
  /** Position whose behaviour and texts stand in the answer, where events were applied while the index looked; absent where it is `position`. */
  readonly ranked?: Position;
}

/** How a question is read before the index is asked: for people who want to know why an answer is as it is. */
export interface QueryPlan {
  /** The query after rules rewrote it. */
  readonly query: string;
  readonly terms: readonly QueryTerm[];
  /** The operators' synonyms that count, by the words of the query that they stand for. */
  readonly synonyms: Readonly<Record<string, readonly string[]>>;
  /** What the rules order; absent where none holds or the question leaves rules out. */
  readonly orders?: Orders;
}

export interface RecommendQuestion {
  readonly kind: RecommendKind;
  readonly asker?: Asker;
  readonly products?: readonly string[];
  readonly category?: readonly string[];
  readonly filter?: Filter;
  readonly limit?: number;
  /** The moment the answer is for, in milliseconds UTC; default the clock. */
  readonly now?: number;
}

export interface RecommendedItem {
  readonly product: Product;
  readonly score: number;
  readonly parts: Readonly<Record<string, number>>;
  readonly reason: Reason;
}

export interface RecommendAnswer {
  readonly id: string;
  readonly position: Position;
  readonly items: readonly RecommendedItem[];
}

export interface SuggestQuestion {
  /** BCP 47 tag of the page. */
  readonly language?: string;
  readonly market?: string;
  readonly group?: string;
  /** Suggestions of each kind. */
  readonly limit: number;
  /** The moment the question was asked, in milliseconds UTC; suggestions do not depend on it. */
  readonly now?: number;
}

export interface SuggestAnswer {
  /** Attribution id: a click on a suggested product names it. */
  readonly id: string;
  readonly position: Position;
  readonly queries: readonly string[];
  readonly products: readonly Product[];
  readonly categories: readonly CategorySuggestion[];
  readonly brands: readonly BrandSuggestion[];
  /** What was probably meant, where what was typed is found nowhere as it is. */
  readonly didYouMean?: string;
  /** As of SearchAnswer. */
  readonly ranked?: Position;
}

export interface ReviewQuestion {
  /** Read together: the variants of one model are usually asked for as one. */
  readonly products: readonly string[];
  readonly offset?: number;
  readonly limit?: number;
}

/** What others may read of a review: nothing of who wrote it. */
export interface ShownReview {
  readonly product: string;
  /** Milliseconds UTC. */
  readonly time: number;
  /** Stars from 1 to 5. */
  readonly value?: number;
  readonly text: string;
  /** The shop knows that the writer bought the product and kept it. */
  readonly bought: boolean;
}

export interface ReviewAnswer {
  readonly position: Position;
  /** Opinions that have stars, with words or without. */
  readonly count: number;
  /** Mean of the stars; absent without any. */
  readonly average?: number;
  /** How many gave one star, two, … five. */
  readonly histogram: readonly [number, number, number, number, number];
  /** Opinions that have words. */
  readonly total: number;
  /** The page of those, newest first. */
  readonly reviews: readonly ShownReview[];
}

/** Marks matched terms in one text of a hit: ranges are UTF-16, in order, not overlapping. */
export interface Highlight {
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
  readonly matched: readonly string[];
}

/** One index: a catalogue with its texts, orders and what its shoppers do. */
export interface IndexReader {
  readonly name: string;
  /** Products. */
  readonly count: number;
  /** What operators ordered about search. */
  readonly merchandise: MerchandiseReader;
  search(question: SearchQuestion): Promise<SearchAnswer>;
  /** How `search` would read the question now. */
  plan(question: SearchQuestion): QueryPlan;
  recommend(question: RecommendQuestion): Promise<RecommendAnswer>;
  /** Whether the catalogue holds a product, whoever may see it. */
  holds(id: string): boolean;
  /** The product in the given language with the offers of every market and group, or undefined: for those who write it. */
  product(id: string, language?: string): Product | undefined;
  /** What shoppers say of products; one opinion per person and product. */
  reviews(question: ReviewQuestion): ReviewAnswer;
  /** The product as the asker may see it, with their offers alone; undefined where it is not sold to them. */
  sold(id: string, asker: Asker): Product | undefined;
  highlight(text: string, terms: readonly string[], language?: string): Highlight;
  /** Values of a keyword field that contain the text, within the matches of the question (facet search). */
  facetValues(
    field: string,
    text: string,
    question: SearchQuestion,
  ): Promise<readonly { readonly value: string; readonly count: number }[]>;
  /** Completions of what was typed, from queries and the index vocabulary. */
  complete(prefix: string, limit: number): Promise<readonly string[]>;
  /** Queries, products, categories and brands for what was typed so far, by its beginning, pinyin or a near spelling. */
  suggest(text: string, question: SuggestQuestion): Promise<SuggestAnswer>;
  /** Names of the columns that products brought. */
  fields(kind: FieldKind): readonly string[];
  /** Every product as it was given, in the order of ids. */
  all(): Iterable<Product>;
  /** Every id in order. */
  ids(): Iterable<string>;
}

/** The shop: its default index, the others by name, and the position all of them have reached. */
export interface Engine extends IndexReader {
  /** One past the last event that every view has applied. */
  readonly position: Position;
  /** The pseudonym that the log knows a user by. */
  pseudonym(user: string): string;
  /** What the filter of invalid traffic found. */
  readonly traffic: TrafficReport;
  /** Names of the indexes, the default one first. */
  readonly indexes: readonly string[];
  /** The index of a name; undefined where there is none. */
  index(name: string): IndexReader | undefined;
  /** Resolves once `position` is applied; rejects with "position_ahead" where the log has not reached it. */
  reached(position: Position): Promise<void>;
}
