import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { defaultLimits, isAisleError } from "@aisle/core/base";
import type { Product } from "@aisle/core/catalog";
import { readCatalog } from "./read-catalog.ts";
import type { ReadOptions, RowProblem } from "./read-catalog.ts";

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "aisle-catalog-"));
});
after(() => rm(folder, { recursive: true }));

interface Outcome {
  readonly products: Product[];
  readonly lines: number[];
  readonly problems: RowProblem[];
  readonly error?: string;
}

async function readFrom(path: string, options: ReadOptions = {}): Promise<Outcome> {
  const outcome: Outcome = { products: [], lines: [], problems: [] };
  try {
    for await (const item of readCatalog(path, options)) {
      if ("problem" in item) outcome.problems.push(item.problem);
      else {
        outcome.products.push(item.product);
        outcome.lines.push(item.line);
      }
    }
  } catch (error) {
    if (!isAisleError(error)) throw error;
    assert.ok(error.message.startsWith(path), `${error.message} does not name the file`);
    return { ...outcome, error: `${error.code} ${error.message.slice(path.length)}` };
  }
  return outcome;
}

let files = 0;
async function read(content: string | Uint8Array, options: ReadOptions = {}): Promise<Outcome> {
  const path = join(folder, `feed-${files++}`);
  await writeFile(path, content);
  const outcome = await readFrom(path, options);
  await rm(path);
  return outcome;
}

const titles = (outcome: Outcome) => outcome.products.map((product) => product.title);
const problems = (outcome: Outcome) => outcome.problems.map(({ line, field }) => `${line} ${field}`);

test("JSON Lines, with a broken line among them", async () => {
  const outcome = await read('{"id":1,"title":"a"}\n\n{"id":2,"title":\n{"id":3,"title":"c"}');
  assert.deepEqual(titles(outcome), ["a", "c"]);
  assert.deepEqual(outcome.lines, [1, 4]);
  assert.deepEqual(problems(outcome), ["3 row"]);
});

test("a JSON array on one line or many, and an object around it", async () => {
  assert.deepEqual(titles(await read('[{"title":"a"},{"title":"[b],{"},{"title":"c\\"]"}]')), ["a", "[b],{", 'c"]']);
  const many = await read('[\n {\n "title": "a"},\n {"title": 5x},\n {"title": "c"}\n]\n');
  assert.deepEqual([titles(many), many.lines, problems(many)], [["a", "c"], [2, 5], ["4 row"]]);
  assert.deepEqual(titles(await read('{"products":[{"title":"a"},{"title":"b"}],"total":2}')), ["a", "b"]);
  assert.deepEqual(titles(await read('{\n  "total": 2,\n  "products": [\n    {"title": "a"},\n    {"title": "b"}\n  ]\n}')), ["a", "b"]);
  assert.deepEqual(titles(await read('{"title":"only","categories":["A","B"]}')), ["only"]);
});

test("CSV with quotes, line breaks, other separators, repeated columns", async () => {
  const outcome = await read('id,title,description,tag,tag\r\n1,"a ""b"", c","two\nlines",x,y\r\n2,short\r\n3,d,,,\r\n');
  assert.deepEqual(titles(outcome), ['a "b", c', "d"]);
  assert.equal(outcome.products[0]!.description, "two\nlines");
  assert.deepEqual(outcome.products[0]!.attributes, { tag: ["x", "y"] });
  assert.deepEqual(problems(outcome), ["4 row"]);
  assert.deepEqual((await read("id;title;price\n1;Tasse;1.234,50 €\n")).products[0]!.offers, [
    { currency: "EUR", price: 1234.5, availability: "in_stock" },
  ]);
  assert.deepEqual(titles(await read("title\nonly\n")), ["only"]);
});

test("TSV does not quote", async () => {
  const outcome = await read('id\ttitle\tsize\n1\t12" pan\t"a ""b"""\n2\t"Best" mug\tM\n');
  assert.deepEqual(titles(outcome), ['12" pan', '"Best" mug']);
  assert.equal(outcome.products[0]!.attributes["size"], 'a "b"');
});

const merchantFeed = `<?xml version="1.0"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>
<title>Shop</title><link>https://shop.example</link>
<item><g:id>A</g:id><title><![CDATA[Cups & more]]></title><link>https://shop.example/a</link><g:price>15.00 USD</g:price>
<g:additional_image_link>/1.jpg</g:additional_image_link><g:additional_image_link>/2.jpg</g:additional_image_link>
<g:shipping><g:country>US</g:country><g:price>5 USD</g:price></g:shipping></item>
<item><g:id>B</g:id><description>no title</description></item>
<item><g:id>C</g:id><title>Caf&eacute; &amp; bar</title></item>
</channel></rss>`;

