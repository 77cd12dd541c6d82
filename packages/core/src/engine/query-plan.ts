/** The plan of a question: what its rules, its analysis and the synonyms make of it. */
import type { Merchandise, Orders } from "../rank.ts";
import { longestPhrase, phraseKeys } from "../retrieve.ts";
import type { Analyzer, QueryTerm } from "../text.ts";
import type { QueryPlan, SearchQuestion } from "./engine.ts";

/** `orders` are those of the rules for the question at the time it is asked. */
export function queryPlan(question: SearchQuestion, orders: Orders | undefined, merchandise: Merchandise, analyzer: Analyzer): QueryPlan {
  const query = orders?.query ?? question.query;
  const terms = analyzer.analyzeQuery(query, question.asker?.language);
  const synonyms = question.synonyms === false ? {} : synonymsOf(terms, merchandise, analyzer);
  return { query, terms, synonyms, ...(orders === undefined ? {} : { orders }) };
}

/** What the operators let stand for each run of demanded terms, by its words. */
function synonymsOf(terms: readonly QueryTerm[], merchandise: Merchandise, analyzer: Analyzer): QueryPlan["synonyms"] {
  const { synonyms, alternatives } = merchandise.synonymTables(analyzer);
  const demanded = terms.filter((term) => term.required);
  const found: [string, readonly string[]][] = [];
  for (let from = 0; from < demanded.length; from++) {
    for (let to = from + 1; to <= Math.min(demanded.length, from + longestPhrase); to++) {
      const keys = phraseKeys(demanded.slice(from, to));
      const words = [alternatives, synonyms].flatMap((table) => {
        const key = table && keys.find((one) => Object.hasOwn(table, one));
        return key === undefined ? [] : table![key]!;
      });
      if (words.length > 0) found.push([keys[0]!, words]);
    }
  }
  return Object.fromEntries(found);
}
