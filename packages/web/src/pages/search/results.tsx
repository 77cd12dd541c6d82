/** The list of hits with its heading, count, order and pages; says aloud how many there are after each change. */
import { memo, useDeferredValue, useEffect, type ReactNode } from "react";
import { useHits, useInstantSearch, usePagination, useSortBy } from "react-instantsearch";
import { announce } from "../../components/announcer.tsx";
import { Icon } from "../../components/icon.tsx";
import { Failure } from "../../components/notice.tsx";
import { CardSkeleton, ProductCard } from "../../components/product-card.tsx";
import { indexName } from "../../config.ts";
import { notePace } from "../../frame-pace.ts";
import { useLocale } from "../../i18n/locale.tsx";
import { isPlainClick } from "../../routing/link.tsx";
import { categoryAttribute, indexOf, sortOrders } from "../../routing/search-state.ts";
import type { ProductHit } from "../../shop/hit.ts";
import { useTitle } from "../../use-title.ts";
import { Chosen } from "./chosen.tsx";
import { Correction } from "./correction.tsx";
import { NothingFound } from "./nothing-found.tsx";

const skeletons = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const eagerCards = 4;
const announcePauseMs = 600;
const sortItems = sortOrders.map((order) => ({ label: order, value: indexOf(order, indexName) }));

function SortOrder() {
  const { t } = useLocale();
  const { currentRefinement, refine } = useSortBy({ items: sortItems });
  const labels = [t.sortRelevance, t.sortPriceUp, t.sortPriceDown, t.sortRating];
  return (
    <label className="sort">
      <span>{t.sort}</span>
      <span className="select">
        <select value={currentRefinement} onChange={(event) => refine(event.target.value)}>
          {sortItems.map(({ value }, index) => (
            <option key={value} value={value}>
              {labels[index]}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </span>
    </label>
  );
}

function Pages() {
  const { t, number } = useLocale();
  const { pages, currentRefinement, nbPages, isFirstPage, isLastPage, refine, createURL } = usePagination({ padding: 2 });
  if (nbPages < 2) return null;
  const go = (page: number) => {
    refine(page);
    document.getElementById("results")?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  };
  const link = (page: number, props: { label: string; className: string; current?: boolean }, content: ReactNode) => (
    <a
      className={props.className}
      href={createURL(page)}
      aria-label={props.label}
      aria-current={props.current ? "page" : undefined}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        go(page);
      }}
    >
      {content}
    </a>
  );
  return (
    <nav className="pages" aria-label={t.pages}>
      {!isFirstPage && link(currentRefinement - 1, { label: t.previousPage, className: "page-step" }, <Icon name="left" />)}
      {pages.map((page) => (
        <span key={page}>
          {link(page, { label: t.page(page + 1), className: "page-link", current: page === currentRefinement }, number(page + 1))}
        </span>
      ))}
      {!isLastPage && link(currentRefinement + 1, { label: t.nextPage, className: "page-step" }, <Icon name="right" />)}
    </nav>
  );
}

interface GridProps {
  /** Undefined before the first answer. */
  readonly hits: readonly ProductHit[] | undefined;
  readonly stalled: boolean;
}

const Grid = memo(function Grid({ hits, stalled }: GridProps) {
  useEffect(() => {
    if (hits) notePace();
  }, [hits]);
  return (
    <ul className={stalled ? "grid grid-stalled" : "grid"}>
      {hits === undefined
        ? skeletons.map((place) => (
            <li key={place}>
              <CardSkeleton />
            </li>
          ))
        : hits.map((hit, index) => (
            <li key={hit.objectID}>
              <ProductCard hit={hit} position={hit.__position} surface="Search result" eager={index < eagerCards} />
            </li>
          ))}
    </ul>
  );
});

export function Results({ filters }: { readonly filters: ReactNode }) {
  const { t, number } = useLocale();
  const { items } = useHits<ProductHit>({ escapeHTML: false });
  // Cards are drawn after what is typed, and given up halfway when more is typed.
  const shown = useDeferredValue(items);
  const { results, status, error, refresh, indexUiState } = useInstantSearch({ catchError: true });
  const query = indexUiState.query?.trim() ?? "";
  const category = indexUiState.hierarchicalMenu?.[categoryAttribute]?.at(-1);
  const answered = results !== undefined && results.index !== undefined && !results.__isArtificial;
  const count = answered ? results.nbHits : undefined;
  const heading = query !== "" ? t.resultsFor(query) : (category ?? t.allProducts);
  useTitle(heading);

  useEffect(() => {
    if (count === undefined) return;
    const timer = setTimeout(() => announce(`${heading}: ${count === 0 ? t.nothing : t.results(number(count), count)}`), announcePauseMs);
    return () => clearTimeout(timer);
  }, [count, heading, t, number]);

  return (
    <section className="results" id="results" tabIndex={-1} aria-label={heading} aria-busy={status === "stalled"}>
      <div className="results-head">
        <div>
          <h1>{heading}</h1>
          {/* Keeps its line while the answer is on its way. */}
          <p className="results-count">{count === undefined ? "\u00a0" : t.results(number(count), count)}</p>
        </div>
        <div className="results-tools">
          {filters}
          <SortOrder />
        </div>
      </div>
      <Chosen />
      {answered && <Correction />}
      {error ? (
        <Failure retry={refresh} />
      ) : count === 0 ? (
        <NothingFound query={query} />
      ) : (
        <>
          <h2 className="unseen">{t.products}</h2>
          <Grid hits={answered ? shown : undefined} stalled={status === "stalled"} />
        </>
      )}
      <Pages />
    </section>
  );
}
