/**
 * Filters by word: brand and material as lists, colours as swatches, sizes as pills. Several values of one are joined by "or"; they
 * stand in the order that the shop gives, sizes by size.
 */
import { useId } from "react";
import { useRefinementList, type UseRefinementListProps } from "react-instantsearch";
import { paintOf } from "../../components/swatch.ts";
import { useLocale } from "../../i18n/locale.tsx";
import type { KeywordFacet } from "../../routing/search-state.ts";
import { compareSizes } from "../../shop/sizes.ts";
import { FilterSection } from "./filter-section.tsx";

const shown = 8;
const shownMore = 40;
const searchableFrom = 12;
type SortBy = NonNullable<UseRefinementListProps["sortBy"]>;
const bySize: SortBy = (a, b) => compareSizes(a.name, b.name);

interface KeywordFilterProps {
  readonly attribute: KeywordFacet;
  readonly title: string;
  /** Label of the box that finds a value in a long list. */
  readonly search?: string;
}

export function KeywordFilter({ attribute, title, search }: KeywordFilterProps) {
  const { t, number } = useLocale();
  const name = useId();
  const { items, refine, searchForItems, isFromSearch, canToggleShowMore, isShowingMore, toggleShowMore } = useRefinementList({
    attribute,
    limit: shown,
    showMore: true,
    showMoreLimit: shownMore,
    escapeFacetValues: false,
  });
  if (items.length === 0 && !isFromSearch) return null;
  return (
    <FilterSection title={title}>
      {search !== undefined && (canToggleShowMore || isFromSearch || items.length > searchableFrom) && (
        <input
          type="search"
          className="field field-small"
          aria-label={search}
          placeholder={search}
          onChange={(event) => searchForItems(event.target.value)}
        />
      )}
      <ul className="checks">
        {items.map((item) => (
          <li key={item.value}>
            <label>
              <input type="checkbox" name={name} checked={item.isRefined} onChange={() => refine(item.value)} />
              <span>{item.label}</span>
              <span className="count">{number(item.count)}</span>
            </label>
          </li>
        ))}
      </ul>
      {canToggleShowMore && (
        <button type="button" className="text-link" onClick={toggleShowMore} aria-expanded={isShowingMore}>
          {isShowingMore ? t.showLess : t.showMore}
        </button>
      )}
    </FilterSection>
  );
}

export function ColorFilter() {
  const { t, number } = useLocale();
  const { items, refine } = useRefinementList({ attribute: "color", limit: 24, escapeFacetValues: false });
  if (items.length === 0) return null;
  return (
    <FilterSection title={t.facetColor}>
      <ul className="color-checks">
        {items.map((item) => (
          <li key={item.value}>
            <label title={`${item.label} (${number(item.count)})`}>
              <input type="checkbox" checked={item.isRefined} onChange={() => refine(item.value)} />
              <span className="color-dot" style={{ background: paintOf(item.label) ?? "var(--line)" }} />
              <span className="color-name">{item.label}</span>
            </label>
          </li>
        ))}
      </ul>
    </FilterSection>
  );
}

export function SizeFilter() {
  const { t, number } = useLocale();
  const { items, refine } = useRefinementList({ attribute: "size", sortBy: bySize, limit: 30, escapeFacetValues: false });
  if (items.length === 0) return null;
  return (
    <FilterSection title={t.facetSize}>
      <ul className="size-checks">
        {items.map((item) => (
          <li key={item.value}>
            <label title={`${item.label} (${number(item.count)})`}>
              <input type="checkbox" checked={item.isRefined} onChange={() => refine(item.value)} />
              <span>{item.label}</span>
            </label>
          </li>
        ))}
      </ul>
    </FilterSection>
  );
}
