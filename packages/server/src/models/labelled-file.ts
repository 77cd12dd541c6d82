/** Labelled texts: TSV with a header, `text[<TAB>text2]<TAB>label`, ids optional; plain or gzipped. TSV has no quoting. */
import { AisleError } from "@aisle/core/base";
import { readLines } from "../cli/interaction-files.ts";

export interface LabelledRows {
  /** Of each row: its own id, or its number from 1. */
  readonly ids: readonly string[];
  readonly first: readonly string[];
  /** Where the file has a second text. */
  readonly second?: readonly string[];
  /** Empty where the file has no labels. */
  readonly labels: readonly string[];
}

const rowsMost = 10_000_000;
const namedProblems = 10;

/** Errors: bad_file (no such columns), no_usable_rows. A row without a text is reported and skipped. */
export async function readLabelled(file: string, needs: "label" | "text", note: (line: string) => void): Promise<LabelledRows> {
  let columns: readonly string[] | undefined;
  const [ids, first, second, labels]: string[][] = [[], [], [], []];
  let problems = 0;
  const problem = (line: number, what: string) => {
    if (++problems <= namedProblems) note(`${file}:${line}: bad_row: ${what}; skipped`);
  };
  let number = 0;
  let [idAt, firstAt, secondAt, labelAt] = [-1, -1, -1, -1];
  for await (const { text, line } of readLines(file)) {
    const fields = text.split("\t");
    if (columns === undefined) {
      columns = fields.map((name) => name.trim().toLowerCase());
      const at = (...names: readonly string[]) => columns!.findIndex((name) => names.includes(name));
      [idAt, firstAt, secondAt, labelAt] = [at("id"), at("text", "text1", "query"), at("text2"), at("label")];
      if (firstAt < 0) throw new AisleError("bad_file", `${file} has no column "text" in its header`, { file, columns });
      if (needs === "label" && labelAt < 0)
        throw new AisleError("bad_file", `${file} has no column "label" in its header`, { file, columns });
      continue;
    }
    number++;
    const label = labelAt < 0 ? "" : (fields[labelAt] ?? "").trim();
    if ((fields[firstAt] ?? "").trim() === "") problem(line, "there is no text");
    else if (needs === "label" && label === "") problem(line, "there is no label");
    else {
      if (ids!.length >= rowsMost) throw new AisleError("limit_exceeded", `${file} has more than ${rowsMost} rows`, { file });
      ids!.push(idAt < 0 || (fields[idAt] ?? "").trim() === "" ? String(number) : fields[idAt]!.trim());
      first!.push(fields[firstAt]!);
      if (secondAt >= 0) second!.push(fields[secondAt] ?? "");
      labels!.push(label);
    }
  }
  if (problems > namedProblems) note(`${file}: ${problems} rows skipped in all`);
  if (ids!.length === 0) throw new AisleError("no_usable_rows", `${file} needs a header and at least one usable row`, { file });
  return { ids: ids!, first: first!, ...(secondAt >= 0 ? { second: second! } : {}), labels: labels! };
}
