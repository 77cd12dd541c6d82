/** Filters by amount: price between two numbers, rating from a number of stars, and what is on sale or in stock. */
import { useId, useState } from "react";
import { useInstantSearch, useNumericMenu, useRange, useToggleRefinement } from "react-instantsearch";
import { StarRow } from "../../components/stars.tsx";
import { useLocale } from "../../i18n/locale.tsx";
import { currencyOfPages } from "../../shop/delivery.ts";
import { currencyOf, type ProductFields } from "../../shop/hit.ts";
import { FilterSection } from "./filter-section.tsx";

function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

function typed(text: string): number | undefined {
  const value = Number(text);
  return text.trim() !== "" && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function shownAs(value: number | undefined): string {
  return value === undefined ? "" : String(value);
}

export function PriceFilter() {
  const { language, t, wholeMoney } = useLocale();
  const { range, start, refine, canRefine } = useRange({ attribute: "price" });
  const { results } = useInstantSearch();
  const from = finite(start[0]);
  const to = finite(start[1]);
  const [low, setLow] = useState(shownAs(from));
  const [high, setHigh] = useState(shownAs(to));
  const bounds = `${shownAs(from)}-${shownAs(to)}`;
  const [followed, setFollowed] = useState(bounds);
  if (followed !== bounds) {
    // Changed from outside: a chip, the back button.
    setFollowed(bounds);
    setLow(shownAs(from));
    setHigh(shownAs(to));
  }
  if (!canRefine && from === undefined && to === undefined) return null;
  const first = results?.hits[0] as ProductFields | undefined;
  const currency = first ? currencyOf(first) : currencyOfPages(language);
  return (
    <FilterSection title={t.facetPrice}>
      <form
        className="price-filter"
        onSubmit={(event) => {
          event.preventDefault();
          const wanted = [typed(low), typed(high)] as [number | undefined, number | undefined];
          refine(wanted[0] !== undefined && wanted[1] !== undefined && wanted[0] > wanted[1] ? [wanted[1], wanted[0]] : wanted);
        }}
      >
        <label>
          <span className="unseen">{t.priceFrom}</span>
          <input
            className="field field-small"
            inputMode="decimal"
            placeholder={range.min === undefined ? t.priceFrom : wholeMoney(range.min, currency)}
            value={low}
            onChange={(event) => setLow(event.target.value)}
          />
        </label>
        <span aria-hidden="true">–</span>
        <label>
          <span className="unseen">{t.priceTo}</span>
          <input
            className="field field-small"
            inputMode="decimal"
            placeholder={range.max === undefined ? t.priceTo : wholeMoney(range.max, currency)}
            value={high}
            onChange={(event) => setHigh(event.target.value)}
          />
        </label>
        <button type="submit" className="button button-quiet button-small">
          {t.apply}
        </button>
      </form>
    </FilterSection>
  );
}

const ratingSteps = [{ label: "" }, { label: "4", start: 4 }, { label: "3", start: 3 }, { label: "2", start: 2 }];

export function RatingFilter() {
  const { t } = useLocale();
  const name = useId();
  const { items, refine } = useNumericMenu({ attribute: "rating", items: ratingSteps });
  return (
    <FilterSection title={t.facetRating}>
      <ul className="checks">
        {items.map((item) => (
          <li key={item.value}>
            <label>
              <input type="radio" name={name} checked={item.isRefined} onChange={() => refine(item.value)} />
              {item.label === "" ? (
                <span>{t.anyRating}</span>
              ) : (
                <span className="rating-choice">
                  <StarRow value={Number(item.label)} />
                  <span>{t.starsUp(Number(item.label))}</span>
                </span>
              )}
            </label>
          </li>
        ))}
      </ul>
    </FilterSection>
  );
}

interface ToggleProps {
  readonly attribute: string;
  readonly label: string;
  /** Shown only where some products have the flag. */
  readonly rare?: boolean;
}

function Toggle({ attribute, label, rare = false }: ToggleProps) {
  const { number } = useLocale();
  const { value, refine } = useToggleRefinement({ attribute, on: true });
  const count = value.onFacetValue.count;
  if (rare && !value.isRefined && (count ?? 0) === 0) return null;
  return (
    <li>
      <label>
        <input type="checkbox" checked={value.isRefined} onChange={() => refine(value)} />
        <span>{label}</span>
        {count !== null && count > 0 && <span className="count">{number(count)}</span>}
      </label>
    </li>
  );
}

export function OfferFilter() {
  const { t } = useLocale();
  return (
    <FilterSection title={t.facetOffers}>
      <ul className="checks">
        <Toggle attribute="on_sale" label={t.onlySale} />
        <Toggle attribute="in_stock" label={t.onlyStock} />
        <Toggle attribute="new" label={t.onlyNew} rare />
      </ul>
    </FilterSection>
  );
}
