/**
 * Medusa v2 over its Admin API: pull of products and orders by limit and offset, and the look-ups that forwarded events need.
 * Pages are sorted by id, so that what is added meanwhile moves none; what changed since the last complete pull is asked for by
 * `updated_at[$gte]`.
 */
import { AisleError } from "@aisle/core/base";
import type { Applier } from "@aisle/api/connect/applier";
import { amount, maybeId, maybeRecord, records, time } from "@aisle/api/connect/fields";
import type { Source } from "@aisle/api/connect/fields";
import type { ListingOptions } from "@aisle/api/connect/listing";
import { medusaOrder } from "@aisle/api/connect/medusa-order";
import { medusaListing } from "@aisle/api/connect/medusa-product";
import type { ConnectMemory } from "@aisle/api/connect/memory";
import { createApiClient } from "./api-client.ts";
import type { ApiClientOptions } from "./api-client.ts";
import { applyEntry, emptyReport, maximumPages } from "./pull.ts";
import type { PullOptions, PullReport } from "./pull.ts";

export interface MedusaOptions {
  readonly url: string;
  /** A secret API key of the Admin API. */
  readonly token: string;
  readonly currency?: string | undefined;
  readonly storefront?: string | undefined;
  readonly memory: ConnectMemory;
  readonly client: Pick<ApiClientOptions, "fetch" | "sleep" | "signal">;
}

export interface MedusaApi {
  pull(applier: Applier, options: PullOptions): Promise<PullReport>;
  product(id: string): Promise<unknown>;
  order(id: string): Promise<unknown>;
}

const since = { products: "medusa/since/products", orders: "medusa/since/orders" };
const pageSize = 100;
const productFields = [
  "*variants",
  "*variants.prices",
  "*variants.options",
  "*variants.options.option",
  "*variants.inventory_items",
  "*variants.inventory_items.inventory.location_levels",
  "*options",
  "*images",
  "*tags",
  "*type",
  "*collection",
  "*categories",
  "*categories.parent_category",
].join(",");
const orderFields = [
  "+metadata",
  "+customer_id",
  "*items",
  "*items.adjustments",
  "*returns",
  "*returns.items",
  "*payment_collections.payments.refunds",
].join(",");
const fields = { products: productFields, orders: orderFields };

export function createMedusaApi(options: MedusaOptions): MedusaApi {
  const { memory } = options;
  const client = createApiClient({
    ...options.client,
    platform: "Medusa",
    base: options.url,
    // A secret key is the user name of basic authentication.
    headers: { authorization: `Basic ${Buffer.from(`${options.token}:`).toString("base64")}` },
  });

  async function pages(kind: keyof typeof since, full: boolean, take: (entry: Source) => Promise<void>): Promise<number> {
    const mark = full ? undefined : memory.get(since[kind]);
    const query = new URLSearchParams({ limit: String(pageSize), order: "id", fields: fields[kind] });
    if (mark !== undefined) query.set("updated_at[$gte]", new Date(Number(mark)).toISOString());
    let newest = 0;
    let offset = 0;
    for (let n = 0; ; n++) {
      if (n === maximumPages)
        throw new AisleError("limit_exceeded", `Medusa: more than ${maximumPages} pages of ${kind}`, { limit: "pages" });
      query.set("offset", String(offset));
      const answer = await client.get(`admin/${kind}?${query.toString()}`);
      if (answer === undefined)
        throw new AisleError("unavailable", `Medusa: there is nothing at admin/${kind}; is connect.medusa.url right?`);
      const list = records(maybeRecord(answer.body)?.[kind], kind);
      for (const entry of list) {
        newest = Math.max(newest, time(entry, "updated_at") ?? 0);
        await take(entry);
      }
      offset += list.length;
      const count = amount(maybeRecord(answer.body)?.["count"]);
      if (list.length === 0 || (count === undefined ? list.length < pageSize : offset >= count)) return newest;
    }
  }

  async function one(kind: "products" | "orders", name: "product" | "order", id: string): Promise<unknown> {
    const query = new URLSearchParams({ fields: fields[kind] });
    return maybeRecord((await client.get(`admin/${kind}/${encodeURIComponent(id)}?${query.toString()}`))?.body)?.[name];
  }

  return {
    async pull(applier, { full = false, note }) {
      const report = emptyReport();
      const listing: ListingOptions = { currency: options.currency, storefront: options.storefront };
      const listed = new Set<string>();
      const everything = full || memory.get(since.products) === undefined;
      const products = await pages("products", full, async (entry) => {
        report.products++;
        const item = maybeId(entry["id"]);
        if (item !== undefined) listed.add(item);
        await applyEntry(report, `Medusa product ${item ?? "without id"}`, note, () =>
          applier.listing("medusa", medusaListing(entry, listing)),
        );
      });
      // A platform that lists nothing has more likely lost sight of its products than sold them all.
      if (everything && listed.size > 0) report.removed = await applier.removeOthers("medusa", listed);
      if (products > 0) memory.set([[since.products, String(products)]]);
      const orders = await pages("orders", full, async (entry) => {
        report.orders++;
        await applyEntry(report, `Medusa order ${maybeId(entry["id"]) ?? "without id"}`, note, () => {
          const order = medusaOrder(entry);
          return order && applier.order(order);
        });
      });
      if (orders > 0) memory.set([[since.orders, String(orders)]]);
      return report;
    },
    product: (id) => one("products", "product", id),
    order: (id) => one("orders", "order", id),
  };
}
