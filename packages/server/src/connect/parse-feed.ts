/**
 * RSS 2.0, RSS 1.0 and Atom as items. A tolerant reader in the spirit of feed readers: names without their namespace, the first
 * of the usual elements wins, HTML in summaries becomes text, an item without an id is named by its link or by its content. No
 * DTD is read, so no entity expands.
 */
import { SaxesParser } from "saxes";
import { AisleError, contentHash, defaultLimits } from "@aisle/core/base";
import type { Limits } from "@aisle/core/base";

export interface FeedItem {
  readonly id: string;
  readonly title: string;
  readonly link?: string;
  readonly summary?: string;
  /** Milliseconds UTC. */
  readonly published?: number;
}

export interface Feed {
  readonly title?: string;
  readonly items: readonly FeedItem[];
}

/** Items of one feed; what comes after them is not read. */
const maximumItems = 10_000;

const itemNames = new Set(["item", "entry"]);
const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  hellip: "…",
  mdash: "—",
  ndash: "–",
};

/** Elements that stand within a word or a sentence; others part it. */
const inline = new Set(["a", "abbr", "b", "code", "em", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "u"]);

function plain(html: string): string {
  return html
    .replace(/<\/?([a-z][a-z\d]*)?[^<>]{0,2000}>/gi, (_, name?: string) =>
      name !== undefined && inline.has(name.toLowerCase()) ? "" : " ",
    )
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{1,10}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : "";
    })
    .replace(/\s+/g, " ")
    .trim();
}

/** RFC 822 and ISO 8601 are both what Date reads. */
function dateOf(text: string | undefined): number | undefined {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) || time < 0 ? undefined : time;
}

function itemOf(fields: ReadonlyMap<string, string>): FeedItem | undefined {
  const first = (...names: readonly string[]) =>
    names.map((name) => fields.get(name)?.trim()).find((value) => value !== undefined && value !== "");
  const summary = plain(first("description", "summary", "content", "encoded") ?? "");
  const title = plain(first("title") ?? "") || summary.slice(0, 200);
  if (title === "") return undefined;
  const link = first("link@alternate", "link", "guid@permalink");
  const published = dateOf(first("pubDate", "published", "date", "updated"));
  return {
    id: first("guid", "id", "link@alternate", "link") ?? contentHash(`${title}\n${summary}`),
    title,
    ...(link === undefined ? {} : { link }),
    ...(summary === "" ? {} : { summary }),
    ...(published === undefined ? {} : { published }),
  };
}

/** The items of a feed in its order; "bad_file" where the text is no well-formed feed. */
export function parseFeed(text: string, name: string, limits: Limits = defaultLimits): Feed {
  const parser = new SaxesParser({ xmlns: false, fileName: name });
  Object.assign(parser.ENTITIES, entities);
  const items: FeedItem[] = [];
  const path: string[] = [];
  let feedTitle = "";
  let fields: Map<string, string> | undefined;
  let depth = 0;
  let known = false;
  let problem: string | undefined;

  const add = (piece: string) => {
    if (fields === undefined) {
      if (path.at(-1) === "title" && path.length <= 3 && feedTitle.length < limits.textLength) feedTitle += piece;
      return;
    }
    const element = path[depth];
    if (element === undefined) return;
    const grown = (fields.get(element) ?? "") + piece;
    if (grown.length <= limits.textLength) fields.set(element, grown);
  };
  parser.on("error", (error) => {
    problem ??= `${parser.line}: is no well-formed XML (${error.message.replace(/^.*?\d+:\d+: /, "")})`;
  });
  parser.on("opentag", (tag) => {
    const local = tag.name.slice(tag.name.indexOf(":") + 1);
    if (path.length === 0) known = ["rss", "feed", "RDF"].includes(local);
    if (path.length >= limits.depth) problem ??= `${parser.line}: is nested deeper than ${limits.depth}`;
    path.push(local);
    if (fields === undefined) {
      if (itemNames.has(local)) {
        fields = new Map();
        depth = path.length;
      }
      return;
    }
    const attribute = (one: string) => {
      const value = tag.attributes[one];
      return typeof value === "string" ? value : undefined;
    };
    const href = attribute("href");
    if (path.length === depth + 1 && local === "link" && href !== undefined) {
      const rel = attribute("rel") ?? "alternate";
      if (rel === "alternate" && !fields.has("link@alternate")) fields.set("link@alternate", href);
    }
    // What an inner element holds is part of the text around it (Atom's xhtml).
    if (path.length > depth + 1 && !inline.has(local)) add(" ");
    if (path.length === depth + 1 && local === "guid" && attribute("isPermaLink") !== "false") fields.set("guid@permalink", "");
  });
  parser.on("text", add);
  parser.on("cdata", add);
  parser.on("closetag", () => {
    path.pop();
    if (fields === undefined || path.length >= depth) return;
    const guid = fields.get("guid")?.trim();
    if (fields.has("guid@permalink") && guid !== undefined && /^https?:/i.test(guid)) fields.set("guid@permalink", guid);
    const item = items.length < maximumItems ? itemOf(fields) : undefined;
    if (item) items.push(item);
    fields = undefined;
  });

  const bad = (reason: string) => new AisleError("bad_file", `${name}:${reason}`, { file: name });
  try {
    parser.write(text.replace(/^\ufeff?\s*/, "")).close();
  } catch (cause) {
    throw cause instanceof AisleError ? cause : bad(` ${(cause as Error).message}`);
  }
  if (problem !== undefined) throw bad(problem);
  if (!known) throw bad(" is neither RSS nor Atom");
  const title = plain(feedTitle);
  return { ...(title === "" ? {} : { title }), items };
}
