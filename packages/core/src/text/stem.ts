/**
 * Stems by Snowball's algorithms, kept per folded surface form in a bounded two-generation cache: a shop's words repeat, and
 * a hit costs one look-up where a stem costs microseconds.
 */
// oxlint-disable-next-line typescript/triple-slash-reference -- an ambient declaration has no module to import
/// <reference path="./snowball.d.ts" />
import snowball from "snowball-stemmers";

const algorithms: Readonly<Record<string, string>> = {
  ar: "arabic",
  ca: "catalan",
  cs: "czech",
  da: "danish",
  de: "german",
  en: "english",
  es: "spanish",
  eu: "basque",
  fi: "finnish",
  fr: "french",
  ga: "irish",
  hu: "hungarian",
  hy: "armenian",
  it: "italian",
  nl: "dutch",
  no: "norwegian",
  nb: "norwegian",
  nn: "norwegian",
  pt: "portuguese",
  ro: "romanian",
  ru: "russian",
  sl: "slovene",
  sv: "swedish",
  ta: "tamil",
  tr: "turkish",
};
/** Longer words are codes or noise; stemming them is only cost. */
const longestWord = 40;
const generation = 100_000;

/** A surface form and its stem; one object per form while it stays in the cache. */
export interface Stemmed {
  readonly surface: string;
  readonly term: string;
}

export interface Stemmer {
  readonly language: string;
  stem(surface: string): Stemmed;
}

/** True where a stemmer exists for the primary subtag. */
export function hasStemmer(language: string): boolean {
  return Object.hasOwn(algorithms, language);
}

/** The stemmer of a language by primary subtag; words of other languages stay as they are. */
export function createStemmer(language: string): Stemmer {
  const algorithm = Object.hasOwn(algorithms, language) ? snowball.newStemmer(algorithms[language]!) : undefined;
  let young = new Map<string, Stemmed>();
  let old = new Map<string, Stemmed>();

  function compute(surface: string): Stemmed {
    const possessive = language === "en" && surface.endsWith("'s");
    const word = possessive ? surface.slice(0, -2) : surface.includes("'") ? surface.replaceAll("'", "") : surface;
    const term = algorithm === undefined || word.length > longestWord || word.length < 3 ? word : algorithm.stem(word);
    return { surface: word, term: term === "" ? word : term };
  }

  return {
    language,
    stem(surface) {
      const known = young.get(surface);
      if (known !== undefined) return known;
      const stemmed = old.get(surface) ?? compute(surface);
      if (young.size >= generation) {
        old = young;
        young = new Map();
      }
      young.set(surface, stemmed);
      return stemmed;
    },
  };
}
