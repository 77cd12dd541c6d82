/** Addresses of the shop. The language is the first part of the path ("/zh/…"; English has none), so a link opens as it was sent. */

export const languages = ["en", "zh"] as const;
export type Language = (typeof languages)[number];

export type Route =
  | { readonly page: "home" | "search" | "cart" | "viewed" | "orders" | "missing" }
  | { readonly page: "product" | "order"; readonly id: string };

export interface Address {
  readonly language: Language;
  readonly route: Route;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Reads a path; an unknown one is the page that says so. */
export function parsePath(pathname: string): Address {
  const parts = pathname.split("/").filter((part) => part !== "");
  const language: Language = parts[0] === "zh" ? "zh" : "en";
  if (language === "zh") parts.shift();
  const [first, second, ...rest] = parts;
  if (first === undefined) return { language, route: { page: "home" } };
  if (rest.length > 0) return { language, route: { page: "missing" } };
  if (second === undefined && (first === "search" || first === "cart" || first === "viewed" || first === "orders"))
    return { language, route: { page: first } };
  if (second !== undefined && first === "p") return { language, route: { page: "product", id: decode(second) } };
  if (second !== undefined && first === "order") return { language, route: { page: "order", id: decode(second) } };
  return { language, route: { page: "missing" } };
}

export function pathTo(language: Language, route: Route): string {
  const start = language === "zh" ? "/zh" : "";
  switch (route.page) {
    case "home":
      return `${start}/`;
    case "product":
      return `${start}/p/${encodeURIComponent(route.id)}`;
    case "order":
      return `${start}/order/${encodeURIComponent(route.id)}`;
    case "search":
    case "cart":
    case "viewed":
    case "orders":
      return `${start}/${route.page}`;
    case "missing":
      return `${start}/missing`;
    default:
      return route satisfies never;
  }
}
