/**
 * Versions of one model by colour, size and pack. Each choice is a link to that version's own page, so it can be shared; where
 * the wished combination does not exist, the nearest one with the chosen value is opened.
 */
import { paintOf } from "../../components/swatch.ts";
import { useLocale } from "../../i18n/locale.tsx";
import { Link } from "../../routing/link.tsx";
import { isSold, textOf, type ProductHit } from "../../shop/hit.ts";
import { compareSizes } from "../../shop/sizes.ts";

const axes = ["color", "size", "pack"] as const;
type Axis = (typeof axes)[number];

function valuesOf(variants: readonly ProductHit[], axis: Axis): readonly string[] {
  const values = [...new Set(variants.flatMap((variant) => textOf(variant, axis) ?? []))];
  return axis === "size" ? values.sort(compareSizes) : values;
}

/** The version with this value that keeps the other choice where it can, one in stock before a sold-out one. */
function variantWith(variants: readonly ProductHit[], hit: ProductHit, axis: Axis, value: string): ProductHit {
  const others = axes.filter((other) => other !== axis);
  const rank = (one: ProductHit) => others.filter((other) => textOf(one, other) === textOf(hit, other)).length * 2 + (isSold(one) ? 1 : 0);
  const matching = variants.filter((one) => textOf(one, axis) === value);
  return matching.reduce((best, one) => (rank(one) > rank(best) ? one : best), matching[0] ?? hit);
}

function AxisChoice({ hit, variants, axis }: { readonly hit: ProductHit; readonly variants: readonly ProductHit[]; readonly axis: Axis }) {
  const { t, to } = useLocale();
  const values = valuesOf(variants, axis);
  const chosen = textOf(hit, axis);
  if (values.length < 2) return null;
  const name = { color: t.chooseColor, size: t.chooseSize, pack: t.choosePack }[axis];
  return (
    <fieldset className="variants">
      <legend>
        {name}: <strong>{chosen}</strong>
      </legend>
      <ul>
        {values.map((value) => {
          const target = variantWith(variants, hit, axis, value);
          const label = isSold(target) ? value : t.unavailableOption(value);
          const paint = axis === "color" ? paintOf(value) : undefined;
          return (
            <li key={value}>
              <Link
                className={`${paint === undefined ? "pill" : "swatch"}${isSold(target) ? "" : " sold-out"}`}
                href={to({ page: "product", id: target.objectID })}
                move={{ keepPlace: true }}
                aria-label={label}
                aria-current={value === chosen ? "true" : undefined}
                title={label}
              >
                {paint === undefined ? value : <span style={{ background: paint }} />}
              </Link>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

export function VariantPicker({ hit, variants }: { readonly hit: ProductHit; readonly variants: readonly ProductHit[] }) {
  if (variants.length < 2) return null;
  return (
    <>
      {axes.map((axis) => (
        <AxisChoice key={axis} hit={hit} variants={variants} axis={axis} />
      ))}
    </>
  );
}
