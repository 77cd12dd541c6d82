import { readFile } from "node:fs/promises";
import { AisleError } from "@aisle/core/base";
import { checkFieldMap } from "@aisle/core/catalog";
import type { FieldMap } from "@aisle/core/catalog";

/** Reads `--map FILE` (JSON, ours → theirs); "bad_file" where it is no JSON, "bad_config" where it is no map. */
export async function readFieldMap(file: string | undefined): Promise<FieldMap | undefined> {
  if (file === undefined) return undefined;
  let map: unknown;
  try {
    map = JSON.parse((await readFile(file, "utf8")).replace(/^\ufeff/, ""));
  } catch (cause) {
    throw new AisleError("bad_file", `${file}: is no readable JSON (${(cause as Error).message})`, { file }, cause);
  }
  try {
    checkFieldMap(map);
  } catch (cause) {
    if (!(cause instanceof AisleError)) throw cause;
    throw new AisleError(cause.code, `${file}: ${cause.message}`, { ...cause.details, file }, cause);
  }
  return map as FieldMap;
}
