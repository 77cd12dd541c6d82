/** The cart: lines with fresh prices, sums, what goes well with it, and the order. */
import { useState } from "react";
import { announce } from "../components/announcer.tsx";
import { Icon } from "../components/icon.tsx";
import { Failure, Notice } from "../components/notice.tsx";
import { Picture } from "../components/picture.tsx";
import { Price } from "../components/price.tsx";
import { Quantity } from "../components/quantity.tsx";
import { Shelf } from "../components/shelf.tsx";
import { useLocale } from "../i18n/locale.tsx";
import { Link } from "../routing/link.tsx";
import { navigate } from "../routing/navigation.ts";
import { fetchProducts } from "../shop/ask.ts";
import { cartStore } from "../shop/cart.ts";
import { lineKey, withQuantity, type CartLine } from "../shop/cart-lines.ts";
import { currencyOfPages, deliveryIn } from "../shop/delivery.ts";
import { currencyOf, picturesOf, textOf, titleOf, type ProductHit } from "../shop/hit.ts";
import { placeOrder } from "../shop/orders.ts";
import { fetchRecommendations } from "../shop/recommend.ts";
import { useStore } from "../store.ts";
import { useAnswer } from "../use-answer.ts";
import { useTitle } from "../use-title.ts";

/** The latest lines of the cart speak for it. */
const seeds = 20;

function Line({ line, hit }: { readonly line: CartLine; readonly hit: ProductHit | undefined }) {
  const { t, to, money } = useLocale();
  const title = hit ? titleOf(hit) : line.id;
  const change = (quantity: number) => cartStore.set(withQuantity(cartStore.get(), line, quantity));
  const version = hit && [textOf(hit, "color"), line.size ?? textOf(hit, "size"), textOf(hit, "pack")].filter(Boolean).join(" · ");
  return (
    <li className="cart-line">
      <Picture source={hit && picturesOf(hit)[0]} alt="" letter={title} />
      <div className="cart-line-text">
        <h2>
          <Link href={to({ page: "product", id: line.id })}>{title}</Link>
        </h2>
        {version && <p className="cart-version">{version}</p>}
        {hit ? <Price hit={hit} /> : <p className="stock stock-none">{t.noLongerSold}</p>}
      </div>
      <Quantity value={line.quantity} of={title} onChange={change} />
      <p className="cart-line-sum">{hit?.price !== undefined && money(hit.price * line.quantity, currencyOf(hit))}</p>
      <button
        type="button"
        className="round-button"
        aria-label={t.removeFromCart(title)}
        title={t.remove}
        onClick={() => {
          change(0);
          announce(t.removedFromCart(title));
          document.querySelector("main")?.focus();
        }}
      >
        <Icon name="bin" />
      </button>
    </li>
  );
}

interface SuggestedProps {
  readonly ids: readonly string[];
  /** Models in the cart: another colour of one is no suggestion. */
  readonly groups: ReadonlySet<string | undefined>;
}

function Suggested({ ids, groups }: SuggestedProps) {
  const { t, language } = useLocale();
  const { value } = useAnswer(`${language} ${ids.join("\n")}`, async () => {
    const [found = []] = await fetchRecommendations([{ model: "bought-together", products: ids.slice(-seeds) }], language);
    return found.filter((hit) => !ids.includes(hit.objectID));
  });
  const others = value?.filter((hit) => hit.item_group_id === undefined || !groups.has(hit.item_group_id));
  return <Shelf title={t.alsoGood} hits={others} surface="Cart" />;
}

interface SummaryProps {
  readonly lines: readonly { readonly line: CartLine; readonly hit: ProductHit }[];
}

function Summary({ lines }: SummaryProps) {
  const { language, t, to, money } = useLocale();
  const [ordering, setOrdering] = useState(false);
  const [failed, setFailed] = useState(false);
  const currency = lines[0] ? currencyOf(lines[0].hit) : currencyOfPages(language);
  const subtotal = lines.reduce((sum, { line, hit }) => sum + (hit.price ?? 0) * line.quantity, 0);
  const saved = lines.reduce((sum, { line, hit }) => sum + Math.max((hit.list_price ?? 0) - (hit.price ?? 0), 0) * line.quantity, 0);
  const { price, freeFrom } = deliveryIn(currency);
  const delivery = subtotal >= freeFrom || lines.length === 0 ? 0 : price;

  async function order(): Promise<void> {
    setOrdering(true);
    setFailed(false);
    const bought = lines.map(({ line, hit }) => ({ hit, quantity: line.quantity, size: line.size, queryID: line.queryID }));
    const placed = await placeOrder(bought, delivery);
    setOrdering(false);
    if (!placed) {
      setFailed(true);
      return;
    }
    cartStore.set([]);
    navigate(to({ page: "order", id: placed.id }));
  }

  return (
    <section className="summary" aria-labelledby="summary">
      <h2 id="summary">{t.summary}</h2>
      <dl>
        <div>
          <dt>{t.subtotal}</dt>
          <dd>{money(subtotal, currency)}</dd>
        </div>
        {saved > 0 && (
          <div className="summary-saved">
            <dt>{t.savings}</dt>
            <dd>{money(saved, currency)}</dd>
          </div>
        )}
        <div>
          <dt>{t.delivery}</dt>
          <dd>{delivery === 0 ? t.free : money(delivery, currency)}</dd>
        </div>
        <div className="summary-total">
          <dt>{t.total}</dt>
          <dd>{money(subtotal + delivery, currency)}</dd>
        </div>
      </dl>
      <button type="button" className="button button-large" disabled={ordering || lines.length === 0} onClick={() => void order()}>
        {ordering ? t.ordering : t.checkout}
      </button>
      {failed && (
        <p role="alert" className="stock stock-none">
          {t.failedText}
        </p>
      )}
      <p className="summary-note">{t.checkoutNote}</p>
    </section>
  );
}

export function CartPage() {
  const { t, to, language } = useLocale();
  const lines = useStore(cartStore);
  const ids = [...new Set(lines.map((line) => line.id))];
  const { value, failed, retry } = useAnswer(`${language} ${ids.join("\n")}`, () => fetchProducts(ids, language));
  useTitle(t.cart);
  if (lines.length === 0) {
    return (
      <Notice title={t.cartEmpty} text={t.cartEmptyText}>
        <Link className="button" href={to({ page: "search" })}>
          {t.heroButton}
        </Link>
      </Notice>
    );
  }
  if (failed) return <Failure retry={retry} />;
  const byId = new Map(value?.map((hit) => [hit.objectID, hit]));
  const known = lines.flatMap((line) => {
    const hit = byId.get(line.id);
    return hit ? [{ line, hit }] : [];
  });
  return (
    <div className="page">
      <h1>{t.cart}</h1>
      <div className="cart" aria-busy={value === undefined}>
        <ul className="cart-lines">
          {value !== undefined && lines.map((line) => <Line key={lineKey(line)} line={line} hit={byId.get(line.id)} />)}
          {value === undefined && lines.map((line) => <li key={lineKey(line)} className="cart-line skeleton" />)}
        </ul>
        <Summary lines={known} />
      </div>
      <Suggested ids={ids} groups={new Set(known.map(({ hit }) => hit.item_group_id))} />
    </div>
  );
}
