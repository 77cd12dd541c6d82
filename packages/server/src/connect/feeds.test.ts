import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { isAisleError } from "@aisle/core/base";
import { volatileMemory } from "@aisle/api/connect/memory";
import { loadProductFeed, readFeed, shownAddress } from "./feeds.ts";
import { parseFeed } from "./parse-feed.ts";

const rss = `<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
  <title>Trail news</title><link>https://news.example/</link>
  <item><title>Shoes &amp;amp; paths</title><link>https://news.example/1</link><guid isPermaLink="false">n-1</guid>
    <pubDate>Fri, 03 Oct 2025 10:00:00 +0200</pubDate><description><![CDATA[<p>Ten <b>new</b> shoes&#8230;</p>]]></description></item>
  <item><title></title><description>No title, but words</description></item>
  <item><guid>https://news.example/3</guid><title>Third</title><pubDate>some day</pubDate></item>
  <item></item>
</channel></rss>`;

const atom = `\ufeff<feed xmlns="http://www.w3.org/2005/Atom"><title type="text">Reviews</title>
  <entry><id>urn:1</id><title type="html">Good &lt;i&gt;grip&lt;/i&gt;</title>
    <link rel="self" href="https://r.example/self"/><link href="https://r.example/1"/>
    <updated>2025-10-04T08:00:00Z</updated><published>2025-10-03T08:00:00Z</published>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Sole:</p><p>Holds in the <em>wet</em>.</p></div></content></entry>
</feed>`;

test("RSS items", () => {
  assert.deepEqual(parseFeed(rss, "rss"), {
    title: "Trail news",
    items: [
      {
        id: "n-1",
        title: "Shoes & paths",
        link: "https://news.example/1",
        summary: "Ten new shoes…",
        published: Date.parse("2025-10-03T08:00:00Z"),
      },
      { id: "12e73b0a5d40dd114c0b74167261c9d2", title: "No title, but words", summary: "No title, but words" },
      { id: "https://news.example/3", title: "Third", link: "https://news.example/3" },
    ],
  });
});

test("Atom entries", () => {
  assert.deepEqual(parseFeed(atom, "atom"), {
    title: "Reviews",
    items: [
      {
        id: "urn:1",
        title: "Good grip",
        link: "https://r.example/1",
        summary: "Sole: Holds in the wet.",
        published: Date.parse("2025-10-03T08:00:00Z"),
      },
    ],
  });
});

test("what is no feed is bad_file, and nothing else is thrown", () => {
  const bad = (error: unknown) => isAisleError(error, "bad_file");
  const bomb = `<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>`;
  for (const text of ["", "{}", "<html><body/></html>", "<rss>", "<rss></feed>", bomb, `<rss>${"<a>".repeat(100)}`])
    assert.throws(() => parseFeed(text, "x"), bad, text.slice(0, 40));
  const parts = fc.constantFrom(
    "<rss>",
    "<channel>",
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "<link href='x'/>",
    "<![CDATA[",
    "]]>",
    "&#xd800;",
    "&#0;",
    "&x;",
    "<guid>",
    "</guid>",
    "text",
    "<",
    "</rss>",
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 30 }), (pieces) => {
      try {
        parseFeed(pieces.join(""), "x");
      } catch (error) {
        if (!bad(error)) throw error;
      }
    }),
    { numRuns: 500 },
  );
});

test("a feed that has not changed is not read again, one that failed is", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "aisle-feed-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const asked: Record<string, string>[] = [];
  const fetch = async (_: URL, init: RequestInit) => {
    const headers = init.headers as Record<string, string>;
    asked.push(headers);
    if (headers["if-none-match"] === '"v1"') return new Response(null, { status: 304 });
    return new Response(rss, { headers: { etag: '"v1"', "last-modified": "Fri, 03 Oct 2025 08:00:00 GMT" } });
  };
  const options = { memory: volatileMemory(), fetch, signal: new AbortController().signal };
  const address = "https://user:p%40ss@feeds.example/a.xml";
  await assert.rejects(
    loadProductFeed(address, folder, options, () => Promise.reject(new Error("no"))),
    /no/,
  );
  assert.deepEqual(readdirSync(folder), []);
  let loaded = "";
  const load = async (file: string) => {
    loaded = readFileSync(file, "utf8");
  };
  assert.equal(await loadProductFeed(address, folder, options, load), true);
  assert.equal(loaded, rss);
  assert.equal(await loadProductFeed(address, folder, options, load), false);
  assert.deepEqual(
    asked.map((headers) => headers["if-none-match"]),
    [undefined, undefined, '"v1"'],
  );
  assert.equal(asked[2]!["if-modified-since"], "Fri, 03 Oct 2025 08:00:00 GMT");
  assert.equal(asked[0]!["authorization"], `Basic ${Buffer.from("user:p@ss").toString("base64")}`);
  assert.equal((await readFeed("https://feeds.example/b.xml", options))?.items.length, 3);
  assert.equal(shownAddress(address), "https://feeds.example/a.xml");
  const failing = { ...options, fetch: async () => new Response("", { status: 500 }) };
  await assert.rejects(readFeed("https://feeds.example/c.xml", failing), (error) => isAisleError(error, "unavailable"));
  await assert.rejects(readFeed("https://feeds.example/c.xml", { ...options, maximumBytes: 10 }), (error) =>
    isAisleError(error, "too_large"),
  );
});
