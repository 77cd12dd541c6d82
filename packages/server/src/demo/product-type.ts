/**
 * The grammar of one kind of product in the demo shop. A model draws one option of each axis; the option's words go into the
 * title and the attributes and its sentence into the description, so that all three always agree. English and Chinese are
 * written side by side, not translated word for word.
 */
import type { ColorName } from "./colors.ts";

/** Words in English and Chinese. */
export type Words = readonly [en: string, zh: string];

/** English words, Chinese words, English sentence, Chinese sentence. */
export type Option = readonly [en: string, zh: string, sentenceEn: string, sentenceZh: string];

export interface Axis {
  /** Name of the attribute. */
  readonly name: string;
  readonly options: readonly Option[];
}

export interface Measure {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** Narrower ranges by a drawn option; the first that applies holds. */
  readonly ranges?: Readonly<Record<string, readonly [number, number]>>;
  /** Sentences with {} for the number. */
  readonly sentence: Words;
}

/** Sold in several packs: words, amount, price factor. */
export type Pack = readonly [en: string, zh: string, amount: number, factor: number];

export interface ProductType {
  /** First part of product ids and name of the drawing. */
  readonly key: string;
  readonly department: Words;
  readonly category: Words;
  /** {brand} {line} {for} and the names of axes are replaced. */
  readonly title: Words;
  /** US dollars from plain to fine. */
  readonly price: readonly [number, number];
  /** Whom it is for, where the title says it. */
  readonly audience?: readonly Words[];
  readonly axes: readonly Axis[];
  /** Pairs of options that no maker would combine. */
  readonly never?: readonly (readonly [string, string])[];
  readonly closers: readonly Words[];
  readonly measures?: readonly Measure[];
  readonly colors?: readonly ColorName[];
  readonly packs?: readonly Pack[];
  readonly sizes?: readonly string[];
  /** Group of brands that make it. */
  readonly makers: string;
  /** Types that end up in the same basket. */
  readonly goesWith: readonly string[];
}
