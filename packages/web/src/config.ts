/** What the server writes into the page: application id and public key of this shop. */

function meta(name: string): string | undefined {
  const content = document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content;
  return content === undefined || content === "" || content.startsWith("%") ? undefined : content;
}

export const appId = meta("aisle-app-id") ?? "aisle";
/** Without a server that filled it in (the development server), any key serves: Aisle on 127.0.0.1 says what it refuses. */
export const searchKey = meta("aisle-search-key") ?? import.meta.env["VITE_AISLE_SEARCH_KEY"] ?? "none";
export const indexName = "products";
