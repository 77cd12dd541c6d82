/**
 * A product as a platform lists it, before it is compared with what the shop holds: one Product per variant, the model's id as
 * group. A platform's product that is not for sale (draft, archived, unpublished) is a listing without products.
 */
import { isAisleError } from "@aisle/core/base";
import { productParser } from "@aisle/core/catalog";
import type { Product } from "@aisle/core/catalog";

/** A part of a payload that could not be used; the rest of it counts. */
export interface Refused {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** What a stock message needs to find its product again. */
export interface StockItem {
  readonly id: string;
  readonly product: string;
  /** Sold on when there is none left. */
  readonly backorder: boolean;
}

export interface Listing {
  /** The platform's id of the model. */
  readonly item: string;
  /** When it last changed there, milliseconds; an older listing than the one known is stale. */
  readonly version: number;
  readonly products: readonly Product[];
  readonly refused: readonly Refused[];
  /** False where the payload does not name every variant: those missing are then kept. */
  readonly complete: boolean;
  readonly stock: readonly StockItem[];
}

export interface ListingOptions {
  /** ISO 4217 code of prices that name none. */
  readonly currency?: string | undefined;
  /** Address of the storefront; product links lie below it. */
  readonly storefront?: string | undefined;
}

/** Attributes of Google's that are words even where they look like numbers; they are columns of their own in a row. */
const wordColumns = new Set(["color", "size", "material", "pattern", "gender", "age_group", "condition"]);
/** Names that the index uses for something else. */
const taken = new Set(["id", "title", "description", "brand", "price", "categories", "in_stock", "on_sale", "item_group_id", "language"]);

/** Sorts options ("Size: 38") into the columns and attributes of a row. */
export function optionColumns(options: Iterable<readonly [string, string]>): {
  readonly columns: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
} {
  const columns: [string, string][] = [];
  const attributes: [string, string][] = [];
  for (const [option, value] of options) {
    const plain = option
      .trim()
      .toLowerCase()
      .replace(/[\s.-]+/g, "_");
    const name = plain === "colour" ? "color" : plain;
    if (wordColumns.has(name)) columns.push([name, value]);
    else attributes.push([taken.has(name) ? `option_${name}` : name, value]);
  }
  return { columns: Object.fromEntries(columns), attributes: Object.fromEntries(attributes) };
}

const parseRow = productParser();

/**
 * Makes products of rows. A row that is none is refused under the name that its platform gives the column; `names` maps ours to
 * theirs.
 */
export function productsOf(
  rows: readonly { readonly path: string; readonly row: Readonly<Record<string, unknown>> }[],
  names: Readonly<Record<string, string>>,
): { readonly products: readonly Product[]; readonly refused: readonly Refused[] } {
  const products: Product[] = [];
  const refused: Refused[] = [];
  for (const { path, row } of rows) {
    try {
      products.push(parseRow(row));
    } catch (error) {
      if (!isAisleError(error, "bad_row")) throw error;
      const column = String(error.details["field"]);
      const theirs = names[column] ?? column;
      const field = theirs.startsWith("variant.") ? `${path}.${theirs.slice("variant.".length)}` : theirs;
      refused.push({ field, code: error.code, message: `${field}${error.message.slice(column.length)}` });
    }
  }
  return { products, refused };
}

/** The offer's way of saying how many there are: tracked or not, sold on when empty or not. */
export function stockColumns(tracked: boolean, quantity: number | undefined, backorder: boolean): Readonly<Record<string, unknown>> {
  if (!tracked || quantity === undefined) return { availability: "in_stock" };
  if (quantity > 0) return { availability: "in_stock", stock: quantity };
  // A stock of nothing would hide what can still be ordered.
  return backorder ? { availability: "backorder" } : { availability: "out_of_stock", stock: 0 };
}
