/**
 * The built web pages: hashed assets are cached for good, every other path that a browser navigates to gets the page it
 * belongs to, the shop's with the public key and the markets written in, so that a link into the shop opens what it names.
 */
import { readFile } from "node:fs/promises";
import { join, normalize, sep } from "node:path";
import { AisleError } from "@aisle/core/base";
import { CompressedFiles, encodingOf } from "./compressed-files.ts";

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

/** The pages that a build has, by the path under which all addresses are theirs; the first that fits. */
const entries = [
  {
    path: /^\/dashboard(?:\/|$)/,
    file: "dashboard.html",
    policy:
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; connect-src 'self'; form-action 'self'; " +
      "frame-ancestors 'none'; base-uri 'none'",
  },
  {
    path: /^/,
    file: "index.html",
    policy:
      "default-src 'self'; img-src 'self' data: https:; style-src 'self' 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'; " +
      "base-uri 'self'",
  },
] as const;

export interface PagesOptions {
  /** Folder of the build, with index.html. */
  readonly directory: string;
  /** Replaces %AISLE_SEARCH_KEY% in index.html. */
  readonly searchKey: string;
  /** Market by language; replaces %AISLE_MARKETS%. */
  readonly markets: Readonly<Record<string, string | undefined>>;
}

/** Answers GET requests for files and pages; undefined where the request is for something else. */
export function createPages(options: PagesOptions): (request: Request) => Promise<Response | undefined> {
  const read = new Map<string, string>();
  const files = new CompressedFiles();

  async function page(path: string): Promise<Response> {
    const { file, policy } = entries.find((entry) => entry.path.test(path))!;
    let text = read.get(file);
    if (text === undefined) {
      try {
        text = (await readFile(join(options.directory, file), "utf8"))
          .replaceAll("%AISLE_SEARCH_KEY%", options.searchKey)
          .replaceAll("%AISLE_MARKETS%", encodeURIComponent(JSON.stringify(options.markets)));
      } catch (cause) {
        throw new AisleError("unavailable", "the web pages are not built; `npm start` builds them", {}, cause);
      }
      read.set(file, text);
    }
    return new Response(text, {
      headers: {
        "content-type": types["html"]!,
        "cache-control": "no-cache",
        "content-security-policy": policy,
        "referrer-policy": "same-origin",
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
    if (type === undefined || extension === "html") return page(path.replaceAll(sep, "/"));
    try {
      const bytes = await readFile(join(options.directory, path));
      const lasting = path.startsWith(`${sep}assets${sep}`);
      const headers = new Headers({
        "content-type": type,
        "cache-control": lasting ? "public, max-age=31536000, immutable" : "public, max-age=3600",
        "x-content-type-options": "nosniff",
      });
      if (!lasting) return new Response(bytes, { headers });
      headers.set("vary", "accept-encoding");
      const encoding = encodingOf(request.headers.get("accept-encoding"));
      const compressed = encoding && (await files.get(path, bytes, encoding));
      if (compressed) headers.set("content-encoding", encoding);
      return new Response(compressed ?? bytes, { headers });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Response("not found", { status: 404 });
      throw error;
    }
  };
}