test("a Google Merchant feed in RSS and in Atom", async () => {
  const rss = await read(merchantFeed);
  assert.deepEqual(titles(rss), ["Cups & more", "Café & bar"]);
  assert.deepEqual(rss.lines, [4, 8]);
  assert.deepEqual(problems(rss), ["7 title"]);
  assert.deepEqual(rss.products[0]!.images, ["/1.jpg", "/2.jpg"]);
  assert.equal(rss.products[0]!.attributes["shipping.country"], "US");
  const atom = await read(
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>S</title><entry><id>1</id><title>a</title><link href="https://shop.example/1"/></entry></feed>',
  );
  assert.deepEqual([titles(atom), atom.products[0]!.link], [["a"], "https://shop.example/1"]);
});

test("gzip, byte order marks and UTF-16 are told by the content", async () => {
  assert.deepEqual(titles(await read(gzipSync('{"title":"a"}\n'))), ["a"]);
  assert.deepEqual(titles(await read(gzipSync(merchantFeed))), ["Cups & more", "Café & bar"]);
  assert.deepEqual((await read("\ufeffid,title\n7,a\n")).products[0]!.id, "7");
  assert.deepEqual(titles(await read('\ufeff[{"title":"a"}]')), ["a"]);
  assert.deepEqual(titles(await read(Buffer.from("\ufeffid\ttitle\n7\t杯子\n", "utf16le"))), ["杯子"]);
});

test("broken UTF-8 is replaced and reported once a file, the row is used", async () => {
  const row = Buffer.concat([Buffer.from('{"title":"a'), Buffer.from([0xff, 0xfe]), Buffer.from('"}\n')]);
  const outcome = await read(Buffer.concat([Buffer.from('{"title":"whole"}\n'), row, row]));
  assert.deepEqual(titles(outcome), ["whole", "a\ufffd\ufffd", "a\ufffd\ufffd"]);
  assert.deepEqual(
    outcome.problems.map(({ line, used }) => [line, used]),
    [[2, true]],
  );
});

test("a file that cannot be read on is an error after what stood before", async () => {
  const zipped = gzipSync(Array.from({ length: 5000 }, (_, i) => `{"id":${i},"title":"${(i * 7919) % 9973} cup"}\n`).join(""));
  const torn = await read(zipped.subarray(0, zipped.length - 2000));
  assert.ok(torn.products.length > 0);
  assert.match(torn.error!, /^bad_file : is no complete gzip file/);
  const open = await read('[{"title":"a"},\n{"title":"b"},{"ti');
  assert.deepEqual(titles(open), ["a", "b"]);
  assert.equal(open.error, "bad_file :2: ends inside the array after 2 complete rows");
  assert.match((await read('[{"title":"a"}]]')).error!, /^bad_file :1: /);
  assert.match((await read("<rss><item><title>a</title></item><item>")).error!, /^bad_file :1: is no well-formed XML/);
  assert.match((await read("<rss><item><title>a</wrong></item></rss>")).error!, /^bad_file :1: /);
  const unclosed = await read('a,title\n1,b\n2,"never closed\n2,b');
  assert.deepEqual(titles(unclosed), ["b"]);
  assert.match(unclosed.error!, /^bad_file :3: is no readable CSV/);
  assert.match((await read(Buffer.from("PK\u0003\u0004rest"))).error!, /zip archive/);
  assert.match((await readFrom(join(folder, "missing"))).error!, /^bad_file : cannot be read/);
  assert.match((await readFrom(folder)).error!, /^bad_file : cannot be read/);
});

test("a file without a usable row is an error that says why", async () => {
  assert.match((await read("")).error!, /^no_usable_rows  is empty/);
  assert.match((await read("  \n ")).error!, /^no_usable_rows/);
  assert.match((await read("[]")).error!, /^no_usable_rows/);
  assert.match((await read("a,b\n1,2\n")).error!, /^no_usable_rows .*line 2: title: is missing/);
  assert.match((await read('{"x":1}\n{"x":2}')).error!, /^no_usable_rows/);
});

