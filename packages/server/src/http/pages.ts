/**
 * The built web pages: hashed assets are cached for good, every other path that a browser navigates to gets index.html with
 * the public key written in, so that a link into the shop opens the page it names.
 */
import { readFile } from "node:fs/promises";
import { join, normalize, sep } from "node:path";
import { AisleError } from "@aisle/core/base";

const types: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  ico: "image/x-icon",
  jpg: "image/jpeg",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  map: "application/json",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  webmanifest: "application/manifest+json",
  webp: "image/webp",
  woff2: "font/woff2",
};

const policy =
  "default-src 'self'; img-src 'self' data: https:; style-src 'self' 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'";

export interface PagesOptions {
  /** Folder of the build, with index.html. */
  readonly directory: string;
  /** Replaces %AISLE_SEARCH_KEY% in index.html. */
  readonly searchKey: string;
}

/** Answers GET requests for files and pages; undefined where the request is for something else. */
export function createPages(options: PagesOptions): (request: Request) => Promise<Response | undefined> {
  let index: string | undefined;

  async function page(): Promise<Response> {
    if (index === undefined) {
      try {
        index = (await readFile(join(options.directory, "index.html"), "utf8")).replaceAll("%AISLE_SEARCH_KEY%", options.searchKey);
      } catch (cause) {
        throw new AisleError("unavailable", "the web pages are not built; `npm start` builds them", {}, cause);
      }
    }
    return new Response(index, {
      headers: {
        "content-type": types["html"]!,
        "cache-control": "no-cache",
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
      },
    });
  }

  return async (request) => {
    if (request.method !== "GET" && request.method !== "HEAD") return undefined;
    let path: string;
    try {
      path = normalize(decodeURIComponent(new URL(request.url).pathname));
    } catch {
      return undefined;
    }
    if (path.includes("\0")) return undefined;
    const extension = /\.(\w+)$/.exec(path)?.[1] ?? "";
    const type = types[extension];
    if (type === undefined || path === `${sep}index.html`) return page();
    try {
      const bytes = await readFile(join(options.directory, path));
      const cache = path.startsWith(`${sep}assets${sep}`) ? "public, max-age=31536000, immutable" : "public, max-age=3600";
      return new Response(bytes, { headers: { "content-type": type, "cache-control": cache, "x-content-type-options": "nosniff" } });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Response("not found", { status: 404 });
      throw error;
    }
  };
}
