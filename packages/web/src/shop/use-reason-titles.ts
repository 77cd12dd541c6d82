/** Titles of the products that reasons name: from the server where it gives them, else asked for once per list. */
import { useLocale } from "../i18n/locale.tsx";
import { useAnswer } from "../use-answer.ts";
import { fetchProducts } from "./ask.ts";
import { titleOf, type ProductHit } from "./hit.ts";

const none: ReadonlyMap<string, string> = new Map();

export function useReasonTitles(hits: readonly ProductHit[] | undefined): ReadonlyMap<string, string> {
  const { language } = useLocale();
  const known = new Map(hits?.map((hit) => [hit.objectID, titleOf(hit)]));
  const missing = new Set<string>();
  for (const { _reason: reason } of hits ?? []) {
    if (reason?.product !== undefined && reason.title === undefined && !known.has(reason.product)) missing.add(reason.product);
  }
  const wanted = [...missing].sort();
  const { value } = useAnswer(`${language} ${JSON.stringify(wanted)}`, async () => {
    const found = await fetchProducts(wanted, language);
    return new Map(found.map((hit) => [hit.objectID, titleOf(hit)]));
  });
  return value ? new Map([...known, ...value]) : known.size > 0 ? known : none;
}
