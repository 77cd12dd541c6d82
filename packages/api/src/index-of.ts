/** Indexes as our own API names them: by their own name, the default one where a request names none. */
import { AisleError } from "@aisle/core/base";
import { defaultIndex } from "@aisle/core/engine";
import type { IndexReader } from "@aisle/core/engine";
import type { Grant } from "./http/grant.ts";
import { mayAsk } from "./http/secured-key.ts";
import type { Shop } from "./shop.ts";

/** The index of a name; "not_found" where there is none, "forbidden" where the key may not ask it. */
export function indexOf(shop: Shop, name: string = defaultIndex, { restriction }: Grant): IndexReader {
  if (!mayAsk(restriction, name)) throw new AisleError("forbidden", `the key may not ask the index ${name}`, { index: name });
  const index = shop.engine.index(name);
  if (!index) throw new AisleError("not_found", `there is no index ${JSON.stringify(name.slice(0, 200))}`, { index: name });
  return index;
}

/** How an event names its index. */
export function ofIndex(name: string | undefined): { readonly index?: string } {
  return name === undefined || name === defaultIndex ? {} : { index: name };
}
