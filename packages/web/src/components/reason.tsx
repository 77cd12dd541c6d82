/** Why a recommended product stands where it stands, in the shopper's language. */
import { useLocale } from "../i18n/locale.tsx";
import { pathOf, type ProductFields } from "../shop/hit.ts";

/** Titles of the products that reasons name, by id. */
export type Titles = ReadonlyMap<string, string>;

/** The reason's category as the product's own texts call it: those are in the language of the page. */
function categoryOf(hit: ProductFields, category: string): string {
  const names = category.split(" > ");
  const path = pathOf(hit);
  const same = path.find(({ name, value }) => value === category || name === category);
  return (same ?? (names.length > 1 ? path[names.length - 1] : path.at(-1)))?.name ?? names.at(-1)!;
}

/** The reason as a sentence; undefined where there is none, or the title it names is not known yet. */
export function useReasonWords(hit: ProductFields, titles: Titles): string | undefined {
  const { t } = useLocale();
  const reason = hit._reason;
  switch (reason?.code) {
    case "viewed_together":
    case "bought_together":
    case "similar_text":
    case "same_category": {
      const title = reason.title ?? titles.get(reason.product ?? "");
      return title === undefined ? undefined : t.because[reason.code](title);
    }
    case "popular_in_category":
      return reason.category === undefined ? t.because.popular : t.because.popular_in_category(categoryOf(hit, reason.category));
    case "trending":
    case "popular":
    case "recently_viewed":
    case "new_product":
      return t.because[reason.code];
    default:
      // A newer server may know reasons that this page does not.
      return undefined;
  }
}
