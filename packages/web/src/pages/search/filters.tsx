/** The filters: beside the results on a wide screen, in a drawer on a narrow one. */
import { useEffect, useRef, type ReactNode } from "react";
import { useCurrentRefinements, useInstantSearch, useStats } from "react-instantsearch";
import { Icon } from "../../components/icon.tsx";
import { useLocale } from "../../i18n/locale.tsx";
import { CategoryFilter } from "./category-filter.tsx";
import { ColorFilter, KeywordFilter, SizeFilter } from "./keyword-filters.tsx";
import { OfferFilter, PriceFilter, RatingFilter } from "./number-filters.tsx";
import { useFacetOrder } from "./use-facet-order.ts";

const skeletons = [1, 2, 3, 4];

function All() {
  const { t } = useLocale();
  const order = useFacetOrder();
  const sections: readonly (readonly [attribute: string, section: ReactNode])[] = [
    ["in_stock", <OfferFilter key="offers" />],
    ["price", <PriceFilter key="price" />],
    ["brand", <KeywordFilter key="brand" attribute="brand" title={t.facetBrand} search={t.searchBrand} />],
    ["color", <ColorFilter key="color" />],
    ["size", <SizeFilter key="size" />],
    ["rating", <RatingFilter key="rating" />],
    ["material", <KeywordFilter key="material" attribute="material" title={t.facetMaterial} />],
  ];
  const place = (attribute: string) => {
    const at = order.indexOf(attribute);
    return at < 0 ? order.length : at;
  };
  const sorted = [...sections].sort(([a], [b]) => place(a) - place(b));
  return (
    <>
      <CategoryFilter />
      {sorted.map(([, section]) => section)}
    </>
  );
}

/** A button that opens the filters over the page, for narrow screens. */
export function FilterDrawer() {
  const { t, number } = useLocale();
  const { nbHits } = useStats();
  const { items } = useCurrentRefinements();
  const dialog = useRef<HTMLDialogElement>(null);
  const chosen = items.reduce((sum, item) => sum + item.refinements.length, 0);
  // Leaving by the back button must not leave the page locked behind an open dialog.
  useEffect(() => () => dialog.current?.close(), []);
  return (
    <>
      <button type="button" className="button button-quiet filter-button" onClick={() => dialog.current?.showModal()}>
        <Icon name="filter" />
        {t.filters}
        {chosen > 0 && <span className="filter-count">{number(chosen)}</span>}
      </button>
      <dialog ref={dialog} className="drawer" aria-label={t.filters} closedby="any">
        <div className="drawer-head">
          <h2>{t.filters}</h2>
          <button type="button" className="round-button" aria-label={t.close} onClick={() => dialog.current?.close()}>
            <Icon name="close" />
          </button>
        </div>
        <div className="drawer-body">
          <All />
        </div>
        <div className="drawer-foot">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {t.showResults(number(nbHits))}
          </button>
        </div>
      </dialog>
    </>
  );
}

/** The filters beside the results, for wide screens; all at once, when the first answer has their values. */
export function FilterColumn() {
  const { t } = useLocale();
  const { results } = useInstantSearch();
  const waiting = results === undefined || results.__isArtificial === true;
  return (
    <aside className="filters" aria-label={t.filters} aria-busy={waiting}>
      {waiting && skeletons.map((place) => <div key={place} className="filters-waiting skeleton" />)}
      {/* There from the start: what is asked for comes from the filters themselves. */}
      <div hidden={waiting}>
        <All />
      </div>
    </aside>
  );
}
