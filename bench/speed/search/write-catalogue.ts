/**
 * Writes a synthetic English catalogue as an Aisle catalogue file and prints queries for it as a JSON array. A process of its own,
 * so that a load generator's heap stays small and its collector does not stand in the measured times.
 *
 *   node bench/speed/search/write-catalogue.ts --size N --out FILE
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { seededRandom } from "../../../packages/core/src/base.ts";
import { generateCatalogue, sampleQueries } from "./catalogue.ts";
import { englishTexts } from "./texts.ts";

const { values } = parseArgs({ options: { size: { type: "string" }, out: { type: "string" } } });
const random = seededRandom(1);
const { documents, titles } = generateCatalogue({
  size: Number(values.size),
  random,
  texts: englishTexts(random),
  cut: (text) => text.split(/\s+/).filter((word) => word !== ""),
  space: " ",
  language: "en",
});
writeFileSync(
  values.out!,
  documents
    .map((document) =>
      JSON.stringify({
        id: document.id,
        item_group_id: document.group,
        title: document.texts.find((text) => text.field === "title")?.value,
        description: document.texts.find((text) => text.field === "description")?.value,
        brand: document.keywords?.["brand"]?.[0],
        product_type: document.keywords?.["categories"]?.join(" > "),
        color: document.keywords?.["color"]?.[0],
        price: `${document.numbers?.["price"] ?? 10} USD`,
      }),
    )
    .join("\n"),
);
console.log(JSON.stringify(sampleQueries(titles, 5_000, " ", 0.15, random)));
