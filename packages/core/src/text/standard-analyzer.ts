/** The Analyzer: fold, find the language, scan, emit. One instance serves one thread; its stem caches are its only state. */
import { defaultLimits } from "../base.ts";
import type { Analyzer, Segmenter, Token } from "./analyzer.ts";
import { analyzeDocument } from "./document-analysis.ts";
import { fold } from "./fold.ts";
import { detectLanguage, primaryLanguage } from "./language.ts";
import { analyzeQueryText } from "./query-analysis.ts";
import { createStemmer } from "./stem.ts";
import type { Stemmer } from "./stem.ts";

export interface AnalyzerOptions {
  /** Cuts Chinese; without one, characters and pairs stand alone (every match is still found). */
  readonly segmenter?: Segmenter;
  /**
   * Languages of the shop, the main one first: a text whose language shows no sign is of the first, and a query word without a
   * language tag is also looked up as a word of the others.
   */
  readonly languages?: readonly string[];
  readonly queryLength?: number;
  readonly queryTerms?: number;
}

/** An analyzer for documents and queries of every language. */
export function createAnalyzer(options: AnalyzerOptions = {}): Analyzer {
  const { segmenter, queryLength = defaultLimits.queryLength, queryTerms = defaultLimits.queryTerms } = options;
  const languages = (options.languages ?? ["en"]).map(primaryLanguage).filter((language) => language !== "zh");
  const main = languages[0] ?? "en";
  const stemmers = new Map<string, Stemmer>();

  function stemmerOf(language: string): Stemmer {
    let stemmer = stemmers.get(language);
    if (stemmer === undefined) stemmers.set(language, (stemmer = createStemmer(language)));
    return stemmer;
  }

  function languageOf(text: string, tag: string | undefined): string {
    if (tag === undefined) return detectLanguage(text, main);
    const language = primaryLanguage(tag);
    // Words of another script inside a text of one without spaces are mostly brands and English terms.
    return language === "zh" || language === "ja" || language === "th" ? main : language;
  }

  return {
    index(text, language, sink) {
      return analyzeDocument(fold(text), stemmerOf(languageOf(text, language)), segmenter, sink);
    },
    analyze(text, language) {
      const tokens: Token[] = [];
      this.index(text, language, (term, kind, position, _surface, start, end) => tokens.push({ term, kind, start, end, position }));
      return tokens;
    },
    analyzeQuery(query, language) {
      const text = query.length > queryLength ? query.slice(0, queryLength) : query;
      const first = languageOf(text, language);
      const others = language === undefined ? languages.filter((other) => other !== first) : [];
      return analyzeQueryText(fold(text).text, [first, ...others].map(stemmerOf), segmenter, queryTerms);
    },
  };
}
