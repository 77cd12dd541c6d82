/** Why a recommended product stands where it stands, in the shopper's language. */
import { useLocale } from "../i18n/locale.tsx";
import type { Reason } from "../shop/hit.ts";
import { Icon } from "./icon.tsx";

/** Titles of the products that reasons name, by id. */
export type Titles = ReadonlyMap<string, string>;

function useWords(reason: Reason | undefined, titles: Titles): string | undefined {
  const { t } = useLocale();
  switch (reason?.code) {
    case "viewed_together":
    case "bought_together":
    case "similar_text":
    case "same_category": {
      const title = reason.title ?? titles.get(reason.product ?? "");
      return title === undefined ? undefined : t.because[reason.code](title);
    }
    case "popular_in_category":
      return reason.category === undefined ? t.because.popular : t.because.popular_in_category(reason.category.split(" > ").at(-1)!);
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

export function ReasonLine({ reason, titles }: { readonly reason: Reason | undefined; readonly titles: Titles }) {
  const { t } = useLocale();
  const words = useWords(reason, titles);
  if (words === undefined) return null;
  return (
    <p className="reason" title={words}>
      <Icon name="spark" />
      <span className="unseen">{t.why} </span>
      <span className="reason-text">{words}</span>
    </p>
  );
}
