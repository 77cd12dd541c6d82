/** One line of an order: what it was, what was paid, what became of it. */
import type { ReactNode } from "react";
import { Picture } from "../../components/picture.tsx";
import { useLocale } from "../../i18n/locale.tsx";
import { Link } from "../../routing/link.tsx";
import { picturesOf, textOf, titleOf, type ProductHit } from "../../shop/hit.ts";
import type { OrderedLine } from "../../shop/order-book.ts";

interface OrderLineProps {
  readonly line: OrderedLine;
  readonly currency: string;
  /** Undefined while loading and where the product is no longer sold. */
  readonly hit: ProductHit | undefined;
  readonly children?: ReactNode;
}

export function OrderLine({ line, currency, hit, children }: OrderLineProps) {
  const { t, to, money } = useLocale();
  const title = hit ? titleOf(hit) : (line.title ?? line.id);
  const version = [hit && textOf(hit, "color"), line.size ?? (hit && textOf(hit, "size")), hit && textOf(hit, "pack")].filter(Boolean);
  return (
    <li className="order-line">
      <Picture source={hit && picturesOf(hit)[0]} alt="" letter={title} />
      <div className="order-line-text">
        <p className="order-line-title">{hit ? <Link href={to({ page: "product", id: line.id })}>{title}</Link> : title}</p>
        <p className="order-line-note">{[...version, t.pieces(line.quantity)].join(" · ")}</p>
        {line.state !== "kept" && <p className="order-line-state">{t.lineState[line.state]}</p>}
      </div>
      <p className={line.state === "kept" ? "order-line-sum" : "order-line-sum order-line-back"}>
        {money(line.price * line.quantity, currency)}
      </p>
      {children}
    </li>
  );
}
