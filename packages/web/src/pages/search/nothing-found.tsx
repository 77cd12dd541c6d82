/** Nothing found: which filter or word to give up, each with the number of products it would bring back. */
import { useCurrentRefinements, useInstantSearch } from "react-instantsearch";
import { Notice } from "../../components/notice.tsx";
import { Shelf } from "../../components/shelf.tsx";
import { indexName } from "../../config.ts";
import { useLocale } from "../../i18n/locale.tsx";
import { Link } from "../../routing/link.tsx";
import { writeSearch } from "../../routing/search-state.ts";
import { countEach, type Relaxation } from "../../shop/ask.ts";
import { fetchRecommendations } from "../../shop/recommend.ts";
import { useAnswer } from "../../use-answer.ts";
import { useChoiceLabel, type Choice } from "./use-choice-label.ts";

const maximumWords = 5;

interface Way {
  readonly label: string;
  readonly search: string;
  readonly asks: Relaxation;
}

/** Chosen values of one attribute are joined by "or", attributes by "and". */
function toFilters(query: string, choices: readonly Choice[]): Relaxation {
  const words = new Map<string, string[]>();
  const numericFilters: string[] = [];
  for (const { attribute, operator, value } of choices) {
    if (operator !== undefined) numericFilters.push(`${attribute}${operator}${value}`);
    else words.set(attribute, [...(words.get(attribute) ?? []), `${attribute}:${value}`]);
  }
  return { query, facetFilters: [...words.values()], numericFilters };
}

function useWays(query: string): readonly Way[] {
  const { t } = useLocale();
  const { items } = useCurrentRefinements();
  const { indexUiState } = useInstantSearch();
  const labelOf = useChoiceLabel();
  const choices = items.flatMap((item) => item.refinements);
  const ways: Way[] = [];
  if (choices.length > 1) {
    ways.push({
      label: t.withoutFilters,
      search: writeSearch({ query }, indexName),
      asks: toFilters(query, []),
    });
  }
  for (const choice of choices) {
    ways.push({
      label: t.withoutFilter(labelOf(choice)),
      search: withoutChoice(indexUiState, choice),
      asks: toFilters(
        query,
        choices.filter((one) => one !== choice),
      ),
    });
  }
  const words = query.split(/\s+/).filter((word) => word !== "");
  if (words.length > 1 && words.length <= maximumWords) {
    for (const word of words) {
      const rest = words.filter((one) => one !== word).join(" ");
      if (rest === "") continue;
      ways.push({
        label: t.withoutWord(rest),
        search: writeSearch({ ...indexUiState, query: rest, page: 1 }, indexName),
        asks: toFilters(rest, choices),
      });
    }
  }
  return ways;
}

function withoutChoice(state: ReturnType<typeof useInstantSearch>["indexUiState"], choice: Choice): string {
  const { attribute, operator, value } = choice;
  const next = structuredClone(state);
  delete next.page;
  const list = next.refinementList?.[attribute];
  if (list) next.refinementList![attribute] = list.filter((one) => one !== String(value));
  if (next.hierarchicalMenu?.[attribute]) delete next.hierarchicalMenu[attribute];
  if (next.toggle?.[attribute]) delete next.toggle[attribute];
  if (next.numericMenu?.[attribute]) delete next.numericMenu[attribute];
  const bounds = next.range?.[attribute]?.split(":");
  if (bounds && next.range) next.range[attribute] = operator === "<=" ? `${bounds[0]}:` : `:${bounds[1]}`;
  return writeSearch(next, indexName);
}

export function NothingFound({ query }: { readonly query: string }) {
  const { t, to, language, number } = useLocale();
  const ways = useWays(query);
  const { value: counts } = useAnswer(
    `${language} ${JSON.stringify(ways)}`,
    () =>
      countEach(
        ways.map((way) => way.asks),
        language,
      ),
    false,
  );
  const { value: trending } = useAnswer(language, () => fetchRecommendations([{ model: "trending-items" }], language));
  const useful = ways.flatMap((way, index) => {
    const count = counts?.[index] ?? 0;
    return count > 0 ? [{ ...way, count }] : [];
  });
  return (
    <>
      <Notice title={query === "" ? t.nothing : t.nothingFor(query)} text={useful.length > 0 ? t.nothingText : t.nothingHint} level={2}>
        <ul className="ways">
          {useful.map((way) => (
            <li key={way.label}>
              <Link className="chip" href={to({ page: "search" }, way.search)}>
                {way.label} <span className="count">{number(way.count)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </Notice>
      <Shelf title={t.meanwhile} hits={trending ? (trending[0] ?? []) : undefined} surface="Trending" />
    </>
  );
}
