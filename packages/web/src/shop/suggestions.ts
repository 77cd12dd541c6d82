/** What the search box shows while somebody types: searches, departments, brands and products, and what was probably meant. */
import { marketOf } from "../config.ts";
import type { Language } from "../routing/route.ts";
import type { ProductFields } from "./hit.ts";
import { suggestFor, type SuggestAnswer } from "./own-api.ts";

export type Suggestion =
  | { readonly kind: "meant" | "query" | "all"; readonly query: string }
  | { readonly kind: "department"; readonly path: readonly string[]; readonly count: number }
  | { readonly kind: "brand"; readonly name: string; readonly count: number }
  /** `position` counts from 1 in the answer that a click names. */
  | { readonly kind: "product"; readonly product: ProductFields; readonly answer: string; readonly position: number };

const asked = 5;
/** Shown of each kind, so that all fit without scrolling. */
const shown = { query: 4, department: 2, brand: 2, product: 4 };

type Product = SuggestAnswer["products"][number];

/** The product as cards and prices read it. */
function fieldsOf(product: Product): ProductFields {
  const offer = product.offers[0];
  const sale = offer?.salePrice !== undefined && offer.price !== undefined && offer.salePrice < offer.price;
  const price = sale ? offer.salePrice : offer?.price;
  return {
    objectID: product.id,
    title: product.title,
    images: product.images,
    ...(price === undefined ? {} : { price }),
    ...(sale ? { list_price: offer.price! } : {}),
    ...(offer?.currency === undefined ? {} : { currency: offer.currency }),
  };
}

/** Every option in the order of the list, for an answer to what was typed. */
export function optionsOf(found: SuggestAnswer, typed: string): readonly Suggestion[] {
  const query = typed.trim();
  const same = query.toLowerCase();
  const queries = found.queries.filter((one) => one !== same && one !== found.didYouMean);
  return [
    ...(found.didYouMean === undefined ? [] : [{ kind: "meant", query: found.didYouMean } as const]),
    ...queries.slice(0, shown.query).map((one): Suggestion => ({ kind: "query", query: one })),
    ...found.categories.slice(0, shown.department).map(({ path, count }): Suggestion => ({ kind: "department", path, count })),
    ...found.brands.slice(0, shown.brand).map(({ name, count }): Suggestion => ({ kind: "brand", name, count })),
    ...found.products.slice(0, shown.product).map((product, index): Suggestion => ({
      kind: "product",
      product: fieldsOf(product),
      answer: found.id,
      position: index + 1,
    })),
    ...(query !== "" && found.products.length > 0 ? [{ kind: "all", query } as const] : []),
  ];
}

/** Tells options of one list apart. */
export function keyOf(option: Suggestion): string {
  switch (option.kind) {
    case "department":
      return `department ${option.path.join(" > ")}`;
    case "brand":
      return `brand ${option.name}`;
    case "product":
      return `product ${option.product.objectID}`;
    default:
      return `${option.kind} ${option.query}`;
  }
}

export async function fetchSuggestions(typed: string, language: Language): Promise<readonly Suggestion[]> {
  return optionsOf(await suggestFor({ text: typed, language, ...marketOf(language), limit: asked }), typed);
}
