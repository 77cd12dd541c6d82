/** One product in a list: the whole card leads to it, and the click is told with the answer and place it came from. */
import { memo } from "react";
import { useLocale } from "../i18n/locale.tsx";
import { Link } from "../routing/link.tsx";
import { sendClick } from "../shop/events.ts";
import { isSold, picturesOf, savingOf, titleOf, type ProductHit } from "../shop/hit.ts";
import { MarkedTitle } from "./marked.tsx";
import { Picture } from "./picture.tsx";
import { Price } from "./price.tsx";
import type { Titles } from "./reason.tsx";
import { Stars } from "./stars.tsx";
import { Why } from "./why.tsx";

interface ProductCardProps {
  readonly hit: ProductHit;
  /** Place in the list, from 1. */
  readonly position: number;
  /** Name of the list, for the shop's own figures. */
  readonly surface: string;
  readonly titles?: Titles;
  readonly eager?: boolean;
}

const noTitles: Titles = new Map();

/** Memoised: while someone types, cards whose product stays are left alone. */
export const ProductCard = memo(function ProductCard({ hit, position, surface, titles = noTitles, eager = false }: ProductCardProps) {
  const { t, to, percent } = useLocale();
  const saving = savingOf(hit);
  const title = titleOf(hit);
  const badge = !isSold(hit) ? (
    <span className="badge badge-out">{t.soldOut}</span>
  ) : saving !== undefined && saving >= 0.01 ? (
    <span className="badge badge-sale">−{percent(saving)}</span>
  ) : hit["new"] === true || hit["is_new"] === true ? (
    <span className="badge badge-new">{t.isNew}</span>
  ) : null;
  return (
    <article className="card" data-product={hit.objectID}>
      <div className="card-picture">
        <Picture source={picturesOf(hit)[0]} alt="" letter={title} eager={eager} />
        {badge}
      </div>
      <div className="card-text">
        {hit.brand !== undefined && <p className="card-brand">{hit.brand}</p>}
        <h3 className="card-title">
          <Link href={to({ page: "product", id: hit.objectID })} onClick={() => sendClick(hit.objectID, hit.__queryID, position, surface)}>
            <MarkedTitle hit={hit} />
          </Link>
        </h3>
        {hit.rating !== undefined && hit.rating_count !== 0 && <Stars value={hit.rating} count={hit.rating_count} />}
        <div className="card-foot">
          <Price hit={hit} />
          {hit.variants !== undefined && hit.variants > 1 && <span className="card-variants">{t.moreOptions(hit.variants)}</span>}
        </div>
        <Why hit={hit} titles={titles} />
      </div>
    </article>
  );
});

/** The card's shape while it loads. */
export function CardSkeleton() {
  return (
    <div className="card card-skeleton" aria-hidden="true">
      <div className="card-picture skeleton" />
      <div className="card-text">
        <span className="skeleton skeleton-line" style={{ inlineSize: "40%" }} />
        <span className="skeleton skeleton-line" />
        <span className="skeleton skeleton-line" style={{ inlineSize: "60%" }} />
      </div>
    </div>
  );
}