test("a row above the limit is skipped without being held; in CSV it ends the file", async () => {
  const limits = { ...defaultLimits, rowBytes: 200_000 };
  const huge = "x".repeat(500_000);
  const lines = await read(`{"title":"a"}\n{"title":"${huge}"}\n{"title":"c"}\n`, { limits });
  assert.deepEqual([titles(lines), problems(lines)], [["a", "c"], ["2 row"]]);
  const array = await read(`[{"title":"a"},\n{"title":"${huge}"},{"title":"c"}]`, { limits });
  assert.deepEqual([titles(array), problems(array)], [["a", "c"], ["2 row"]]);
  const tsv = await read(`id\ttitle\n1\ta\n2\t${huge}\n3\tc\n`, { limits });
  assert.deepEqual([titles(tsv), problems(tsv)], [["a", "c"], ["3 row"]]);
  const xml = await read(
    `<l><item><title>a</title></item>\n<item><title>${huge.slice(0, 300_000)}</title></item><item><title>c</title></item></l>`,
    { limits },
  );
  assert.deepEqual([titles(xml), problems(xml)], [["a", "c"], ["2 title"]]);
  const csv = await read(`id,title\n1,a\n2,${huge}\n3,c\n`, { limits });
  assert.deepEqual(titles(csv), ["a"]);
  assert.match(csv.error!, /^bad_file :3: is no readable CSV \(Max Record Size/);
});

test("deep nesting is a bad row", async () => {
  const deep = `${'{"d":'.repeat(5000)}1${"}".repeat(5000)}`;
  const lines = await read(`{"title":"a"}\n{"title":"b","x":${deep}}\n`);
  assert.deepEqual([titles(lines), lines.problems.length], [["a"], 1]);
  const xml = await read(`<l><item><title>a</title></item><item><title>b</title>${"<d>".repeat(2000)}1${"</d>".repeat(2000)}</item></l>`);
  assert.deepEqual([titles(xml), xml.problems.length], [["a"], 1]);
});

test("any bytes are read or refused with a code that names the file", async () => {
  const samples = ['{"title":"a"}\n{"title":"b"}', '[{"title":"a"},{"title":"b"}]', 'id,title\n1,"a"\n', "id\ttitle\n1\ta\n", merchantFeed];
  const damaged = fc
    .record({
      sample: fc.constantFrom(...samples),
      cut: fc.nat(600),
      at: fc.nat(600),
      insert: fc.uint8Array({ maxLength: 6 }),
      gzip: fc.boolean(),
    })
    .map(({ sample, cut, at, insert, gzip }) => {
      const plain = Buffer.from(sample);
      const source = gzip ? gzipSync(plain) : plain;
      const place = at % source.length;
      return Buffer.concat([source.subarray(0, place), insert, source.subarray(place, source.length - (cut % source.length))]);
    });
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 300 }), damaged), async (bytes) => {
      const outcome = await read(bytes);
      assert.ok(outcome.error === undefined || /^(bad_file|no_usable_rows|too_large) /.test(outcome.error), String(outcome.error));
    }),
    { numRuns: 300 },
  );
});

test("pieces of any size give the same rows", async () => {
  const rows = fc.array(
    fc.record({ id: fc.uuid(), title: fc.string({ unit: "grapheme", minLength: 1 }).filter((one) => one.trim() !== "") }),
    { minLength: 1, maxLength: 20 },
  );
  await fc.assert(
    fc.asyncProperty(rows, async (list) => {
      const expected = list.map((row) => row.title.trim());
      assert.deepEqual(titles(await read(JSON.stringify(list))), expected);
      assert.deepEqual(titles(await read(JSON.stringify(list, undefined, 2))), expected);
      assert.deepEqual(titles(await read(`${list.map((row) => JSON.stringify(row)).join("\n")}\n`)), expected);
      const csv = ["id,title", ...list.map((row) => `${row.id},"${row.title.replaceAll('"', '""')}"`)].join("\n");
      assert.deepEqual(titles(await read(csv)), expected);
    }),
    { numRuns: 40 },
  );
});

const datasets = process.env["AISLE_DATASETS"] ?? join(import.meta.dirname, "../../../../../shared/data");
const sets: readonly (readonly [string, number, ReadOptions])[] = [
  ["search/esci_us_small/products.jsonl.gz", 6764, { map: { id: "asin" } }],
  ["search/ecom_zh_mini/catalogue_openbg.jsonl", 2416, {}],
  ["catalog/bestbuy_small/products.json.gz", 3291, {}],
  ["catalog/bigbasket_grocery/bigbasket_products.csv.gz", 6078, {}],
  ["catalog/instacart_products/products.csv.gz", 49_688, {}],
  ["catalog/myntra_fashion/myntra_products_catalog.csv.gz", 12_491, {}],
];

test("published catalogues load as they lie", async (t) => {
  if (!existsSync(datasets)) {
    t.skip("needs AISLE_DATASETS");
    return;
  }
  for (const [name, count, options] of sets) {
    const path = join(datasets, name);
    if (!existsSync(path)) {
      t.diagnostic(`skipped: needs AISLE_DATASETS/${name}`);
      continue;
    }
    const outcome = await readFrom(path, options);
    assert.equal(outcome.products.length, count, name);
  }
});
