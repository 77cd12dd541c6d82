import { common, useWords } from "../words.ts";

interface PagerProps {
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  readonly onPage: (page: number) => void;
}

/** Steps through the pages of a list; nothing where there is one page only. */
export function Pager({ page, pages, onPage }: PagerProps) {
  const t = useWords(common);
  if (pages <= 1) return null;
  return (
    <div className="pager">
      <button type="button" className="button-quiet" disabled={page === 0} onClick={() => onPage(page - 1)}>
        {t.previous}
      </button>
      <span>{t.page(page + 1, pages)}</span>
      <button type="button" className="button-quiet" disabled={page + 1 >= pages} onClick={() => onPage(page + 1)}>
        {t.next}
      </button>
    </div>
  );
}
