/** `aisle connect`: pulls from a connected platform, or shows what a feed holds. */
import { AisleError } from "@aisle/core/base";
import { volatileMemory } from "@aisle/api/connect/memory";
import { openConnectors } from "../connect/connectors.ts";
import type { Source } from "../connect/connectors.ts";
import { readFeed } from "../connect/feeds.ts";
import { openShop } from "../shop/open-shop.ts";
import { configOf, configOptions } from "./config-options.ts";
import type { Command, CommandInput } from "./command.ts";

const sources: readonly Source[] = ["shopify", "medusa", "feeds"];

async function pull(input: CommandInput, source: string | undefined): Promise<Readonly<Record<string, unknown>>> {
  const wanted = sources.find((one) => one === source);
  if (wanted === undefined) throw new AisleError("bad_argument", `aisle connect pull takes ${sources.join(", ")}, not "${source ?? ""}"`);
  const config = configOf(input);
  const shop = await openShop(config, input.note);
  try {
    const connectors = openConnectors(shop, config, (_, message) => input.note(message));
    try {
      return await connectors.pull(wanted, input.options["full"] === true);
    } finally {
      await connectors.close();
    }
  } finally {
    await shop.close();
  }
}

async function showFeed(input: CommandInput, address: string | undefined): Promise<void> {
  if (address === undefined || !URL.canParse(address)) throw new AisleError("bad_argument", "aisle connect feed needs an address");
  const feed = await readFeed(address, { memory: volatileMemory(), signal: new AbortController().signal });
  for (const item of feed?.items ?? []) {
    if (input.options["json"] === true) input.print(JSON.stringify(item));
    else {
      const date = item.published === undefined ? "          " : new Date(item.published).toISOString().slice(0, 10);
      input.print(`${date}  ${item.title}${item.link === undefined ? "" : `  ${item.link}`}`);
    }
  }
}

export const command: Command = {
  name: "connect",
  summary: "pull from Shopify, Medusa or product feeds; show a news feed",
  usage: `usage: aisle connect pull shopify|medusa|feeds [--full] [--data DIR] [--config FILE]
       aisle connect feed URL [--json]

pull   products and orders that changed since the last pull, of the platform set in the configuration (connect.shopify, …)
       --full   everything; removes what the platform does not list any more
feed   items of an RSS or Atom feed, one a line

A running server pulls by itself (connect.….pullMinutes); stop it before pulling into its data folder.`,
  options: { ...configOptions, full: { type: "boolean" } },
  run: async (input) => {
    const [what, name] = input.words;
    if (what === "feed") {
      await showFeed(input, name);
      return 0;
    }
    if (what !== "pull") throw new AisleError("bad_argument", `aisle connect takes pull or feed, not "${what ?? ""}"`);
    const report = await pull(input, name);
    if (input.options["json"] === true) input.print(JSON.stringify(report));
    else for (const [key, value] of Object.entries(report)) input.print(`${key.padEnd(12)} ${String(value)}`);
    return 0;
  },
};
