/** One product: pictures, price, its versions, what it is made of, and what goes with it. */
import { useEffect } from "react";
import { Failure, Notice } from "../components/notice.tsx";
import { Price } from "../components/price.tsx";
import { Shelf } from "../components/shelf.tsx";
import { Stars } from "../components/stars.tsx";
import { useLocale } from "../i18n/locale.tsx";
import { Link } from "../routing/link.tsx";
import { fetchProducts, fetchVariants } from "../shop/ask.ts";
import { sendView } from "../shop/events.ts";
import { pathOf, titleOf, type ProductHit } from "../shop/hit.ts";
import { fetchRecommendations } from "../shop/recommend.ts";
import { noteViewed } from "../shop/viewed.ts";
import { useAnswer } from "../use-answer.ts";
import { useTitle } from "../use-title.ts";
import { AttributeTable } from "./product/attribute-table.tsx";
import { Buy } from "./product/buy.tsx";
import { Bundle } from "./product/bundle.tsx";
import { Gallery } from "./product/gallery.tsx";
import { Reviews } from "./product/reviews.tsx";
import { VariantPicker } from "./product/variant-picker.tsx";

const related = 18;

function Breadcrumb({ hit }: { readonly hit: ProductHit }) {
  const { t, to } = useLocale();
  return (
    <nav className="breadcrumb" aria-label={t.facetCategory}>
      <ol>
        <li>
          <Link href={to({ page: "home" })}>{t.home}</Link>
        </li>
        {pathOf(hit).map(({ name, value }) => (
          <li key={value}>
            <Link href={to({ page: "search" }, `?category=${encodeURIComponent(value)}`)}>{name}</Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Other products than this one in another colour: those stand beside its price. */
function Related({ hit }: { readonly hit: ProductHit }) {
  const { t, language } = useLocale();
  const { value } = useAnswer(
    `${language} ${hit.objectID}`,
    async () => {
      const [found = []] = await fetchRecommendations([{ model: "related-products", products: [hit.objectID], limit: related }], language);
      return found.filter((one) => one.item_group_id === undefined || one.item_group_id !== hit.item_group_id);
    },
    false,
  );
  return <Shelf title={t.similar} hits={value} surface="Similar" />;
}

function ProductSkeleton() {
  const { t } = useLocale();
  return (
    <div className="product" aria-busy="true">
      <h1 className="unseen">{t.loading}</h1>
      <div className="picture skeleton" />
      <div className="product-text">
        <span className="skeleton skeleton-line" style={{ inlineSize: "30%" }} />
        <span className="skeleton skeleton-line skeleton-tall" />
        <span className="skeleton skeleton-line" style={{ inlineSize: "50%" }} />
      </div>
    </div>
  );
}

export function ProductPage({ id }: { readonly id: string }) {
  const { t, to, language } = useLocale();
  const { value, loading, failed, retry } = useAnswer(`${language} ${id}`, async () => {
    const [hit] = await fetchProducts([id], language);
    const variants = hit?.item_group_id === undefined ? [] : await fetchVariants(hit.item_group_id, language);
    return { hit, variants };
  });
  const hit = value?.hit;
  const found = hit !== undefined && !loading;
  useTitle(hit ? titleOf(hit) : undefined);
  useEffect(() => {
    if (!found) return;
    noteViewed(id);
    sendView(id);
  }, [found, id]);
  if (failed) return <Failure retry={retry} />;
  if (value === undefined) return <ProductSkeleton />;
  if (hit === undefined) {
    return (
      <Notice title={t.productMissing} text={t.productMissingText}>
        <Link className="button" href={to({ page: "search" })}>
          {t.heroButton}
        </Link>
      </Notice>
    );
  }
  return (
    <div className="page">
      <Breadcrumb hit={hit} />
      <div className="product" aria-busy={loading}>
        <Gallery key={hit.objectID} hit={hit} />
        <div className="product-text">
          {hit.brand !== undefined && (
            <Link className="product-brand" href={to({ page: "search" }, `?brand=${encodeURIComponent(hit.brand)}`)}>
              {hit.brand}
            </Link>
          )}
          <h1>{titleOf(hit)}</h1>
          {hit.rating !== undefined && hit.rating_count !== 0 && <Stars value={hit.rating} count={hit.rating_count} wide />}
          <Price hit={hit} large />
          <VariantPicker hit={hit} variants={value.variants} />
          <Buy key={hit.objectID} hit={hit} />
          {hit.description !== undefined && hit.description !== "" && (
            <section className="product-description" aria-labelledby="about">
              <h2 id="about">{t.description}</h2>
              {hit.description.split(/\n+/).map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
              ))}
            </section>
          )}
          <AttributeTable hit={hit} />
        </div>
      </div>
      <Bundle key={hit.objectID} hit={hit} />
      <Related hit={hit} />
      <Reviews product={hit.objectID} versions={[...new Set([hit.objectID, ...value.variants.map((one) => one.objectID)])]} />
    </div>
  );
}
