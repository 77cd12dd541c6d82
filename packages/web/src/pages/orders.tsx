/** Every order of this device, latest first, with what became of it. */
import { Notice } from "../components/notice.tsx";
import { useLocale } from "../i18n/locale.tsx";
import { Link } from "../routing/link.tsx";
import { fetchProducts } from "../shop/ask.ts";
import { orderStore } from "../shop/orders.ts";
import { useStore } from "../store.ts";
import { useAnswer } from "../use-answer.ts";
import { useTitle } from "../use-title.ts";
import { OrderDetails } from "./orders/order-details.tsx";

/** Orders whose products are asked for; older ones show what was noted when they were placed. */
const shownWithPictures = 20;

export function OrdersPage() {
  const { t, to, date, language } = useLocale();
  const orders = useStore(orderStore);
  const ids = [...new Set(orders.slice(0, shownWithPictures).flatMap((order) => order.lines.map((line) => line.id)))];
  // A shop that does not answer still leaves the orders as they were noted.
  const { value } = useAnswer(`${language} ${ids.join("\n")}`, () => fetchProducts(ids, language));
  const hits = new Map(value?.map((hit) => [hit.objectID, hit]));
  useTitle(t.orders);
  if (orders.length === 0) {
    return (
      <Notice title={t.ordersEmpty} text={t.ordersEmptyText}>
        <Link className="button" href={to({ page: "search" })}>
          {t.heroButton}
        </Link>
      </Notice>
    );
  }
  return (
    <div className="page orders">
      <h1>{t.orders}</h1>
      <p className="orders-note">{t.ordersNote}</p>
      {orders.map((order) => (
        <section key={order.id} className="order-card" aria-labelledby={`order-${order.id}`}>
          <h2 id={`order-${order.id}`}>
            <Link href={to({ page: "order", id: order.id })}>{t.orderNumber(order.id)}</Link>
          </h2>
          {order.time > 0 && <p className="order-date">{date(order.time)}</p>}
          <OrderDetails order={order} hits={hits} />
        </section>
      ))}
    </div>
  );
}
