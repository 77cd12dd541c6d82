/** The front of the shop: what it is, where to go, and lists that already know the visitor's last step. */
import { Icon } from "../components/icon.tsx";
import { Failure } from "../components/notice.tsx";
import { Picture } from "../components/picture.tsx";
import { Shelf } from "../components/shelf.tsx";
import { useLocale } from "../i18n/locale.tsx";
import { Link } from "../routing/link.tsx";
import { fetchList, fetchProducts } from "../shop/ask.ts";
import { picturesOf, titleOf, type ProductHit } from "../shop/hit.ts";
import { fetchRecommendations } from "../shop/recommend.ts";
import { useDepartments } from "../shop/use-departments.ts";
import { viewedStore } from "../shop/viewed.ts";
import { useStore } from "../store.ts";
import { useAnswer } from "../use-answer.ts";
import { currencyOfPages, deliveryIn } from "../shop/delivery.ts";
import { useTitle } from "../use-title.ts";

const shownViewed = 12;
const heroPictures = 4;

function Hero({ hits }: { readonly hits: readonly ProductHit[] | undefined }) {
  const { t, to } = useLocale();
  return (
    <section className="hero">
      <div className="hero-text">
        <h1>{t.heroTitle}</h1>
        <p>{t.heroText}</p>
        <div className="hero-actions">
          <Link className="button" href={to({ page: "search" })}>
            {t.heroButton}
          </Link>
          <Link className="button button-quiet" href={to({ page: "search" }, "?on_sale=1")}>
            {t.heroSecond}
          </Link>
        </div>
      </div>
      <ul className="hero-pictures">
        {Array.from({ length: heroPictures }, (_, place) => {
          const hit = hits?.[place];
          return (
            <li key={hit?.objectID ?? place}>
              {hit ? (
                <Link href={to({ page: "product", id: hit.objectID })}>
                  <Picture source={picturesOf(hit)[0]} alt={titleOf(hit)} letter={titleOf(hit)} eager />
                </Link>
              ) : (
                <span className="picture skeleton" />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Promises() {
  const { language, t, wholeMoney } = useLocale();
  const currency = currencyOfPages(language);
  return (
    <ul className="promises">
      <li>
        <Icon name="truck" />
        {t.promiseDelivery(wholeMoney(deliveryIn(currency).freeFrom, currency))}
      </li>
      <li>
        <Icon name="returns" />
        {t.promiseReturns}
      </li>
      <li>
        <Icon name="help" />
        {t.promiseHelp}
      </li>
    </ul>
  );
}

function Departments() {
  const { t, to, number } = useLocale();
  const departments = useDepartments();
  if (departments.length === 0) return null;
  return (
    <section className="tiles" aria-labelledby="departments">
      <h2 id="departments">{t.shopByDepartment}</h2>
      <ul>
        {departments.map(({ value, count, picture }) => (
          <li key={value}>
            <Link href={to({ page: "search" }, `?category=${encodeURIComponent(value)}`)}>
              <Picture source={picture} alt="" letter={value} />
              <span className="tile-name">{value}</span>
              <span className="tile-count">{number(count)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function HomePage() {
  const { t, to, language } = useLocale();
  const viewed = useStore(viewedStore).slice(0, shownViewed);
  const shelves = useAnswer(language, async () => {
    const [forYou, trending] = await fetchRecommendations([{ model: "recommended-for-you" }, { model: "trending-items" }], language);
    return { forYou, trending };
  });
  const lists = useAnswer(language, async () => {
    const [fresh, reduced, rated] = await Promise.all([
      fetchList({ filters: "new:true" }, language),
      fetchList({ filters: "on_sale:true AND in_stock:true" }, language),
      fetchList({ indexName: "products_rating_desc", filters: "in_stock:true" }, language),
    ]);
    return { fresh, reduced, rated };
  });
  const seen = useAnswer(`${language} ${viewed.join("\n")}`, () => fetchProducts(viewed, language));
  useTitle(undefined);
  return (
    <div className="home">
      <Hero hits={lists.value?.rated} />
      <Promises />
      {shelves.failed ? (
        <Failure retry={shelves.retry} />
      ) : (
        <Shelf
          title={viewed.length > 0 ? t.forYou : t.forYouNew}
          hint={t.forYouHint}
          hits={shelves.value ? (shelves.value.forYou ?? []) : undefined}
          surface="For you"
        />
      )}
      <Departments />
      {!shelves.failed && <Shelf title={t.trending} hits={shelves.value ? (shelves.value.trending ?? []) : undefined} surface="Trending" />}
      {viewed.length > 0 && (
        <Shelf title={t.recentlyViewed} hits={seen.failed ? [] : seen.value} surface="Recently viewed" more={to({ page: "viewed" })} />
      )}
      <Shelf
        title={t.newArrivals}
        hits={lists.failed ? [] : lists.value?.fresh}
        surface="New arrivals"
        more={to({ page: "search" }, "?new=1")}
      />
      <Shelf
        title={t.onSale}
        hits={lists.failed ? [] : lists.value?.reduced}
        surface="On sale"
        more={to({ page: "search" }, "?on_sale=1")}
      />
      <Shelf
        title={t.topRated}
        hits={lists.failed ? [] : lists.value?.rated}
        surface="Top rated"
        more={to({ page: "search" }, "?sort=rating_desc")}
      />
    </div>
  );
}
