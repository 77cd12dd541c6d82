/** The order is confirmed; the next suggestions already know of it. */
import { Icon } from "../components/icon.tsx";
import { Notice } from "../components/notice.tsx";
import { Picture } from "../components/picture.tsx";
import { Shelf } from "../components/shelf.tsx";
import { useLocale } from "../i18n/locale.tsx";
import { Link } from "../routing/link.tsx";
import { fetchProducts } from "../shop/ask.ts";
import { orderStore } from "../shop/cart.ts";
import type { Order } from "../shop/cart-lines.ts";
import { picturesOf, titleOf } from "../shop/hit.ts";
import { fetchRecommendations } from "../shop/recommend.ts";
import { useStore } from "../store.ts";
import { useAnswer } from "../use-answer.ts";
import { useTitle } from "../use-title.ts";

function Confirmed({ order }: { readonly order: Order }) {
  const { t, to, language, money } = useLocale();
  const { value } = useAnswer(`${language} ${order.id}`, async () => {
    const ids = [...new Set(order.lines.map((line) => line.id))];
    const [hits, [forYou = []]] = await Promise.all([
      fetchProducts(ids, language),
      fetchRecommendations([{ model: "recommended-for-you" }], language),
    ]);
    return { hits: new Map(hits.map((hit) => [hit.objectID, hit])), forYou };
  });
  return (
    <div className="page">
      <section className="order">
        <span className="order-mark">
          <Icon name="check" />
        </span>
        <h1>{t.orderThanks}</h1>
        <p>{t.orderText(order.id)}</p>
        <h2 className="unseen">{t.orderItems}</h2>
        <ul>
          {order.lines.map((line, index) => {
            const hit = value?.hits.get(line.id);
            const title = hit ? titleOf(hit) : line.id;
            return (
              // An order never changes.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={index}>
                <Picture source={hit && picturesOf(hit)[0]} alt="" letter={title} />
                <span>{title}</span>
                <span>{t.pieces(line.quantity)}</span>
                <span>{money(line.price * line.quantity, order.currency)}</span>
              </li>
            );
          })}
        </ul>
        <p className="order-total">
          {t.total} <strong>{money(order.total, order.currency)}</strong>
        </p>
        <Link className="button" href={to({ page: "home" })}>
          {t.keepShopping}
        </Link>
      </section>
      <Shelf title={t.forYou} hits={value?.forYou} surface="For you" />
    </div>
  );
}

export function OrderPage({ id }: { readonly id: string }) {
  const { t, to } = useLocale();
  const order = useStore(orderStore).find((one) => one.id === id);
  useTitle(t.orderThanks);
  if (order) return <Confirmed order={order} />;
  return (
    <Notice title={t.orderUnknown}>
      <Link className="button" href={to({ page: "home" })}>
        {t.keepShopping}
      </Link>
    </Notice>
  );
}
