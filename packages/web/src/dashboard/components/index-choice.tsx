/** Which index a page is about; nothing to choose where the shop has one. The address keeps the choice. */
import { useQuery } from "@tanstack/react-query";
import { defaultIndex, readIndexes } from "../api.ts";
import type { Params } from "../params.ts";
import { useFormats, useWords } from "../words.ts";

const words = { en: { index: "Index" }, zh: { index: "索引" } };

/** The index that the address names, or the default one. */
export function indexIn(params: Params): string {
  return params.get("index") || defaultIndex;
}

/** What an address that has parameters already adds to stay with an index. */
export function indexParameter(index: string): string {
  return index === defaultIndex ? "" : `&index=${encodeURIComponent(index)}`;
}

export function IndexChoice({ params }: { readonly params: Params }) {
  const t = useWords(words);
  const f = useFormats();
  const { data } = useQuery({ queryKey: ["indexes"], queryFn: readIndexes, staleTime: 30_000 });
  if (data === undefined || data.indexes.length < 2) return null;
  return (
    <select
      aria-label={t.index}
      value={indexIn(params)}
      onChange={({ target }) => params.set({ index: target.value === defaultIndex ? "" : target.value, page: "" })}
    >
      {data.indexes.map(({ name, products }) => (
        <option key={name} value={name}>{`${t.index}: ${name} (${f.whole(products)})`}</option>
      ))}
    </select>
  );
}
