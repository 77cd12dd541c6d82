/**
 * Answers to the questions that many shoppers ask. An answer is kept by its planned question, so that other spellings, cases and
 * spaces of one query share it, and it names the fields that it was worked out from: a change of a price drops what reads the
 * price and nothing else, and a change of documents drops everything, since their numbers are in every score.
 */
import type { Filter, SearchResult } from "./retrieval.ts";
import type { ShardQuestion } from "./shard-search.ts";

/** What changes did to answers. */
export interface Effects {
  /** Documents came or went. */
  readonly documents: boolean;
  /** Fields in which a document has another value now. */
  readonly fields: readonly string[];
  /** Other documents are found in some view. */
  readonly views: boolean;
}

export const noEffects: Effects = { documents: false, fields: [], views: false };

/** Effects of several changes. */
export function joinEffects(all: readonly Effects[]): Effects {
  return {
    documents: all.some(({ documents }) => documents),
    fields: [...new Set(all.flatMap(({ fields }) => fields))],
    views: all.some(({ views }) => views),
  };
}

/** Everything that an answer follows from but the documents. */
export interface CacheQuestion {
  readonly question: Omit<ShardQuestion, "known">;
  /** What the answer holds beside the shards' part. */
  readonly others: Readonly<Record<string, unknown>>;
}

interface Entry {
  readonly answer: Promise<SearchResult>;
  readonly fields: readonly string[];
  readonly views: boolean;
  /** Changes before the answer. */
  readonly since: number;
  /** Characters of the key and parts of the answer, about what it takes in memory. */
  size: number;
}

/** Sizes together: about 100 MB. */
const mostSize = 1_000_000;
/** Characters of a key that weigh as much as one part of an answer. */
const keyUnit = 50;

export class QueryCache {
  readonly #most: number;
  /** The least recently asked first. */
  readonly #entries = new Map<string, Entry>();
  #size = 0;
  #changes = 0;
  /** By field: the last change of it. */
  readonly #changed = new Map<string, number>();
  #viewsChanged = 0;

  /** `most` answers are kept at most. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Answers that are kept, stale ones that nobody asked for since included. */
  get count(): number {
    return this.#entries.size;
  }

  /** The kept answer, or the one that `find` works out; no change happens before it has. */
  ask(asked: CacheQuestion, find: () => Promise<SearchResult>): Promise<SearchResult> {
    const key = keyOf(asked);
    if (key === undefined) return find();
    const known = this.#entries.get(key);
    if (known) {
      this.#drop(key, known);
      if (this.#holds(known)) {
        this.#keep(key, known);
        return known.answer;
      }
    }
    const { question } = asked;
    const entry: Entry = {
      answer: find(),
      fields: fieldsOf(question),
      views: question.views !== undefined,
      since: this.#changes,
      size: 1 + Math.ceil(key.length / keyUnit),
    };
    this.#keep(key, entry);
    entry.answer.then(
      (answer) => {
        if (this.#entries.get(key) !== entry) return;
        this.#drop(key, entry);
        entry.size += sizeOf(answer);
        this.#keep(key, entry);
      },
      () => {
        if (this.#entries.get(key) === entry) this.#drop(key, entry);
      },
    );
    return entry.answer;
  }

  /** Drops what the changes made untrue: at once, or when it is asked for. */
  take({ documents, fields, views }: Effects): void {
    if (documents) {
      this.#entries.clear();
      this.#size = 0;
    }
    const change = ++this.#changes;
    for (const field of fields) this.#changed.set(field, change);
    if (views) this.#viewsChanged = change;
  }

  #holds({ fields, views, since }: Entry): boolean {
    return !(views && this.#viewsChanged > since) && fields.every((field) => (this.#changed.get(field) ?? 0) <= since);
  }

  #keep(key: string, entry: Entry): void {
    this.#entries.set(key, entry);
    this.#size += entry.size;
    for (const [oldest, old] of this.#entries) {
      if (this.#entries.size <= this.#most && this.#size <= mostSize) return;
      this.#drop(oldest, old);
    }
  }

  #drop(key: string, entry: Entry): void {
    this.#entries.delete(key);
    this.#size -= entry.size;
  }
}

/** Undefined where a filter holds what has no text, beside what is read of it. */
function keyOf(asked: CacheQuestion): string | undefined {
  try {
    // JSON has one form for all numbers without an end.
    return JSON.stringify(asked, (_, value: unknown) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : value));
  } catch {
    return undefined;
  }
}

function fieldsOf({ filter, refinements, facets, sort }: CacheQuestion["question"]): readonly string[] {
  const fields = new Set([...Object.keys(refinements), ...facets, ...sort.map(({ field }) => field)]);
  const visit = (one: Filter): void => {
    if ("and" in one) one.and.forEach(visit);
    else if ("or" in one) one.or.forEach(visit);
    else if ("not" in one) visit(one.not);
    else if ("field" in one) fields.add(one.field);
  };
  if (filter) visit(filter);
  return [...fields];
}

function sizeOf(answer: SearchResult): number {
  return Object.values(answer.facets).reduce((sum, values) => sum + values.length, answer.hits.length + answer.terms.length);
}
