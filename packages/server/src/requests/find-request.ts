/** Looks a stored request up by the attribution id of its answer, beside a running server too. */
import { AisleError } from "@aisle/core/base";
import type { KeyStore } from "@aisle/core/privacy";
import { nodeFileSystem } from "../log/file-system.ts";
import type { FileSystem } from "../log/file-system.ts";
import { frameRecords } from "../log/frame.ts";
import { readSegment, segmentName, segmentPositions } from "../log/segment.ts";
import { openRequest, readRequestEnvelope, requestDigest } from "./request-record.ts";
import type { RequestEnvelope, StoredRequest } from "./request-record.ts";

export interface FoundRequest {
  readonly envelope: RequestEnvelope;
  /** Undefined where the key that seals it was destroyed. */
  readonly request?: StoredRequest;
}

/** The requests of the given attribution ids that are kept, by id: segments are read from the newest back until all are found. */
export async function findRequests(
  directory: string,
  ids: readonly string[],
  keys: KeyStore,
  fs: FileSystem = nodeFileSystem,
): Promise<ReadonlyMap<string, FoundRequest>> {
  const wanted = new Map(ids.map((id) => [requestDigest(id, keys), id]));
  const found = new Map<string, FoundRequest>();
  const positions = segmentPositions(await fs.list(directory));
  for (const position of positions.toReversed()) {
    if (wanted.size === 0) break;
    const file = await fs.open(`${directory}/${segmentName(position)}`, "read");
    try {
      for await (const piece of readSegment(file, position, await file.size(), position === positions.at(-1))) {
        if (piece.kind !== "frame") continue;
        for (const record of frameRecords(piece.frame)) {
          const envelope = readRequestEnvelope(record);
          const id = wanted.get(envelope.digest);
          if (id === undefined) continue;
          const request = openRequest(record, envelope, keys);
          found.set(id, { envelope, ...(request === undefined ? {} : { request }) });
          wanted.delete(envelope.digest);
        }
      }
    } finally {
      await file.close();
    }
  }
  return found;
}

/** Attribution ids have 32 hex digits. */
export function checkRequestId(id: string): string {
  if (!/^[0-9a-f]{32}$/.test(id))
    throw new AisleError("bad_argument", `--request takes an attribution id of 32 hex digits, not "${id.slice(0, 64)}"`);
  return id;
}
