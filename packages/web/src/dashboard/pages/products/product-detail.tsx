/** One product in full: texts, offers, attributes, what the index holds, the rules that name it, and where it should stand. */
import { useQuery } from "@tanstack/react-query";
import { readProduct } from "../../api.ts";
import type { Product, ProductInspection } from "../../api.ts";
import { Link } from "../../../routing/link.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Failure } from "../../components/failure.tsx";
import { indexParameter } from "../../components/index-choice.tsx";
import { JsonView } from "../../components/json-view.tsx";
import { Loading } from "../../components/loading.tsx";
import { Scroller } from "../../components/scroller.tsx";
import { Thumb } from "../../components/thumb.tsx";
import { home } from "../../page.ts";
import { useFormats, useLanguage, useWords } from "../../words.ts";
import { PlaceForm } from "./place-form.tsx";
import { words } from "./words.ts";

interface ProductDetailProps {
  readonly index: string;
  readonly id: string;
  readonly onClose: () => void;
}

export function ProductDetail({ index, id, onClose }: ProductDetailProps) {
  const found = useQuery({ queryKey: ["product", index, id], queryFn: () => readProduct(index, id) });
  return (
    <Dialog title={found.data?.product.title ?? id} onClose={onClose} side>
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data && <Detail index={index} inspection={found.data} />}
    </Dialog>
  );
}

function Detail({ index, inspection }: { readonly index: string; readonly inspection: ProductInspection }) {
  const { product, document, rules } = inspection;
  const t = useWords(words);
  const language = useLanguage();
  const { translations = {} } = product;
  return (
    <>
      <div className="product-head">
        <Thumb product={product} large />
        <div>
          <p className="code">{product.id}</p>
          {product.brand !== undefined && <p>{product.brand}</p>}
          {product.groupId !== undefined && <p className="note">{t.variants(product.groupId)}</p>}
          <p>
            <a href={`${language === "zh" ? "/zh" : ""}/p/${encodeURIComponent(product.id)}`}>{t.open}</a>
          </p>
        </div>
      </div>
      <p className="prose">{product.description}</p>
      {product.categories.length > 0 && (
        <>
          <h3>{t.categories}</h3>
          <ul className="plain">
            {product.categories.map((path) => (
              <li key={path.join(">")}>{path.join(" › ")}</li>
            ))}
          </ul>
        </>
      )}
      <h3>{t.offers}</h3>
      <Offers offers={product.offers} />
      <Attributes attributes={product.attributes} />
      {Object.keys(translations).length > 0 && (
        <>
          <h3>{t.translations}</h3>
          <dl className="facts">
            {Object.entries(translations).map(([tag, texts]) => (
              <Pair key={tag} name={tag} value={texts.title} />
            ))}
          </dl>
        </>
      )}
      {rules.length > 0 && (
        <>
          <h3>{t.rules}</h3>
          <ul className="plain">
            {rules.map((rule) => (
              <li key={rule}>
                <Link href={`${home}/rules?q=${encodeURIComponent(rule)}${indexParameter(index)}`}>{rule}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <PlaceForm index={index} product={product.id} />
      <JsonView label={t.indexed} value={document} />
      <JsonView label={t.raw} value={product} />
    </>
  );
}

function Offers({ offers }: { readonly offers: Product["offers"] }) {
  const t = useWords(words);
  const f = useFormats();
  if (offers.length === 0) return <p className="empty">{t.missing}</p>;
  return (
    <Scroller label={t.offers}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t.market}</th>
            <th scope="col">{t.group}</th>
            <th scope="col" className="figure">
              {t.columns.price}
            </th>
            <th scope="col" className="figure">
              {t.sale}
            </th>
            <th scope="col">{t.columns.availability}</th>
          </tr>
        </thead>
        <tbody>
          {offers.map((offer, at) => (
            <tr key={at}>
              <td>{offer.market ?? t.anyMarket}</td>
              <td>{offer.group ?? t.anyMarket}</td>
              <td className="figure">{offer.price === undefined ? "–" : f.money(offer.price, offer.currency)}</td>
              <td className="figure">{offer.salePrice === undefined ? "–" : f.money(offer.salePrice, offer.currency)}</td>
              <td>
                {t.availability[offer.availability]}
                {offer.stock !== undefined && <span className="note"> · {t.pieces(f.whole(offer.stock))}</span>}
                {offer.stores !== undefined && (
                  <span className="note">
                    {" "}
                    · {t.stores}:{" "}
                    {Object.entries(offer.stores)
                      .map(([store, stock]) => `${store} ${f.whole(stock)}`)
                      .join(", ")}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

function Attributes({ attributes }: { readonly attributes: Product["attributes"] }) {
  const t = useWords(words);
  const entries = Object.entries(attributes);
  if (entries.length === 0) return null;
  return (
    <>
      <h3>{t.attributes}</h3>
      <dl className="facts">
        {entries.map(([name, value]) => (
          <Pair
            key={name}
            name={name}
            value={Array.isArray(value) ? value.join(", ") : typeof value === "object" ? JSON.stringify(value) : String(value)}
          />
        ))}
      </dl>
    </>
  );
}

function Pair({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
