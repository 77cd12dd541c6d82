/**
 * The demo catalogue: models are drawn from the grammars of the departments, each with its own line name, price, rating and
 * combination of options, and come in colours or packs that share an item group. The same seed gives the same products.
 */
import { randomInteger, randomPick, seededRandom } from "@aisle/core/base";
import type { Random } from "@aisle/core/base";
import type { AttributeValue, Product } from "@aisle/core/catalog";
import { brands, lines } from "./brands.ts";
import type { Brand } from "./brands.ts";
import { colors } from "./colors.ts";
import { beautyAndGrocery } from "./departments/beauty-grocery.ts";
import { electronicsTypes } from "./departments/electronics.ts";
import { familyAndPets } from "./departments/family.ts";
import { fashion } from "./departments/fashion.ts";
import { homeTypes } from "./departments/home.ts";
import { kitchenTypes } from "./departments/kitchen.ts";
import { officeAndGarden } from "./departments/office-garden.ts";
import { shoesAndBags } from "./departments/shoes-bags.ts";
import { sportAndOutdoor } from "./departments/sport-outdoor.ts";
import type { Measure, Option, Pack, ProductType, Words } from "./product-type.ts";

/** Every type of the shop. */
export const productTypes: readonly ProductType[] = [
  ...fashion,
  ...shoesAndBags,
  ...electronicsTypes,
  ...homeTypes,
  ...kitchenTypes,
  ...beautyAndGrocery,
  ...sportAndOutdoor,
  ...familyAndPets,
  ...officeAndGarden,
];

/** Models of a type that come in colours or packs, and of one that does not. */
const modelsWithVariants = 19;
const modelsWithout = 40;
/** Share of models on sale, of variants that are sold out. */
const onSale = 0.22;
const soldOut = 0.03;

interface Variant {
  readonly slug: string;
  readonly en: string;
  readonly zh: string;
  readonly pack?: Pack;
}

function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const list = [...items];
  for (let i = list.length - 1; i > 0; i--) {
    const j = randomInteger(random, i + 1);
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}

/** Combinations of one option of each axis, without the pairs that exclude each other. */
function combinations(type: ProductType): readonly (readonly Option[])[] {
  let all: (readonly Option[])[] = [[]];
  for (const axis of type.axes) all = all.flatMap((chosen) => axis.options.map((option) => [...chosen, option]));
  return all.filter((chosen) => {
    const words = new Set(chosen.map((option) => option[0]));
    return !(type.never ?? []).some(([a, b]) => words.has(a) && words.has(b));
  });
}

function fill(pattern: string, words: Readonly<Record<string, string>>): string {
  return pattern
    .replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? "")
    .replace(/ {2,}/g, " ")
    .trim();
}

/** A price with an ending that shops use. */
function shelfPrice(amount: number): number {
  if (amount >= 200) return Math.round(amount / 10) * 10 - 1;
  if (amount >= 40) return Math.round(amount) - (Math.round(amount) % 5 === 0 ? 0.1 : 0.01);
  return Math.floor(amount) + (amount % 1 < 0.5 ? 0.5 : 0.9);
}

/** The market of the offers in yuan. */
export const chineseMarket = "CN";
const yuanPerDollar = 7.2;

