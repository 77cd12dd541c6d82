/** Size, stock and the button that puts the product into the cart. A size is never guessed: without one the button asks for it. */
import { useId, useRef, useState } from "react";
import { announceCart } from "../../components/announcer.tsx";
import { useLocale } from "../../i18n/locale.tsx";
import { addToCart } from "../../shop/add-to-cart.ts";
import { isSold, sizesOf, titleOf, type ProductHit } from "../../shop/hit.ts";
import { compareSizes } from "../../shop/sizes.ts";

const fewLeft = 5;

function Stock({ hit }: { readonly hit: ProductHit }) {
  const { t } = useLocale();
  if (!isSold(hit)) return <p className="stock stock-none">{t.outOfStock}</p>;
  if (hit.stock !== undefined && hit.stock <= fewLeft) return <p className="stock stock-few">{t.fewLeft(hit.stock)}</p>;
  return <p className="stock">{t.inStock}</p>;
}

export function Buy({ hit }: { readonly hit: ProductHit }) {
  const { t } = useLocale();
  const [size, setSize] = useState<string>();
  const [asked, setAsked] = useState(false);
  const choices = useRef<HTMLUListElement>(null);
  const name = useId();
  const sizes = [...sizesOf(hit)].sort(compareSizes);
  const chosen = sizes.length === 1 ? sizes[0] : size;
  const missing = sizes.length > 1 && chosen === undefined;
  return (
    <>
      {sizes.length > 1 && (
        <fieldset className="variants">
          <legend>
            {t.chooseSize}
            {chosen !== undefined && (
              <>
                : <strong>{chosen}</strong>
              </>
            )}
          </legend>
          <ul className="size-checks" ref={choices}>
            {sizes.map((one) => (
              <li key={one}>
                <label>
                  <input
                    type="radio"
                    name={name}
                    checked={one === chosen}
                    onChange={() => {
                      setSize(one);
                      setAsked(false);
                    }}
                  />
                  <span>{one}</span>
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      <Stock hit={hit} />
      {asked && (
        <p className="stock stock-none" role="alert">
          {t.sizeFirst}
        </p>
      )}
      <button
        type="button"
        className="button button-large"
        disabled={!isSold(hit)}
        onClick={() => {
          if (missing) {
            setAsked(true);
            choices.current?.querySelector("input")?.focus();
            return;
          }
          addToCart(hit, chosen);
          announceCart(t.addedToCart(titleOf(hit)));
        }}
      >
        {t.addToCart}
      </button>
    </>
  );
}
