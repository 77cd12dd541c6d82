/** The catalogue as operators see it: whatever shoppers' rules and tastes say, with everything the shop knows of a product. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { inspect } from "../../api.ts";
import type { Hit, SearchQuestion } from "../../api.ts";
import { Link } from "../../../routing/link.tsx";
import { Failure } from "../../components/failure.tsx";
import { IndexChoice, indexIn } from "../../components/index-choice.tsx";
import { Loading } from "../../components/loading.tsx";
import { Pager } from "../../components/pager.tsx";
import { Scroller } from "../../components/scroller.tsx";
import { Thumb } from "../../components/thumb.tsx";
import { useParams } from "../../params.ts";
import type { Params } from "../../params.ts";
import { useDelayed } from "../../use-delayed.ts";
import { useFormats, useLanguage, useWords } from "../../words.ts";
import { priceOf } from "./offer.ts";
import { ProductDetail } from "./product-detail.tsx";
import { words } from "./words.ts";

const pageSize = 25;
/** The server pages no deeper. */
const deepest = 10_000;
const topCategories = "hierarchicalCategories.lvl0";
const facets = ["brand", topCategories];

function questionOf(params: Params, query: string, language: string): SearchQuestion {
  const stock = params.get("stock");
  const refinements = {
    ...(params.get("brand") === "" ? {} : { brand: [params.get("brand")] }),
    ...(params.get("category") === "" ? {} : { [topCategories]: [params.get("category")] }),
  };
  return {
    index: indexIn(params),
    query,
    asker: { language },
    refinements,
    facets,
    facetLimit: 200,
    offset: Number(params.get("page")) * pageSize,
    limit: pageSize,
    prefix: true,
    personal: false,
    rules: false,
    ...(stock === "" ? {} : { filter: { field: "in_stock", is: stock === "in" } }),
  };
}

export function Products() {
  const t = useWords(words);
  const f = useFormats();
  const language = useLanguage();
  const params = useParams();
  const query = useDelayed(params.get("q"));
  const question = questionOf(params, query, language);
  const found = useQuery({ queryKey: ["products", question], queryFn: () => inspect(question), placeholderData: keepPreviousData });
  const chosen = params.get("product");
  const answer = found.data?.answer;

  return (
    <>
      <header className="page-head">
        <h1>{t.title}</h1>
        <IndexChoice params={params} />
        {answer && <span className="note">{t.total(f.whole(answer.total))}</span>}
      </header>
      <search className="toolbar">
        <input
          type="search"
          aria-label={t.query}
          placeholder={t.query}
          value={params.get("q")}
          onChange={(event) => params.set({ q: event.target.value, page: "" })}
        />
        <Choice name="brand" label={t.brand} values={answer?.facets["brand"]} params={params} />
        <Choice name="category" label={t.category} values={answer?.facets[topCategories]} params={params} />
        <select aria-label={t.stock} value={params.get("stock")} onChange={(event) => params.set({ stock: event.target.value, page: "" })}>
          <option value="">{`${t.stock}: ${t.all}`}</option>
          <option value="in">{t.inStock}</option>
          <option value="out">{t.outOfStock}</option>
        </select>
      </search>
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {answer === undefined ? !found.isError && <Loading /> : <ProductTable hits={answer.hits} />}
      {answer && (
        <Pager
          page={Number(params.get("page"))}
          pages={Math.ceil(Math.min(answer.total, deepest) / pageSize)}
          onPage={(page) => params.set({ page: page === 0 ? "" : String(page) })}
        />
      )}
      {chosen !== "" && <ProductDetail key={chosen} index={indexIn(params)} id={chosen} onClose={() => params.set({ product: "" })} />}
    </>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly values: readonly { readonly value: string; readonly count: number }[] | undefined;
  readonly params: Params;
}

function Choice({ name, label, values = [], params }: ChoiceProps) {
  const t = useWords(words);
  const f = useFormats();
  const chosen = params.get(name);
  const missing = chosen !== "" && !values.some(({ value }) => value === chosen);
  return (
    <select aria-label={label} value={chosen} onChange={(event) => params.set({ [name]: event.target.value, page: "" })}>
      <option value="">{`${label}: ${t.all}`}</option>
      {missing && <option value={chosen}>{chosen}</option>}
      {values.map(({ value, count }) => (
        <option key={value} value={value}>{`${value} (${f.whole(count)})`}</option>
      ))}
    </select>
  );
}

function ProductTable({ hits }: { readonly hits: readonly Hit[] }) {
  const t = useWords(words);
  const f = useFormats();
  if (hits.length === 0) return <p className="empty">{t.none}</p>;
  return (
    <Scroller label={t.title}>
      <table className="table products">
        <thead>
          <tr>
            <th scope="col">{t.columns.product}</th>
            <th scope="col">{t.columns.id}</th>
            <th scope="col">{t.columns.brand}</th>
            <th scope="col" className="figure">
              {t.columns.price}
            </th>
            <th scope="col">{t.columns.availability}</th>
          </tr>
        </thead>
        <tbody>
          {hits.map(({ product }) => {
            const offer = product.offers[0];
            return (
              <tr key={product.id}>
                <td>
                  <span className="named">
                    <Thumb product={product} />
                    <ProductLink id={product.id}>{product.title}</ProductLink>
                  </span>
                </td>
                <td className="code">{product.id}</td>
                <td>{product.brand ?? ""}</td>
                <td className="figure">{priceOf(offer, f)}</td>
                <td>{offer ? t.availability[offer.availability] : t.missing}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroller>
  );
}

function ProductLink({ id, children }: { readonly id: string; readonly children: string }) {
  const url = new URL(location.href);
  url.searchParams.set("product", id);
  return (
    <Link href={url.pathname + url.search} move={{ keepPlace: true }}>
      {children}
    </Link>
  );
}
