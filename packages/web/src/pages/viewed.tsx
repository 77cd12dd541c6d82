/** Everything opened on this device, latest first. */
import { Failure, Notice } from "../components/notice.tsx";
import { CardSkeleton, ProductCard } from "../components/product-card.tsx";
import { useLocale } from "../i18n/locale.tsx";
import { Link } from "../routing/link.tsx";
import { fetchProducts } from "../shop/ask.ts";
import { viewedStore } from "../shop/viewed.ts";
import { useStore } from "../store.ts";
import { useAnswer } from "../use-answer.ts";
import { useTitle } from "../use-title.ts";

export function ViewedPage() {
  const { t, to, language } = useLocale();
  const viewed = useStore(viewedStore);
  const { value: hits, failed, retry } = useAnswer(`${language} ${viewed.join("\n")}`, () => fetchProducts(viewed, language));
  useTitle(t.recentlyViewed);
  if (failed) return <Failure retry={retry} />;
  if (viewed.length === 0) {
    return (
      <Notice title={t.viewedEmpty} text={t.viewedEmptyText}>
        <Link className="button" href={to({ page: "search" })}>
          {t.heroButton}
        </Link>
      </Notice>
    );
  }
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t.recentlyViewed}</h1>
        <button type="button" className="text-link" onClick={() => viewedStore.set([])}>
          {t.clearViewed}
        </button>
      </div>
      <h2 className="unseen">{t.products}</h2>
      <ul className="grid grid-wide">
        {hits === undefined
          ? viewed.slice(0, 8).map((id) => (
              <li key={id}>
                <CardSkeleton />
              </li>
            ))
          : hits.map((hit, index) => (
              <li key={hit.objectID}>
                <ProductCard hit={hit} position={index + 1} surface="Recently viewed" />
              </li>
            ))}
      </ul>
    </div>
  );
}
