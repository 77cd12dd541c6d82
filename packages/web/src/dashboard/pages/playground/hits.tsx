/** The hits of an answer in their order, each with the parts that add up to its score, and how far it moved against another answer. */
import type { Hit } from "../../api.ts";
import { Link } from "../../../routing/link.tsx";
import { indexParameter } from "../../components/index-choice.tsx";
import { Thumb } from "../../components/thumb.tsx";
import { home } from "../../page.ts";
import { useFormats, useWords } from "../../words.ts";
import { words } from "./words.ts";

interface HitsProps {
  readonly hits: readonly Hit[];
  readonly before: readonly string[] | undefined;
  readonly index: string;
}

export function Hits({ hits, before, index }: HitsProps) {
  const t = useWords(words);
  if (hits.length === 0) return <p className="empty">{t.none}</p>;
  const highest = Math.max(...hits.map(({ parts }) => Object.values(parts).reduce((sum, value) => sum + Math.abs(value), 0)));
  return (
    <ol className="hits">
      {hits.map((hit, at) => (
        <li key={hit.product.id} data-product={hit.product.id}>
          <span className="hit-rank">
            <span className="figure">{at + 1}</span>
            {before && <Movement from={before.indexOf(hit.product.id)} to={at} />}
          </span>
          <Thumb product={hit.product} />
          <OneHit hit={hit} highest={highest} index={index} />
        </li>
      ))}
    </ol>
  );
}

/** `from` is -1 where the other answer does not show the product. */
function Movement({ from, to }: { readonly from: number; readonly to: number }) {
  const t = useWords(words);
  if (from === -1) return <span className="movement movement-new">{t.fresh}</span>;
  if (from === to) {
    return (
      <span className="movement">
        <span aria-hidden="true">=</span>
        <span className="sr-only">{t.same}</span>
      </span>
    );
  }
  const places = Math.abs(from - to);
  const up = to < from;
  return (
    <span className={up ? "movement movement-up" : "movement movement-down"}>
      <span aria-hidden="true">{`${up ? "↑" : "↓"}${places}`}</span>
      <span className="sr-only">{up ? t.up(places) : t.down(places)}</span>
    </span>
  );
}

interface OneHitProps {
  readonly hit: Hit;
  /** Sum of the parts of the strongest hit, whatever their signs. */
  readonly highest: number;
  readonly index: string;
}

function OneHit({ hit: { product, parts, score, tier, variants }, highest, index }: OneHitProps) {
  const t = useWords(words);
  const f = useFormats();
  const names: Readonly<Record<string, string>> = t.parts;
  const entries = Object.entries(parts);
  return (
    <div className="hit">
      <p className="hit-title">
        <Link href={`${home}/products?product=${encodeURIComponent(product.id)}${indexParameter(index)}`}>{product.title}</Link>
        {tier > 0 && <span className="badge badge-warn">{t.tiers[tier]}</span>}
        {variants !== undefined && variants > 1 && <span className="note">{t.variants(variants)}</span>}
      </p>
      <details>
        <summary aria-label={`${t.partsOf(product.title)}: ${f.score(score)}`}>
          <span className="parts" aria-hidden="true">
            {entries.map(([name, value]) => (
              <span
                key={name}
                className={`part part-${name}${value < 0 ? " part-negative" : ""}`}
                style={{ width: `${(100 * Math.abs(value)) / (highest || 1)}%` }}
              />
            ))}
          </span>
          <span className="figure">{f.score(score)}</span>
        </summary>
        <table className="table parts-table">
          <caption className="sr-only">{t.partsOf(product.title)}</caption>
          <tbody>
            {entries.map(([name, value]) => (
              <tr key={name} data-part={value}>
                <th scope="row">
                  <span className={`part-key part-${name}`} aria-hidden="true" />
                  {names[name] ?? name}
                </th>
                <td className="figure">{f.score(value)}</td>
              </tr>
            ))}
            <tr className="parts-sum" data-score={score}>
              <th scope="row">{t.sum}</th>
              <td className="figure">{f.score(score)}</td>
            </tr>
          </tbody>
        </table>
      </details>
    </div>
  );
}
