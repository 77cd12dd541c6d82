/** What others bought with this product: tick what you want, add it all at once. */
import { useState } from "react";
import { announceCart } from "../../components/announcer.tsx";
import { Icon } from "../../components/icon.tsx";
import { Picture } from "../../components/picture.tsx";
import { Price } from "../../components/price.tsx";
import { Why } from "../../components/why.tsx";
import { useLocale } from "../../i18n/locale.tsx";
import { Link } from "../../routing/link.tsx";
import { addToCart } from "../../shop/add-to-cart.ts";
import { sendClick } from "../../shop/events.ts";
import { currencyOf, isSold, picturesOf, sizesOf, titleOf, type ProductHit } from "../../shop/hit.ts";
import { fetchRecommendations } from "../../shop/recommend.ts";
import { compareSizes } from "../../shop/sizes.ts";
import { useReasonTitles } from "../../shop/use-reason-titles.ts";
import { useAnswer } from "../../use-answer.ts";

const companions = 3;

/** What was really bought along: lists filled up by likeness name another reason, and another size is no companion. */
function companionsOf(hit: ProductHit, found: readonly ProductHit[]): readonly ProductHit[] {
  const groups = new Set([hit.item_group_id ?? hit.objectID]);
  return found
    .filter((one) => {
      const group = one.item_group_id ?? one.objectID;
      if (one._reason?.code !== "bought_together" || !isSold(one) || groups.has(group)) return false;
      groups.add(group);
      return true;
    })
    .slice(0, companions);
}

function sortedSizes(hit: ProductHit): readonly string[] {
  return [...sizesOf(hit)].sort(compareSizes);
}

function middleOf(sizes: readonly string[]): string | undefined {
  return sizes[Math.floor(sizes.length / 2)];
}

export function Bundle({ hit }: { readonly hit: ProductHit }) {
  const { t, to, language, money } = useLocale();
  const [sizes, setSizes] = useState<ReadonlyMap<string, string>>(new Map());
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const { value } = useAnswer(`${language} ${hit.objectID}`, async () => {
    const [found = []] = await fetchRecommendations([{ model: "bought-together", products: [hit.objectID] }], language);
    return companionsOf(hit, found);
  });
  const titles = useReasonTitles(value);
  if (value === undefined || value.length === 0) return null;
  const items = [hit, ...value];
  const chosen = items.filter((item) => isSold(item) && !left.has(item.objectID));
  const total = chosen.reduce((sum, item) => sum + (item.price ?? 0), 0);
  const sizeOf = (item: ProductHit) => sizes.get(item.objectID) ?? middleOf(sortedSizes(item));
  const toggle = (id: string) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  return (
    <section className="bundle" aria-labelledby="bundle" data-shelf="Bought together">
      <h2 id="bundle">{t.boughtTogether}</h2>
      <div className="bundle-row">
        <ul>
          {items.map((item, index) => (
            <li key={item.objectID} className={left.has(item.objectID) ? "bundle-item bundle-left" : "bundle-item"}>
              {index > 0 && (
                <span className="bundle-plus">
                  <Icon name="plus" />
                </span>
              )}
              <div className="bundle-picture">
                <Picture source={picturesOf(item)[0]} alt="" letter={titleOf(item)} />
                <input
                  type="checkbox"
                  aria-label={t.include(titleOf(item))}
                  checked={!left.has(item.objectID)}
                  onChange={() => toggle(item.objectID)}
                />
              </div>
              <div className="bundle-text">
                {index === 0 ? (
                  <p className="bundle-title">
                    <strong>{t.thisProduct}</strong> {titleOf(item)}
                  </p>
                ) : (
                  <Link
                    className="bundle-title"
                    href={to({ page: "product", id: item.objectID })}
                    onClick={() => sendClick(item.objectID, item.__queryID, index, "Bought together")}
                  >
                    {titleOf(item)}
                  </Link>
                )}
                <Price hit={item} />
                {sortedSizes(item).length > 1 && (
                  <select
                    className="field field-small"
                    aria-label={`${t.chooseSize}: ${titleOf(item)}`}
                    value={sizeOf(item)}
                    onChange={(event) => setSizes(new Map([...sizes, [item.objectID, event.target.value]]))}
                  >
                    {sortedSizes(item).map((size) => (
                      <option key={size}>{size}</option>
                    ))}
                  </select>
                )}
                {index > 0 && <Why hit={item} titles={new Map([...titles, [hit.objectID, titleOf(hit)]])} />}
              </div>
            </li>
          ))}
        </ul>
        <button
          type="button"
          className="button"
          disabled={chosen.length === 0}
          onClick={() => {
            for (const item of chosen) addToCart(item, sizeOf(item));
            announceCart(t.addedToCart(chosen.map(titleOf).join(", ")));
          }}
        >
          {t.addAll(chosen.length, money(total, currencyOf(hit)))}
        </button>
      </div>
    </section>
  );
}
