/** A titled row of products that scrolls sideways: by touch, by keyboard through its cards, or with its two buttons. */
import { useId, useRef, type ReactNode } from "react";
import { useLocale } from "../i18n/locale.tsx";
import { Link } from "../routing/link.tsx";
import type { ProductHit } from "../shop/hit.ts";
import { useReasonTitles } from "../shop/use-reason-titles.ts";
import { Icon } from "./icon.tsx";
import { CardSkeleton, ProductCard } from "./product-card.tsx";

interface ShelfProps {
  readonly title: string;
  readonly hint?: string;
  /** Undefined while loading; an empty list shows nothing at all. */
  readonly hits: readonly ProductHit[] | undefined;
  readonly surface: string;
  readonly more?: string;
  readonly aside?: ReactNode;
}

const skeletons = [1, 2, 3, 4, 5, 6];

export function Shelf({ title, hint, hits, surface, more, aside }: ShelfProps) {
  const { t } = useLocale();
  const heading = useId();
  const row = useRef<HTMLUListElement>(null);
  const titles = useReasonTitles(hits);
  if (hits?.length === 0) return null;
  const scroll = (direction: 1 | -1) => row.current?.scrollBy({ left: direction * row.current.clientWidth * 0.85 });
  return (
    <section className="shelf" aria-labelledby={heading} data-shelf={surface} aria-busy={hits === undefined}>
      <div className="shelf-head">
        <div>
          <h2 id={heading}>{title}</h2>
          {hint !== undefined && <p className="shelf-hint">{hint}</p>}
        </div>
        <div className="shelf-tools">
          {aside}
          {more !== undefined && (
            <Link className="text-link" href={more} aria-label={`${t.seeAll}: ${title}`}>
              {t.seeAll}
            </Link>
          )}
          <button type="button" className="round-button" aria-label={`${t.scrollBack}: ${title}`} onClick={() => scroll(-1)}>
            <Icon name="left" />
          </button>
          <button type="button" className="round-button" aria-label={`${t.scrollOn}: ${title}`} onClick={() => scroll(1)}>
            <Icon name="right" />
          </button>
        </div>
      </div>
      <ul className="shelf-row" ref={row}>
        {hits === undefined
          ? skeletons.map((place) => (
              <li key={place}>
                <CardSkeleton />
              </li>
            ))
          : hits.map((hit, index) => (
              <li key={hit.objectID}>
                <ProductCard hit={hit} position={index + 1} surface={surface} titles={titles} />
              </li>
            ))}
      </ul>
    </section>
  );
}
