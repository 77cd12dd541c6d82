/**
 * XML feeds: Google Merchant RSS (`item`) and Atom (`entry`) with g: names, and plain lists of `product` or `offer`. Children
 * become columns by their local name, repeated ones lists, nested ones objects. Namespaces are not resolved: feeds declare
 * them carelessly. DTDs are not read, so no entity can expand; the usual HTML entities are known.
 */
import { SaxesParser } from "saxes";
import { badFile } from "./source-text.ts";
import { hasReplacement } from "./raw-row.ts";
import type { RawRow, ReaderOptions } from "./raw-row.ts";

const rowNames: ReadonlySet<string> = new Set(["item", "entry", "product", "offer"]);
const htmlEntities: Readonly<Record<string, string>> = {
  nbsp: "\u00a0",
  copy: "©",
  reg: "®",
  trade: "™",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  bull: "•",
  hellip: "…",
  deg: "°",
  times: "×",
  euro: "€",
  pound: "£",
  yen: "¥",
  eacute: "é",
  egrave: "è",
  agrave: "à",
  uuml: "ü",
  ouml: "ö",
  auml: "ä",
  szlig: "ß",
};

interface Element {
  readonly name: string;
  text: string;
  readonly children: Map<string, unknown[]>;
  readonly href: string | undefined;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function valueOf(element: Element): unknown {
  if (element.children.size > 0) return objectOf(element);
  const text = element.text.trim();
  return text === "" ? element.href : text;
}

function objectOf(element: Element): Record<string, unknown> {
  return Object.fromEntries([...element.children].map(([name, values]) => [name, values.length === 1 ? values[0] : values]));
}

/** Rows of an XML text. */
export async function* readXml(text: AsyncIterable<string>, { file, limits }: ReaderOptions): AsyncGenerator<RawRow> {
  const parser = new SaxesParser({ xmlns: false, fileName: file });
  Object.assign(parser.ENTITIES, htmlEntities);
  const ready: RawRow[] = [];
  const stack: Element[] = [];
  let failure: { reason: string; line: number } | undefined;
  let line = 0;
  let size = 0;
  let quiet = 0;
  let problem: { reason: string; field: string } | undefined;
  let replaced = false;

  parser.on("error", (error) => {
    failure ??= { reason: error.message.replace(/^.*?\d+:\d+: /, ""), line: parser.line };
  });
  parser.on("opentag", (tag) => {
    quiet = 0;
    const name = localName(tag.name);
    if (stack.length === 0) {
      if (!rowNames.has(name.toLowerCase()) || tag.isSelfClosing) return;
      line = parser.line;
      size = 0;
      problem = undefined;
      replaced = false;
    } else if (stack.length >= limits.depth) {
      problem ??= { reason: `is nested deeper than ${limits.depth} levels`, field: name };
    }
    const href = tag.attributes["href"];
    // Deeper levels than the limit are counted and not kept.
    stack.push({ name, text: "", children: new Map(), href: typeof href === "string" ? href : undefined });
  });
  const addText = (piece: string) => {
    quiet = 0;
    const element = stack.at(-1);
    if (element === undefined) return;
    size += piece.length;
    if (size > limits.rowBytes) problem ??= { reason: `is longer than ${limits.rowBytes} characters`, field: element.name };
    else {
      element.text += piece;
      replaced ||= hasReplacement(piece);
    }
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    quiet = 0;
    const element = stack.pop();
    if (element === undefined) return;
    const parent = stack.at(-1);
    if (parent === undefined) {
      ready.push(problem ? { line, ...problem } : { line, values: objectOf(element), replaced });
      return;
    }
    if (stack.length >= limits.depth || problem) return;
    const value = valueOf(element);
    if (value === undefined) return;
    const list = parent.children.get(element.name);
    if (list === undefined) parent.children.set(element.name, [value]);
    else if (list.length < limits.values) list.push(value);
    else problem = { reason: `comes more than ${limits.values} times`, field: element.name };
  });

  for await (const piece of text) {
    quiet += piece.length;
    if (quiet > limits.rowBytes * 2) throw badFile(file, `has ${quiet} characters without a tag`, parser.line);
    parser.write(piece);
    yield* ready.splice(0);
    if (failure) throw badFile(file, `is no well-formed XML (${failure.reason})`, failure.line);
  }
  parser.close();
  yield* ready.splice(0);
  if (failure) throw badFile(file, `is no well-formed XML (${failure.reason})`, failure.line);
}
