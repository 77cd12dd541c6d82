/** Everything known of one id: the states of all features of a person. Adding a feature means one file and one line in each function. */
import type { ByteReader, ByteWriter } from "../base.ts";
import { brandAffinity, categoryAffinity, priceAffinity } from "./affinity.ts";
import type { Affinities } from "./affinity.ts";
import type { ItemTouch } from "./feature.ts";
import { purchases } from "./purchases.ts";
import type { Purchase } from "./purchases.ts";
import { recentProducts } from "./recent-products.ts";
import type { RecentProduct } from "./recent-products.ts";
import { mergeQueries, readQueries, writeQueries } from "./recent-queries.ts";
import type { RecentQuery } from "./recent-queries.ts";
import { sessions } from "./sessions.ts";
import type { Sessions } from "./sessions.ts";

export interface Person {
  recent: RecentProduct[];
  categories: Affinities;
  brands: Affinities;
  prices: Affinities;
  purchases: Purchase[];
  queries: RecentQuery[];
  sessions: Sessions;
}

/** What somebody did and asked for, as far as it is remembered. */
export type History = Pick<Person, "recent" | "purchases" | "queries">;

/** A history that stays as it is now. */
export function copyHistory({ recent, purchases, queries }: History): History {
  return { recent: recent.map((one) => ({ ...one })), purchases: purchases.map((one) => ({ ...one })), queries: [...queries] };
}

export function createPerson(): Person {
  return {
    recent: recentProducts.create(),
    categories: categoryAffinity.create(),
    brands: brandAffinity.create(),
    prices: priceAffinity.create(),
    purchases: purchases.create(),
    queries: [],
    sessions: sessions.create(),
  };
}

export function reactPerson(person: Person, touch: ItemTouch): void {
  recentProducts.react(person.recent, touch);
  categoryAffinity.react(person.categories, touch);
  brandAffinity.react(person.brands, touch);
  priceAffinity.react(person.prices, touch);
  purchases.react(person.purchases, touch);
  sessions.react(person.sessions, touch);
}

/** One person out of the several ids they used. */
export function mergePersons(persons: readonly Person[]): Person {
  return {
    recent: recentProducts.merge(persons.map((one) => one.recent)),
    categories: categoryAffinity.merge(persons.map((one) => one.categories)),
    brands: brandAffinity.merge(persons.map((one) => one.brands)),
    prices: priceAffinity.merge(persons.map((one) => one.prices)),
    purchases: purchases.merge(persons.map((one) => one.purchases)),
    queries: mergeQueries(persons.map((one) => one.queries)),
    sessions: sessions.merge(persons.map((one) => one.sessions)),
  };
}

export function writePerson(person: Person, writer: ByteWriter): void {
  recentProducts.write(person.recent, writer);
  categoryAffinity.write(person.categories, writer);
  brandAffinity.write(person.brands, writer);
  priceAffinity.write(person.prices, writer);
  purchases.write(person.purchases, writer);
  writeQueries(person.queries, writer);
  sessions.write(person.sessions, writer);
}

export function readPerson(reader: ByteReader): Person {
  return {
    recent: recentProducts.read(reader),
    categories: categoryAffinity.read(reader),
    brands: brandAffinity.read(reader),
    prices: priceAffinity.read(reader),
    purchases: purchases.read(reader),
    queries: readQueries(reader),
    sessions: sessions.read(reader),
  };
}
