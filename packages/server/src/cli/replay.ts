/** `aisle replay`: asks stored requests again, as of the moment they were asked, and compares the answers. */
import { AisleError } from "@aisle/core/base";
import { replayRequests } from "../replay/replay-requests.ts";
import type { Replayed } from "../replay/replay-requests.ts";
import { checkRequestId } from "../requests/find-request.ts";
import { configOf, configOptions } from "./config-options.ts";
import type { Command } from "./command.ts";

const maximumRequests = 10_000;
const shownProducts = 10;

/** One request for people. */
function lines(one: Replayed): readonly string[] {
  const when = one.asked === undefined ? "" : `, asked ${new Date(one.asked).toISOString()} at position ${one.position}`;
  const told = [`${one.request}: ${one.status}${when}`];
  if (one.message !== undefined) told.push(`  ${one.message} [${one.code}]`);
  if (one.kind !== undefined) told.push(`  ${one.kind} ${JSON.stringify(one.question)}`);
  if (one.from !== undefined) told.push(`  folded from ${one.from === 0 ? "the start of the log" : `the snapshot at ${one.from}`}`);
  if (one.build !== undefined && one.build.recorded !== one.build.present)
    told.push(`  answered by build ${one.build.recorded}, this is ${one.build.present}`);
  if ((one.erasedEvents ?? 0) > 0) told.push(`  ${one.erasedEvents} events before it were erased since`);
  for (const difference of one.differences ?? []) told.push(`  ${difference}`);
  const { answer } = one;
  if (answer !== undefined) {
    const products =
      "hits" in answer
        ? answer.hits.map((hit) => hit.product)
        : "items" in answer
          ? answer.items.map((item) => item.product)
          : answer.products;
    products.slice(0, shownProducts).forEach((product, place) => told.push(`  ${place + 1}. ${product.id}  ${product.title}`));
    if (products.length > shownProducts) told.push(`  … ${products.length - shownProducts} more`);
  }
  return told;
}

export const command: Command = {
  name: "replay",
  summary: "ask a stored request again as of its moment, and compare the answers",
  usage: [
    "usage: aisle replay --request ID [--request ID]… [--data DIR] [--key-store DIR] [--json]",
    "",
    "Folds the log to the position of the answer, from the newest snapshot before it where there is one, asks the same question",
    "for the same moment and compares the answers byte by byte. Changes nothing, and may run beside a server.",
    "Exit status 0 only where every answer is identical.",
    "",
    "  --request ID      attribution id of an answer: `id` of our own API, `queryID` of Algolia's, the header Aisle-Answer",
    "  --data DIR        data folder (default ./.aisle)",
    "  --key-store DIR   key store (default DIR-keys)",
    "  --json            one line of JSON for each request, with the question and the whole answer",
    "",
    "Status: identical; unknown (not kept); erased (who asked was erased); redefined (an erase took events away that came before);",
    "build (another program answered); cut (retention took what the answer stood on); damaged; differs.",
  ].join("\n"),
  options: { ...configOptions, request: { type: "string", multiple: true } },
  run: async (input) => {
    const given = input.options["request"];
    const ids = Array.isArray(given) ? (given as readonly string[]).map(checkRequestId) : [];
    if (ids.length === 0) throw new AisleError("bad_argument", "replay needs --request ID; see aisle replay --help");
    if (ids.length > maximumRequests)
      throw new AisleError("limit_exceeded", `at most ${maximumRequests} requests at once`, { maximum: maximumRequests });
    let all = true;
    await replayRequests(configOf(input), ids, input.note, (one) => {
      all &&= one.identical;
      if (input.options["json"] === true) input.print(JSON.stringify(one));
      else for (const line of lines(one)) input.print(line);
    });
    return all ? 0 : 1;
  },
};
