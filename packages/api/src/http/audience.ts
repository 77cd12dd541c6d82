/**
 * The market and customer group that a request is answered for. Contexts carry them on Algolia's wire, as `market:DE` and
 * `group:trade` in ruleContexts, and a secured key whose restriction has such contexts fixes them for every request. A market may
 * be named by any key; a group's prices are for its members alone, so that naming one takes a key that fixes it or may write.
 */
import { AisleError } from "@aisle/core/base";
import type { Audience } from "@aisle/core/catalog";
import type { Grant } from "./grant.ts";

const context = /^(market|group):(.+)$/s;

/** What the contexts name; the first of each counts. */
export function audienceIn(contexts: readonly string[]): Audience {
  const found: { market?: string; group?: string } = {};
  for (const one of contexts) {
    const [, kind, name] = context.exec(one.trim()) ?? [];
    if (kind !== undefined) found[kind as keyof Audience] ??= name!;
  }
  return found;
}

/** The audience of a request that asks for `asked`; "forbidden" where the key may not ask for the group. */
export function audienceOf(grant: Grant, fixed: Audience, asked: Audience): Audience {
  const market = fixed.market ?? asked.market;
  const group = fixed.group ?? asked.group;
  const member = group === undefined || group === fixed.group || seesAllOffers(grant);
  if (!member)
    throw new AisleError("forbidden", "a customer group is asked for with a secured key that fixes it, or a key that may write", {
      group,
      key: grant.id,
    });
  return { ...(market === undefined ? {} : { market }), ...(group === undefined ? {} : { group }) };
}

/** True where the key may write the catalogue and so knows every offer. */
export function seesAllOffers(grant: Grant): boolean {
  return grant.scopes.includes("write") || grant.scopes.includes("admin");
}
