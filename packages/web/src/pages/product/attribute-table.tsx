/** What is particular to a product, as a table of names and values. */
import { describeAttribute } from "../../i18n/attribute-names.ts";
import { useLocale } from "../../i18n/locale.tsx";
import { attributesOf, type Attribute, type ProductHit } from "../../shop/hit.ts";

function Row({ attribute }: { readonly attribute: Attribute }) {
  const { t, language, number } = useLocale();
  const { value } = attribute;
  const { name, unit } = describeAttribute(attribute.name, typeof value === "number", language);
  const said = typeof value === "number" ? number(value) : typeof value === "boolean" ? (value ? t.yes : t.no) : value;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{unit === undefined ? said : `${said} ${unit}`}</td>
    </tr>
  );
}

export function AttributeTable({ hit }: { readonly hit: ProductHit }) {
  const { t } = useLocale();
  const attributes = attributesOf(hit);
  if (attributes.length === 0) return null;
  return (
    <section aria-labelledby="details">
      <h2 id="details">{t.details}</h2>
      <table className="attributes">
        <tbody>
          {attributes.map((attribute) => (
            <Row key={attribute.name} attribute={attribute} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
