/** What is particular to a product, as a table of names and values. */
import { useLocale } from "../../i18n/locale.tsx";
import { attributesOf, type Attribute, type ProductHit } from "../../shop/hit.ts";

/** "water_resistant" → "Water resistant". */
function spelled(name: string): string {
  const words = name
    .replace(/[_-]+/g, " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function AttributeTable({ hit }: { readonly hit: ProductHit }) {
  const { t, number } = useLocale();
  const attributes = attributesOf(hit);
  if (attributes.length === 0) return null;
  const said = (value: Attribute["value"]) =>
    typeof value === "number" ? number(value) : typeof value === "boolean" ? (value ? t.yes : t.no) : value;
  return (
    <section aria-labelledby="details">
      <h2 id="details">{t.details}</h2>
      <table className="attributes">
        <tbody>
          {attributes.map(({ name, value }) => (
            <tr key={name}>
              <th scope="row">{t.attributes[name] ?? spelled(name)}</th>
              <td>{said(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
