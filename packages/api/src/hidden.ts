/**
 * Attributes that an index keeps from shoppers: the setting `unretrievableAttributes`. Keys that may write the catalogue see them.
 * What every product must have (title, prices, availability) cannot be hidden.
 */
import type { Offer, Product } from "@aisle/core/catalog";
import type { IndexReader } from "@aisle/core/engine";
import { seesAllOffers } from "./http/audience.ts";
import type { Grant } from "./http/grant.ts";

/** Optional fields of a product, and what stands in each's place. */
const fields: Readonly<Record<string, keyof Product>> = {
  brand: "brand",
  link: "link",
  gtin: "gtin",
  mpn: "mpn",
  item_group_id: "groupId",
};

function without<T>(record: Readonly<Record<string, T>>, hidden: ReadonlySet<string>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !hidden.has(name)));
}

function withoutStock(offer: Offer): Offer {
  const { stock: _, stores: __, ...rest } = offer;
  return rest;
}

function withoutHidden(product: Product, hidden: ReadonlySet<string>): Product {
  const names = new Set<string>(Object.keys(fields).flatMap((name) => (hidden.has(name) ? [fields[name]!] : [])));
  const rest = without(product as unknown as Readonly<Record<string, unknown>>, names) as unknown as Product;
  return {
    ...rest,
    ...(hidden.has("description") ? { description: "" } : {}),
    ...(hidden.has("images") || hidden.has("image") ? { images: [] } : {}),
    ...(hidden.has("categories") ? { categories: [] } : {}),
    ...(hidden.has("stock") ? { offers: product.offers.map(withoutStock) } : {}),
    attributes: without(product.attributes, hidden),
    ...(product.translations === undefined
      ? {}
      : {
          translations: Object.fromEntries(
            Object.entries(product.translations).map(([language, texts]) => [
              language,
              {
                ...without(texts as never, hidden),
                title: texts.title,
                ...(texts.attributes ? { attributes: without(texts.attributes, hidden) } : {}),
              },
            ]),
          ),
        }),
  };
}

/** Names of the attributes that the key may not see. */
export function hiddenFrom(grant: Grant, index: IndexReader): ReadonlySet<string> {
  const list = index.merchandise.settings["unretrievableAttributes"];
  return new Set(Array.isArray(list) && !seesAllOffers(grant) ? list.map(String) : []);
}

/** Shows a product of an index as the key may see it. */
export function shownTo(grant: Grant, index: IndexReader): (product: Product) => Product {
  const hidden = hiddenFrom(grant, index);
  return hidden.size === 0 ? (product) => product : (product) => withoutHidden(product, hidden);
}