/** A price in whole yuan. */
function yuan(dollars: number): number {
  return Math.max(1, Math.round(dollars * yuanPerDollar));
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

function measured(random: Random, measure: Measure, chosen: readonly Option[]): number {
  const words = new Set(chosen.map((option) => option[0]));
  const narrow = Object.entries(measure.ranges ?? {}).find(([word]) => words.has(word))?.[1];
  const [from, to] = narrow ?? [measure.from, measure.to];
  const steps = Math.floor((to - from) / measure.step + 1e-9);
  return cents(from + randomInteger(random, steps + 1) * measure.step);
}

/** EAN-13 in the range that shops use for themselves. */
function ean13(serial: number): string {
  const digits = `299${String(serial).padStart(9, "0")}`;
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += Number(digits[i]) * (i % 2 === 0 ? 1 : 3);
  return digits + String((10 - (sum % 10)) % 10);
}

function variantsOf(random: Random, type: ProductType): readonly Variant[] {
  if (type.colors) {
    const count = Math.min(type.colors.length, 2 + randomInteger(random, 3));
    return shuffled(random, type.colors)
      .slice(0, count)
      .map((color) => ({ slug: color.toLowerCase(), en: color, zh: colors[color][0] }));
  }
  if (type.packs)
    return type.packs.map((pack) => ({ slug: pack[0].toLowerCase().replace(/[^a-z\d]+/g, "-"), en: pack[0], zh: pack[1], pack }));
  return [{ slug: "", en: "", zh: "" }];
}

/** Sentences of a model in both languages: the first axis, the others in any order, a number, a closing word. */
function describe(random: Random, type: ProductType, brand: Brand, chosen: readonly Option[], numbers: readonly number[]): Words {
  const [first, ...rest] = chosen;
  const parts: Words[] = [first!, ...shuffled(random, rest)].map((option) => [option[2], option[3]]);
  for (const [i, measure] of (type.measures ?? []).entries()) {
    const [en, zh] = measure.sentence;
    const number = numbers[i]!;
    if (random() < 0.8)
      parts.splice(1 + randomInteger(random, parts.length), 0, [
        en.replace("{}", number.toLocaleString("en-US")),
        zh.replace("{}", String(number)),
      ]);
  }
  if (random() < 0.75) parts.push(randomPick(random, type.closers));
  if (parts.length < 4 || random() < 0.3) parts.push([brand[2], brand[3]]);
  return [parts.map(([en]) => en).join(" "), parts.map(([, zh]) => zh).join("")];
}

/** Every product of the demo shop. */
export function demoCatalogue(seed = 1): readonly Product[] {
  const products: Product[] = [];
  let serial = 100_000;
  for (const [typeNumber, type] of productTypes.entries()) {
    const random = seededRandom(seed * 1000 + typeNumber);
    const makers = brands[type.makers]!;
    const names = shuffled(random, lines);
    const single = !type.colors && !type.packs;
    // Two packs instead of three colours: more models.
    const wanted = single ? modelsWithout : type.packs?.length === 2 ? modelsWithVariants + 8 : modelsWithVariants;
    const models = shuffled(random, combinations(type)).slice(0, wanted);
    for (const [modelNumber, chosen] of models.entries()) {
      const brand = makers[(modelNumber + randomInteger(random, 2)) % makers.length]!;
      const line = names[modelNumber % names.length]!;
      const audience = type.audience ? randomPick(random, type.audience) : undefined;
      const numbers = (type.measures ?? []).map((measure) => measured(random, measure, chosen));
      const [description, descriptionZh] = describe(random, type, brand, chosen, numbers);
      const quality = random();
      const [low, high] = type.price;
      const base = low * (high / low) ** quality;
      const reduction = random() < onSale ? 0.1 + 0.05 * randomInteger(random, 6) : 0;
      const rating = Math.round((3.5 + quality * 0.6 + random() * 0.8) * 10) / 10;
      const fame = Math.exp(2 + 2.2 * random() + 1.6 * quality);
      // The last model of every other type has just come in: few have rated it.
      const fresh = typeNumber % 2 === 0 && modelNumber === models.length - 1;
      const groupId = `${type.key}-${String(modelNumber + 1).padStart(2, "0")}`;
      const words: Record<string, string> = { brand: brand[0], line: line[0], for: audience?.[0] ?? "" };
      const wordsZh: Record<string, string> = { brand: brand[1], line: line[1], for: audience?.[1] ?? "" };
      for (const [i, axis] of type.axes.entries()) {
        words[axis.name] = chosen[i]![0];
        wordsZh[axis.name] = chosen[i]![1];
      }
      for (const variant of variantsOf(random, type)) {
        const price = shelfPrice(base * (variant.pack?.[3] ?? 1));
        const sale = reduction > 0 ? shelfPrice(price * (1 - reduction)) : price;
        const stock = random() < soldOut ? 0 : 1 + Math.floor(Math.exp(1 + random() * 4.5));
        const attributes: Record<string, AttributeValue> = {};
        const attributesZh: Record<string, string | readonly string[]> = {};
        if (type.colors) {
          attributes["color"] = variant.en;
          attributesZh["color"] = variant.zh;
        }
        if (variant.pack) {
          attributes["pack"] = variant.en;
          attributesZh["pack"] = variant.zh;
        }
        if (audience) {
          attributes["gender"] = audience[0].replace("'s", "");
          attributesZh["gender"] = audience[1];
        }
        for (const [i, axis] of type.axes.entries()) {
          attributes[axis.name] = chosen[i]![0];
          attributesZh[axis.name] = chosen[i]![1];
        }
        if (type.sizes) attributes["size"] = type.sizes.filter(() => random() < 0.85);
        for (const [i, measure] of (type.measures ?? []).entries()) attributes[measure.name] = numbers[i]!;
        attributes["rating"] = Math.min(5, rating);
        attributes["rating_count"] = Math.max(1, Math.round(fame * (0.4 + random()) * (fresh ? 0.05 : 1)));
        if (fresh) attributes["new"] = true;
        const id = variant.slug === "" ? groupId : `${groupId}-${variant.slug}`;
        products.push({
          id,
          ...(single ? {} : { groupId }),
          title: fill(type.title[0], words) + (variant.en === "" ? "" : ` – ${variant.en}`),
          description,
          brand: brand[0],
          images: [`/demo/images/${id}.svg`],
          categories: [[type.department[0], type.category[0]]],
          gtin: ean13(serial++),
          mpn: `${brand[0]
            .replace(/[^A-Z\d]/gi, "")
            .slice(0, 3)
            .toUpperCase()}-${type.key.slice(0, 3).toUpperCase()}${serial % 100_000}`,
          language: "en",
          offers: [
            {
              currency: "USD",
              price,
              ...(sale < price ? { salePrice: cents(sale) } : {}),
              availability: stock > 0 ? "in_stock" : "out_of_stock",
              stock,
            },
            {
              market: chineseMarket,
              currency: "CNY",
              price: yuan(price),
              ...(sale < price && yuan(sale) < yuan(price) ? { salePrice: yuan(sale) } : {}),
              availability: stock > 0 ? "in_stock" : "out_of_stock",
              stock,
            },
          ],
          attributes,
          translations: {
            zh: {
              title: fill(type.title[1], wordsZh) + (variant.zh === "" ? "" : ` ${variant.zh}`),
              description: descriptionZh,
              brand: brand[1],
              categories: [[type.department[1], type.category[1]]],
              attributes: attributesZh,
            },
          },
        });
      }
    }
  }
  return products;
}
