/** Price with the former one struck through; screen readers hear which is which. */
import { useLocale } from "../i18n/locale.tsx";
import { currencyOf, savingOf, type ProductFields } from "../shop/hit.ts";

export function Price({ hit, large = false }: { readonly hit: ProductFields; readonly large?: boolean }) {
  const { t, money, percent } = useLocale();
  if (hit.price === undefined) return null;
  const currency = currencyOf(hit);
  const saving = savingOf(hit);
  if (saving === undefined) return <p className={large ? "price price-large" : "price"}>{money(hit.price, currency)}</p>;
  return (
    <p className={large ? "price price-large price-sale" : "price price-sale"}>
      <span className="unseen">{t.priceNow} </span>
      <span className="price-now">{money(hit.price, currency)}</span> <span className="unseen">{t.priceWas} </span>
      <s className="price-was">{money(hit.list_price!, currency)}</s>
      {large && saving >= 0.01 && <span className="price-saving">{t.save(percent(saving))}</span>}
    </p>
  );
}
