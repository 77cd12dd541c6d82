/** `aisle erase`: destroys a person's keys and takes the person out of every view and snapshot, in a data folder or a running server. */
import { AisleError } from "@aisle/core/base";
import { openShop } from "../shop/open-shop.ts";
import { configOf, configOptions } from "./config-options.ts";
import { textOption } from "./command.ts";
import type { Command, CommandInput } from "./command.ts";

interface Erased {
  readonly user: string;
  /** One past the erase in the log. */
  readonly position: number;
}

async function eraseAt(url: string, key: string | undefined, user: string): Promise<Erased> {
  if (key === undefined) throw new AisleError("bad_argument", "--url needs the admin key in AISLE_ADMIN_KEY or --key");
  const address = new URL("/api/events", url);
  const response = await fetch(address, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ events: [{ type: "erase", time: Date.now(), user }] }),
  }).catch((cause: unknown) => {
    throw new AisleError("unavailable", `${address} cannot be reached`, { url }, cause);
  });
  const body = (await response.json()) as { position: number; message?: string };
  if (!response.ok)
    throw new AisleError("unavailable", `${address} answered ${response.status}: ${body.message ?? ""}`, { status: response.status });
  return { user, position: body.position };
}

async function eraseIn(input: CommandInput, user: string): Promise<Erased> {
  const shop = await openShop(configOf(input), input.note);
  try {
    const { position } = await shop.ingest([{ type: "erase", time: Date.now(), user }]);
    return { user, position };
  } finally {
    await shop.close();
  }
}

export const command: Command = {
  name: "erase",
  summary: "erase a person: keys, views, snapshots, stored requests",
  usage: [
    "usage: aisle erase --user ID [--data DIR | --url URL [--key KEY]] [--json]",
    "",
    "Destroys the keys of everything the person and the devices that the person logged in on did, and takes them out of every view",
    "and snapshot. It cannot be undone. A folder that a server has open is erased from through --url.",
    "",
    "  --user ID         login or client id, as the shop's events name it",
    "  --data DIR        data folder (default ./.aisle)",
    "  --key-store DIR   key store (default DIR-keys)",
    "  --url URL         a running server; --key or AISLE_ADMIN_KEY is its admin key",
    '  --json            {"user": ID, "position": n}: one past the erase in the log',
  ].join("\n"),
  options: { ...configOptions, user: { type: "string" }, url: { type: "string" }, key: { type: "string" } },
  run: async (input) => {
    const user = textOption(input, "user") ?? "";
    if (user === "" || user.length > 512) throw new AisleError("bad_argument", "erase needs --user ID, of at most 512 characters");
    const url = textOption(input, "url");
    const erased = await (url === undefined
      ? eraseIn(input, user)
      : eraseAt(url, textOption(input, "key") ?? process.env["AISLE_ADMIN_KEY"], user));
    input.print(input.options["json"] === true ? JSON.stringify(erased) : `${user} is erased, at position ${erased.position}`);
    return 0;
  },
};
