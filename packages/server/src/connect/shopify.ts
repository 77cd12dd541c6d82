/**
 * Shopify over its REST Admin API: pull of products and orders page by page along the Link header, and the look-ups that webhooks
 * need. What changed since the last complete pull is asked for by `updated_at_min`; the mark moves only when a pull is through, and
 * reading something twice changes nothing.
 */
import { AisleError } from "@aisle/core/base";
import type { Applier } from "@aisle/api/connect/applier";
import { amount, currency, maybeId, maybeRecord, records, time } from "@aisle/api/connect/fields";
import type { Source } from "@aisle/api/connect/fields";
import type { ListingOptions } from "@aisle/api/connect/listing";
import type { ConnectMemory } from "@aisle/api/connect/memory";
import { shopifyOrder } from "@aisle/api/connect/shopify-order";
import { shopifyListing } from "@aisle/api/connect/shopify-product";
import { createApiClient } from "./api-client.ts";
import type { ApiClientOptions } from "./api-client.ts";
import { applyEntry, emptyReport, maximumPages } from "./pull.ts";
import type { PullOptions, PullReport } from "./pull.ts";

export interface ShopifyOptions {
  /** `example.myshopify.com`, or an address with its scheme. */
  readonly shop: string;
  readonly token: string;
  readonly version: string;
  readonly currency?: string | undefined;
  readonly storefront?: string | undefined;
  readonly memory: ConnectMemory;
  readonly client: Pick<ApiClientOptions, "fetch" | "sleep" | "signal">;
}

export interface ShopifyApi {
  pull(applier: Applier, options: PullOptions): Promise<PullReport>;
  order(id: string): Promise<unknown>;
  levels(inventoryItem: string): Promise<Readonly<Record<string, number>>>;
}

const currencyKey = "shopify/currency";
const since = { products: "shopify/since/products", orders: "shopify/since/orders" };
const pageSize = 250;

/** The address of a shop that may be given as a host name. */
export function shopifyAddress(shop: string): string {
  return /^https?:\/\//i.test(shop) ? shop : `https://${shop}`;
}

/** What listings need to know of the shop; the currency may have been read in an earlier pull. */
export function shopifyListingOptions(options: Omit<ShopifyOptions, "token" | "version" | "client">): ListingOptions {
  return {
    currency: options.currency ?? options.memory.get(currencyKey),
    storefront: options.storefront ?? (options.shop === "" ? undefined : shopifyAddress(options.shop)),
  };
}

export function createShopifyApi(options: ShopifyOptions): ShopifyApi {
  const { memory } = options;
  const client = createApiClient({
    ...options.client,
    platform: "Shopify",
    base: `${shopifyAddress(options.shop)}/admin/api/${options.version}/`,
    headers: { "x-shopify-access-token": options.token },
  });

  /** Entries of all pages; the largest `updated_at` is where the next pull begins. */
  async function pages(path: string, name: string, take: (entry: Source) => Promise<void>): Promise<number> {
    let newest = 0;
    let page: string | URL = path;
    for (let n = 0; ; n++) {
      if (n === maximumPages)
        throw new AisleError("limit_exceeded", `Shopify: more than ${maximumPages} pages of ${name}`, { limit: "pages" });
      const answer = await client.get(page);
      if (answer === undefined)
        throw new AisleError("unavailable", `Shopify: there is nothing at ${String(path)}; is connect.shopify.version right?`);
      for (const entry of records(maybeRecord(answer.body)?.[name], name)) {
        newest = Math.max(newest, time(entry, "updated_at") ?? 0);
        await take(entry);
      }
      if (answer.next === undefined) return newest;
      page = answer.next;
    }
  }

  function query(kind: keyof typeof since, full: boolean): string {
    const mark = full ? undefined : memory.get(since[kind]);
    const from = mark === undefined ? "" : `&updated_at_min=${encodeURIComponent(new Date(Number(mark)).toISOString())}`;
    return `${kind}.json?limit=${pageSize}${kind === "orders" ? "&status=any" : ""}${from}`;
  }

  return {
    async pull(applier, { full = false, note }) {
      const report = emptyReport();
      if (options.currency === undefined) {
        const found = currency(maybeRecord(maybeRecord((await client.get("shop.json"))?.body)?.["shop"])?.["currency"]);
        if (found !== undefined) memory.set([[currencyKey, found]]);
      }
      const listing = shopifyListingOptions(options);
      const listed = new Set<string>();
      const everything = full || memory.get(since.products) === undefined;
      const products = await pages(query("products", full), "products", async (entry) => {
        report.products++;
        const item = maybeId(entry["id"]);
        if (item !== undefined) listed.add(item);
        await applyEntry(report, `Shopify product ${item ?? "without id"}`, note, () =>
          applier.listing("shopify", shopifyListing(entry, listing)),
        );
      });
      // A platform that lists nothing has more likely lost sight of its products than sold them all.
      if (everything && listed.size > 0) report.removed = await applier.removeOthers("shopify", listed);
      if (products > 0) memory.set([[since.products, String(products)]]);
      const orders = await pages(query("orders", full), "orders", async (entry) => {
        report.orders++;
        await applyEntry(report, `Shopify order ${maybeId(entry["id"]) ?? "without id"}`, note, () => {
          const order = shopifyOrder(entry);
          return order && applier.order(order);
        });
      });
      if (orders > 0) memory.set([[since.orders, String(orders)]]);
      return report;
    },
    async order(id) {
      return maybeRecord((await client.get(`orders/${encodeURIComponent(id)}.json`))?.body)?.["order"];
    },
    async levels(item) {
      const answer = await client.get(`inventory_levels.json?inventory_item_ids=${encodeURIComponent(item)}&limit=${pageSize}`);
      const levels = records(maybeRecord(answer?.body)?.["inventory_levels"], "inventory_levels");
      return Object.fromEntries(
        levels.flatMap((level): [string, number][] => {
          const place = maybeId(level["location_id"]);
          const free = amount(level["available"]);
          return place === undefined || free === undefined ? [] : [[place, free]];
        }),
      );
    },
  };
}
