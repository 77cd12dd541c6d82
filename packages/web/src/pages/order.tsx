/** One order: confirmed a moment ago, or opened again later; the next suggestions already know of it. */
import { useState } from "react";
import { Icon } from "../components/icon.tsx";
import { Notice } from "../components/notice.tsx";
import { Shelf } from "../components/shelf.tsx";
import { useLocale } from "../i18n/locale.tsx";
import { Link } from "../routing/link.tsx";
import { fetchProducts } from "../shop/ask.ts";
import { orderStore } from "../shop/orders.ts";
import type { Order } from "../shop/order-book.ts";
import { fetchRecommendations } from "../shop/recommend.ts";
import { useStore } from "../store.ts";
import { useAnswer } from "../use-answer.ts";
import { useTitle } from "../use-title.ts";
import { OrderDetails } from "./orders/order-details.tsx";

/** An order this fresh is greeted with thanks. */
const freshMs = 10 * 60_000;

function Known({ order }: { readonly order: Order }) {
  const { t, to, date, language } = useLocale();
  const [fresh] = useState(() => Date.now() - order.time < freshMs);
  useTitle(fresh ? t.orderThanks : t.orderNumber(order.id));
  const { value } = useAnswer(`${language} ${order.id}`, async () => {
    const ids = [...new Set(order.lines.map((line) => line.id))];
    const [hits, [forYou = []]] = await Promise.all([
      fetchProducts(ids, language),
      fetchRecommendations([{ model: "recommended-for-you" }], language),
    ]);
    return { hits, forYou };
  });
  return (
    <div className="page">
      <section className="order">
        {fresh && (
          <span className="order-mark">
            <Icon name="check" />
          </span>
        )}
        <h1>{fresh ? t.orderThanks : t.orderNumber(order.id)}</h1>
        <p>{fresh ? t.orderText(order.id) : date(order.time)}</p>
        <h2 className="unseen">{t.orderItems}</h2>
        <OrderDetails order={order} hits={new Map(value?.hits.map((hit) => [hit.objectID, hit]))} />
        <div className="order-ways">
          <Link className="button" href={to({ page: "home" })}>
            {t.keepShopping}
          </Link>
          <Link className="button button-quiet" href={to({ page: "orders" })}>
            {t.orders}
          </Link>
        </div>
      </section>
      <Shelf title={t.forYou} hits={value?.forYou} surface="For you" />
    </div>
  );
}

function Unknown() {
  const { t, to } = useLocale();
  useTitle(t.orderUnknown);
  return (
    <Notice title={t.orderUnknown} text={t.orderUnknownText}>
      <Link className="button" href={to({ page: "orders" })}>
        {t.orders}
      </Link>
    </Notice>
  );
}

export function OrderPage({ id }: { readonly id: string }) {
  const order = useStore(orderStore).find((one) => one.id === id);
  return order ? <Known order={order} /> : <Unknown />;
}
