/** Asks stored requests again as of their positions, and says of each whether the answer is the same to the last byte, or why it is not. */
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { isAisleError } from "@aisle/core/base";
import type { ErrorCode } from "@aisle/core/base";
import type { Position } from "@aisle/core/event";
import { createAnalyzer } from "@aisle/core/text";
import type { Asked } from "@aisle/api/shop";
import { keyStoreFolder } from "../config.ts";
import type { Config } from "../config.ts";
import { nodeFileSystem } from "../log/file-system.ts";
import { openLogReader } from "../log/read-events.ts";
import { openKeyStore } from "../privacy/key-store.ts";
import { differences, printOf } from "../requests/answer-print.ts";
import { buildHash } from "../requests/build-hash.ts";
import { findRequests } from "../requests/find-request.ts";
import type { FoundRequest } from "../requests/find-request.ts";
import type { StoredRequest } from "../requests/request-record.ts";
import { createJiebaSegmenter } from "../text/jieba-segmenter.ts";
import { openPast } from "./past-shop.ts";
import type { PastOptions, PastShop } from "./past-shop.ts";

/**
 * identical   the same to the last byte
 * unknown     no such request is kept
 * erased      who asked it was erased, and what was asked with them
 * cut         retention cut something of what the answer stood on
 * redefined   an erase took events away that came before the answer
 * build       another program answered
 * damaged     events before the answer cannot be read any more
 * differs     nothing of that, and yet another answer
 */
export type ReplayStatus = "identical" | "unknown" | "erased" | "cut" | "redefined" | "build" | "damaged" | "differs";

export interface Replayed {
  readonly request: string;
  readonly identical: boolean;
  readonly status: ReplayStatus;
  /** Code and message where no answer could be made. */
  readonly code?: ErrorCode;
  readonly message?: string;
  /** Milliseconds UTC. */
  readonly asked?: number;
  readonly position?: Position;
  /** Where the fold began: 0, or the position of a snapshot. */
  readonly from?: Position;
  /** Events before the answer that an erase took away. */
  readonly erasedEvents?: number;
  readonly build?: { readonly recorded: string; readonly present: string };
  readonly kind?: Asked["kind"];
  readonly index?: string;
  readonly question?: StoredRequest["question"];
  readonly answer?: Asked["answer"];
  /** By all its bytes, or by its outline where a busy server left the digest out: products, order, scores, total. */
  readonly compared?: "bytes" | "outline";
  readonly differences?: readonly string[];
}

/** Replays requests in the order of their positions; one shop is folded for all that do not overlap. */
export async function replayRequests(
  config: Config,
  ids: readonly string[],
  note: (message: string) => void,
  told: (replayed: Replayed) => void,
): Promise<void> {
  const fs = nodeFileSystem;
  const keys = await openKeyStore({ directory: keyStoreFolder(config), readOnly: true });
  try {
    const found = await findRequests(join(config.data, "requests"), ids, keys);
    let waiting: OpenRequest[] = [];
    for (const id of new Set(ids)) {
      const one = found.get(id);
      if (one?.request) waiting.push({ ...one, request: one.request });
      else
        told(
          one
            ? erased(id, one)
            : { request: id, identical: false, status: "unknown", code: "not_found", message: "no such request is kept" },
        );
    }
    if (waiting.length === 0) return;
    const log = await openLogReader({ fs, directory: join(config.data, "log"), keys, note });
    const analyzer = createAnalyzer({ segmenter: createJiebaSegmenter() });
    const present = await buildHash();
    waiting.sort((a, b) => a.envelope.position - b.envelope.position);
    while (waiting.length > 0) {
      const { envelope, request } = waiting[0]!;
      const { settings } = request.ground;
      waiting = await onePass(
        { data: config.data, log, keys, analyzer, settings, position: envelope.position, note },
        waiting,
        present,
        told,
      );
    }
  } finally {
    await keys.close();
  }
}

type OpenRequest = FoundRequest & { readonly request: StoredRequest };

/** Answers what one fold can answer; the rest overlaps with what came before it or had other settings. */
async function onePass(
  options: PastOptions,
  requests: readonly OpenRequest[],
  present: string,
  told: (replayed: Replayed) => void,
): Promise<OpenRequest[]> {
  let past: PastShop;
  try {
    past = await openPast(options);
  } catch (error) {
    if (!isAisleError(error, "not_found")) throw error;
    const [first, ...rest] = requests;
    told({ ...about(first!), identical: false, status: "cut", code: error.code, message: error.message });
    return rest;
  }
  const left: OpenRequest[] = [];
  try {
    for (const one of requests) {
      if (one.envelope.position < past.position || !isDeepStrictEqual(one.request.ground.settings, options.settings)) left.push(one);
      else told(await answered(past, one, present));
    }
  } finally {
    await past.close();
  }
  return left;
}

async function answered(past: PastShop, one: OpenRequest, present: string): Promise<Replayed> {
  const { envelope, request } = one;
  let again: Asked;
  try {
    await past.advance(envelope.position);
    again = await past.ask(request);
  } catch (error) {
    if (!isAisleError(error)) throw error;
    const status = reasonOf(past, request, present);
    return { ...about(one), from: past.from, identical: false, status, code: error.code, message: error.message };
  }
  const print = printOf(again, true);
  const parted = differences(request.answer, print);
  const identical = parted.length === 0;
  return {
    ...about(one),
    from: past.from,
    erasedEvents: past.erased,
    build: { recorded: request.ground.build, present },
    identical,
    status: identical ? "identical" : reasonOf(past, request, present),
    compared: request.answer.hash === undefined ? "outline" : "bytes",
    differences: parted,
    answer: again.answer,
  };
}

/** The likeliest reason for another answer. */
function reasonOf(past: PastShop, request: StoredRequest, present: string): ReplayStatus {
  if (request.ground.build !== present) return "build";
  if (past.erased > 0) return "redefined";
  if (past.lost.size > 0) return "cut";
  return past.damaged > 0 ? "damaged" : "differs";
}

function about({ envelope, request }: OpenRequest) {
  const { id, kind, index, question } = request;
  return { request: id, asked: envelope.asked, position: envelope.position, kind, index, question };
}

/** What may still be known of a request whose asker was erased. */
function erased(id: string, { envelope }: FoundRequest): Replayed {
  return {
    request: id,
    identical: false,
    status: "erased",
    code: "sealed",
    message: "the person who asked was erased, and with them what was asked and answered",
    asked: envelope.asked,
    position: envelope.position,
  };
}
