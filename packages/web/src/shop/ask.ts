/** The questions that pages ask beside the search page: a product with its variants, some products by id, departments, suggestions. */
import type { SearchResponse } from "instantsearch.js";
import { contextsOf, indexName } from "../config.ts";
import type { Language } from "../routing/route.ts";
import { client } from "./client.ts";
import type { ProductHit } from "./hit.ts";
import { userToken } from "./identity.ts";

type Answer = SearchResponse<ProductHit>;

interface Question {
  readonly indexName?: string;
  readonly [parameter: string]: unknown;
}

/** Ends of a marked range in highlighted texts: InstantSearch's own placeholders, which are safe to split on. */
export const markStart = "__ais-highlight__";
export const markEnd = "__/ais-highlight__";

async function ask(language: Language, ...questions: readonly Question[]): Promise<readonly Answer[]> {
  const { results } = await client.search({
    requests: questions.map(({ indexName: index = indexName, ...parameters }) => ({
      indexName: index,
      queryLanguages: [language],
      ...contextsOf(language),
      userToken,
      clickAnalytics: true,
      highlightPreTag: markStart,
      highlightPostTag: markEnd,
      ...parameters,
    })),
  });
  return results as unknown as readonly Answer[];
}

function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}

/** Hits carry the id of the answer that they came with, for events. */
function hitsOf(answer: Answer | undefined): readonly ProductHit[] {
  return (answer?.hits ?? []).map((hit) => (answer?.queryID === undefined ? hit : { ...hit, __queryID: answer.queryID }));
}

/** Products in the order of the ids; those that are no longer sold are left out. */
export async function fetchProducts(ids: readonly string[], language: Language): Promise<readonly ProductHit[]> {
  if (ids.length === 0) return [];
  const [answer] = await ask(language, {
    filters: ids.map((id) => `objectID:${quoted(id)}`).join(" OR "),
    hitsPerPage: ids.length,
    distinct: false,
    analytics: false,
    attributesToHighlight: [],
  });
  const byId = new Map(answer?.hits.map((hit) => [hit.objectID, hit]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Colours, sizes and other versions of one model, the product itself among them. */
export async function fetchVariants(group: string, language: Language): Promise<readonly ProductHit[]> {
  const [answer] = await ask(language, {
    filters: `item_group_id:${quoted(group)}`,
    hitsPerPage: 100,
    distinct: false,
    analytics: false,
    attributesToHighlight: [],
  });
  return answer?.hits ?? [];
}

/** A plain list for a shelf: what is on sale, what is rated best. */
export async function fetchList(parameters: Question, language: Language): Promise<readonly ProductHit[]> {
  const [answer] = await ask(language, { hitsPerPage: 12, distinct: true, attributesToHighlight: [], ...parameters });
  return hitsOf(answer);
}

export interface Department {
  /** Facet value, for the search page. */
  readonly value: string;
  readonly count: number;
  readonly picture?: string;
}

const departmentAttribute = "hierarchicalCategories.lvl0";
const maximumDepartments = 14;

export async function fetchDepartments(language: Language): Promise<readonly Department[]> {
  const [answer] = await ask(language, { hitsPerPage: 0, facets: [departmentAttribute], analytics: false });
  const counts = Object.entries(answer?.facets?.[departmentAttribute] ?? {});
  const chosen = counts.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, maximumDepartments);
  if (chosen.length === 0) return [];
  const examples = await ask(
    language,
    ...chosen.map(([value]) => ({
      indexName: `${indexName}_rating_desc`,
      facetFilters: [`${departmentAttribute}:${value}`],
      hitsPerPage: 1,
      analytics: false,
      attributesToHighlight: [],
    })),
  );
  return chosen.map(([value, count], index) => {
    const picture = examples[index]?.hits[0]?.image;
    return { value, count, ...(picture === undefined ? {} : { picture }) };
  });
}

export interface Relaxation {
  readonly query: string;
  readonly facetFilters: readonly (string | readonly string[])[];
  readonly numericFilters: readonly string[];
}

/** How many products each way of asking would find. */
export async function countEach(ways: readonly Relaxation[], language: Language): Promise<readonly number[]> {
  if (ways.length === 0) return [];
  const answers = await ask(language, ...ways.map((way) => ({ ...way, hitsPerPage: 0, analytics: false })));
  return answers.map((answer) => answer.nbHits ?? 0);
}
