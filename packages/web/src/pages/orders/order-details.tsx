/** The lines of one order with their sums, and what can still be done about them. */
import { useState } from "react";
import { useLocale } from "../../i18n/locale.tsx";
import { titleOf, type ProductHit } from "../../shop/hit.ts";
import { canCancel, canReturn, refundOf, totalOf, type Order } from "../../shop/order-book.ts";
import { OrderLine } from "./order-line.tsx";
import { TakeBack } from "./take-back.tsx";

interface OrderDetailsProps {
  readonly order: Order;
  /** Products by id, as far as they are known. */
  readonly hits: ReadonlyMap<string, ProductHit>;
}

export function OrderDetails({ order, hits }: OrderDetailsProps) {
  const { t, money } = useLocale();
  // What was possible when the page opened; the shop has the last word anyway.
  const [now] = useState(Date.now);
  const [taking, setTaking] = useState<{ readonly kind: "cancel" | "return"; readonly places: readonly number[] }>();
  const cancellable = canCancel(order, now);
  const returnable = canReturn(order, now);
  const refund = refundOf(order);
  const nameOf = (at: number) => {
    const line = order.lines[at]!;
    const hit = hits.get(line.id);
    return hit ? titleOf(hit) : (line.title ?? line.id);
  };
  return (
    <>
      <ul className="order-lines">
        {order.lines.map((line, at) => (
          <OrderLine
            // The lines of an order keep their places.
            // oxlint-disable-next-line react/no-array-index-key
            key={at}
            line={line}
            currency={order.currency}
            hit={hits.get(line.id)}
          >
            {returnable && line.state === "kept" && (
              <button
                type="button"
                className="text-link order-line-action"
                aria-label={`${t.returnLine}: ${nameOf(at)}`}
                onClick={() => setTaking({ kind: "return", places: [at] })}
              >
                {t.returnLine}
              </button>
            )}
          </OrderLine>
        ))}
      </ul>
      <dl className="order-sums">
        {order.delivery > 0 && (
          <div>
            <dt>{t.delivery}</dt>
            <dd>{money(order.delivery, order.currency)}</dd>
          </div>
        )}
        <div className="order-total">
          <dt>{t.total}</dt>
          <dd>{money(totalOf(order), order.currency)}</dd>
        </div>
        {refund > 0 && (
          <div className="order-refund">
            <dt>{t.refund}</dt>
            <dd>{money(refund, order.currency)}</dd>
          </div>
        )}
      </dl>
      {cancellable && (
        <button
          type="button"
          className="button button-quiet button-small"
          onClick={() => setTaking({ kind: "cancel", places: order.lines.map((_, at) => at) })}
        >
          {t.cancelOrder}
        </button>
      )}
      {taking && (
        <TakeBack
          order={order}
          places={taking.places}
          what={taking.places.map(nameOf).join(", ")}
          kind={taking.kind}
          onClose={() => setTaking(undefined)}
        />
      )}
    </>
  );
}
