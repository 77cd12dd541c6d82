/**
 * `aisle batch recommend`: a list for each user of a file, from a catalogue and events. Fits on `--events` alone; `--history` only
 * tells what a shopper has done when asked. The methods, their choice and the word neighbours are core's.
 */
import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { finished } from "node:stream/promises";
import { AisleError } from "@aisle/core/base";
import { isAvailable } from "@aisle/core/catalog";
import type { Product } from "@aisle/core/catalog";
import { TextNeighbours, emptyHistory, fitModel, joinHistories } from "@aisle/core/recommend";
import type { ChosenMethod, History } from "@aisle/core/recommend";
import { createAnalyzer } from "@aisle/core/text";
import { createJiebaSegmenter } from "../text/jieba-segmenter.ts";
import { readInteractions, readUsers } from "./interaction-files.ts";
import type { Interaction } from "./interaction-files.ts";

/** Longest list. */
const topLimit = 1000;

export interface BatchRecommendOptions {
  readonly events: string;
  readonly history?: string;
  readonly users: string;
  readonly top: number;
  readonly out: string;
  /** Default "auto". */
  readonly method?: string;
  /** Default "never": products of a shopper's history are left out. */
  readonly repeat?: "allow" | "never";
  readonly note: (line: string) => void;
}

export interface BatchRecommendReport {
  readonly products: number;
  readonly events: number;
  readonly users: number;
  /** Users without any event before. */
  readonly unknown: number;
  readonly method: readonly ChosenMethod[];
  /** NDCG of the chosen blend on the events held back to choose it. */
  readonly heldOut?: number;
  readonly fitSeconds: number;
  readonly recommendSeconds: number;
}

/** Products as numbers: those of the catalogue first, then those only events name. */
class Products {
  readonly #numbers = new Map<string, number>();
  readonly ids: string[] = [];

  number(id: string): number {
    let number = this.#numbers.get(id);
    if (number === undefined) {
      number = this.ids.length;
      this.#numbers.set(id, number);
      this.ids.push(id);
    }
    return number;
  }
}

/** Each user's interactions in order of time, equal times in file order. */
function histories(interactions: readonly Interaction[], products: Products): Map<string, History> {
  const byUser = new Map<string, Interaction[]>();
  for (const one of interactions) {
    const list = byUser.get(one.user);
    if (list) list.push(one);
    else byUser.set(one.user, [one]);
  }
  return new Map(
    Array.from(byUser, ([user, list]) => {
      list.sort((a, b) => a.time - b.time);
      return [
        user,
        { items: Int32Array.from(list, (one) => products.number(one.item)), times: Float64Array.from(list, (one) => one.time) },
      ] as const;
    }),
  );
}

function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Fits and writes the run; `catalogue` is undefined where there is none, then every product of the events may be recommended. */
export async function batchRecommend(
  catalogue: AsyncIterable<Product> | undefined,
  options: BatchRecommendOptions,
): Promise<BatchRecommendReport> {
  const { top, out, note, method = "auto" } = options;
  if (!Number.isInteger(top) || top < 1 || top > topLimit) {
    throw new AisleError("bad_argument", `--top takes a whole number from 1 to ${topLimit}`, { top });
  }
  const begun = performance.now();
  const users = await readUsers(options.users);
  const products = new Products();
  const words = catalogue && new TextNeighbours(createAnalyzer({ segmenter: createJiebaSegmenter() }));
  const sold: boolean[] = [];
  if (catalogue && words) {
    for await (const product of catalogue) {
      const item = products.number(product.id);
      sold[item] = isAvailable(product);
      words.put(item, product);
    }
    if (products.ids.length === 0) throw new AisleError("no_usable_rows", "the catalogue holds no usable product");
  }
  const listed = products.ids.length;
  const events = await readInteractions(options.events, note);
  const past = histories(events, products);
  const later =
    options.history === undefined ? new Map<string, History>() : histories(await readInteractions(options.history, note), products);
  if (catalogue) {
    const foreign = events.filter((one) => products.number(one.item) >= listed).length;
    if (foreign > 0)
      note(`${foreign} of ${events.length} events name products that the catalogue does not have; those are not recommended`);
  }
  const model = fitModel(
    { items: products.ids.length, histories: [...past.values()] },
    {
      method,
      k: Math.max(10, Math.min(20, top)),
      repeat: options.repeat === "allow",
      note,
      ...(words ? { words, blocked: (item: number) => sold[item] !== true } : {}),
    },
  );
  const fitted = performance.now();
  const run = createWriteStream(out);
  const done = finished(run);
  done.catch(() => undefined);
  let unknown = 0;
  try {
    run.write("user_id,rank,item_id,score\n");
    for (const user of users) {
      const before = past.get(user) ?? emptyHistory;
      const after = later.get(user);
      const history = after ? joinHistories(before, after) : before;
      if (history.items.length === 0) unknown++;
      const lines = model
        .recommend(history, top)
        .map(({ item, score }, at) => `${csvField(user)},${at + 1},${csvField(products.ids[item]!)},${Number(score.toPrecision(7))}\n`);
      if (!run.write(lines.join(""))) await Promise.race([once(run, "drain"), done]);
    }
    run.end();
    await done;
  } catch (cause) {
    run.destroy();
    throw new AisleError(
      "storage_failed",
      `cannot write ${out}: ${cause instanceof Error ? cause.message : String(cause)}`,
      { file: out },
      cause,
    );
  }
  const seconds = (milliseconds: number) => Math.round(milliseconds) / 1000;
  return {
    products: products.ids.length,
    events: events.length,
    users: users.length,
    unknown,
    method: model.chosen,
    ...(model.heldOut === undefined ? {} : { heldOut: model.heldOut }),
    fitSeconds: seconds(fitted - begun),
    recommendSeconds: seconds(performance.now() - fitted),
  };
}
