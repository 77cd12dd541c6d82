/** A chosen filter in words: "Walnut", "≥ $20", "4 stars and up", "On sale". */
import { useInstantSearch, type useCurrentRefinements } from "react-instantsearch";
import { useLocale } from "../../i18n/locale.tsx";
import { currencyOfPages } from "../../shop/delivery.ts";
import { currencyOf, type ProductFields } from "../../shop/hit.ts";

export type Choice = ReturnType<typeof useCurrentRefinements>["items"][number]["refinements"][number];

export function useChoiceLabel(): (choice: Choice) => string {
  const { language, t, money } = useLocale();
  const { results } = useInstantSearch();
  const first = results?.hits[0] as ProductFields | undefined;
  const currency = first ? currencyOf(first) : currencyOfPages(language);
  return (choice) => {
    if (choice.attribute === "price") {
      return `${choice.operator === "<=" ? "≤" : "≥"} ${money(Number(choice.value), currency)}`;
    }
    if (choice.attribute === "rating") return t.starsUp(Number(choice.value));
    if (choice.attribute === "on_sale") return t.onlySale;
    if (choice.attribute === "new") return t.onlyNew;
    if (choice.attribute === "in_stock") return t.onlyStock;
    return choice.label.split(" > ").at(-1)!;
  };
}
