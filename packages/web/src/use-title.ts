/** The document's title while a page is open. */
import { useEffect } from "react";
import { useLocale } from "./i18n/locale.tsx";

export function useTitle(page: string | undefined): void {
  const { t } = useLocale();
  useEffect(() => {
    document.title = page === undefined ? `Aisle · ${t.tagline}` : t.pageTitle(page);
  }, [page, t]);
}
