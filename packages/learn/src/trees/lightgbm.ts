/**
 * LightGBM's text format, version v4: trees made there are served here, and the other way round. Numerical splits only.
 * Source: microsoft/LightGBM, src/io/tree.cpp and src/boosting/gbdt_model_text.cpp.
 */
import { LearnError } from "../error.ts";
import { Ensemble } from "./ensemble.ts";
import type { Tree, TreeObjective } from "./ensemble.ts";

const objectiveLine: Readonly<Record<TreeObjective, string>> = {
  regression: "regression",
  binary: "binary sigmoid:1",
  lambdarank: "lambdarank",
};

const treesMost = 100_000;
const leavesMost = 1_000_000;

type Fields = ReadonlyMap<string, string>;

function fieldsOf(lines: readonly string[]): Fields {
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const at = line.indexOf("=");
      return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 1)]];
    }),
  );
}

const infinities: Readonly<Record<string, number>> = { inf: Number.MAX_VALUE, "-inf": -Number.MAX_VALUE };

const numberOf = (text: string): number => infinities[text] ?? Number(text);

function list(fields: Fields, name: string, length: number): number[] {
  const text = fields.get(name)?.trim() ?? "";
  const values = text === "" ? [] : text.split(/\s+/, length + 1).map(numberOf);
  if (values.length !== length || values.some((value) => Number.isNaN(value)))
    throw new LearnError("bad_file", `"${name}" does not hold ${length} numbers`);
  return values;
}

function readTree(fields: Fields): Tree {
  const leaves = Number(fields.get("num_leaves"));
  if (!Number.isInteger(leaves) || leaves < 1 || leaves > leavesMost)
    throw new LearnError("bad_file", `a tree has "${fields.get("num_leaves")}" leaves`);
  if (Number(fields.get("num_cat") ?? 0) > 0) throw new LearnError("unsupported", "categorical splits are not read");
  if (fields.get("is_linear") === "1") throw new LearnError("unsupported", "linear trees are not read");
  const nodes = leaves - 1;
  const kinds = nodes === 0 ? [] : list(fields, "decision_type", nodes);
  const get = (name: string) => (nodes === 0 ? [] : list(fields, name, nodes));
  const optional = (name: string) =>
    fields.has(name) && leaves > 1 ? list(fields, name, leaves) : Array.from({ length: leaves }, () => 0);
  const [left, right] = [get("left_child"), get("right_child")];
  for (const child of [...left, ...right])
    if (!Number.isInteger(child) || child >= nodes || ~child >= leaves) throw new LearnError("bad_file", `a tree has no node ${child}`);
  // A child after its parent makes every walk end.
  left.forEach((child, node) => {
    if ((child >= 0 && child <= node) || (right[node]! >= 0 && right[node]! <= node))
      throw new LearnError("bad_file", "a tree runs in a circle");
  });
  return {
    feature: Int32Array.from(get("split_feature")),
    threshold: Float64Array.from(get("threshold")),
    missing: Uint8Array.from(kinds, (kind) => (kind >> 2) & 3),
    defaultLeft: Uint8Array.from(kinds, (kind) => (kind >> 1) & 1),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    gain: Float64Array.from(nodes === 0 ? [] : list(fields, "split_gain", nodes)),
    count: Int32Array.from(fields.has("internal_count") ? get("internal_count") : Array.from({ length: nodes }, () => 0)),
    leaf: Float64Array.from(list(fields, "leaf_value", leaves)),
    leafCount: Int32Array.from(optional("leaf_count")),
    leafWeight: Float64Array.from(optional("leaf_weight")),
  };
}

export function readLightGbm(text: string): Ensemble {
  const lines = text.split(/\r?\n/);
  if (lines[0]?.trim() !== "tree") throw new LearnError("bad_file", "this is no LightGBM model file");
  const parts: string[][] = [[]];
  for (const line of lines) {
    if (line.startsWith("end of trees")) break;
    if (line.startsWith("Tree=")) parts.push([]);
    parts.at(-1)!.push(line);
  }
  if (parts.length - 1 > treesMost) throw new LearnError("limit_exceeded", `more than ${treesMost} trees`);
  const [head, ...trees] = parts.map(fieldsOf) as [Fields, ...Fields[]];
  if (Number(head.get("num_tree_per_iteration") ?? 1) !== 1) throw new LearnError("unsupported", "models of several classes are not read");
  const objective = (head.get("objective") ?? "").split(" ")[0];
  const known = Object.keys(objectiveLine).find((name) => name === objective);
  if (known === undefined) throw new LearnError("unsupported", `objective "${objective}" is not known`);
  const names = (head.get("feature_names") ?? "").split(" ").filter(Boolean);
  return new Ensemble(known as TreeObjective, names, trees.map(readTree));
}

const shown = (values: Iterable<number>): string =>
  Array.from(values, (value) => (Number.isFinite(value) ? String(value) : "1e300")).join(" ");

function treeText(tree: Tree, index: number): string {
  const kinds = Array.from(tree.feature, (_, i) => (tree.missing[i]! << 2) | (tree.defaultLeft[i]! << 1));
  const lines = [
    `Tree=${index}`,
    `num_leaves=${tree.leaf.length}`,
    "num_cat=0",
    `split_feature=${shown(tree.feature)}`,
    `split_gain=${shown(tree.gain)}`,
    `threshold=${shown(tree.threshold)}`,
    `decision_type=${shown(kinds)}`,
    `left_child=${shown(tree.left)}`,
    `right_child=${shown(tree.right)}`,
    `leaf_value=${shown(tree.leaf)}`,
    `leaf_weight=${shown(tree.leafWeight)}`,
    `leaf_count=${shown(tree.leafCount)}`,
    `internal_value=${shown(tree.feature.map(() => 0))}`,
    `internal_weight=${shown(tree.feature.map(() => 0))}`,
    `internal_count=${shown(tree.count)}`,
    "is_linear=0",
    "shrinkage=1",
  ];
  return `${lines.join("\n")}\n\n\n`;
}

export function writeLightGbm(ensemble: Ensemble): string {
  const { featureNames, objective } = ensemble;
  const trees = ensemble.trees.map(treeText);
  const names = featureNames.map((name) => name.replaceAll(/[\s=]/g, "_"));
  const head = [
    "tree",
    "version=v4",
    "num_class=1",
    "num_tree_per_iteration=1",
    "label_index=0",
    `max_feature_idx=${featureNames.length - 1}`,
    `objective=${objectiveLine[objective]}`,
    `feature_names=${names.join(" ")}`,
    `feature_infos=${names.map(() => "[-1e+308:1e+308]").join(" ")}`,
    `tree_sizes=${trees.map((tree) => tree.length).join(" ")}`,
  ];
  const gains = [...ensemble.importance()].map((gain, i) => [names[i]!, Math.round(gain)] as const).sort((a, b) => b[1] - a[1]);
  const tail = [
    "end of trees",
    "",
    "feature_importances:",
    ...gains.map(([name, gain]) => `${name}=${gain}`),
    "",
    "parameters:",
    "end of parameters",
    "",
    "pandas_categorical:null",
    "",
  ];
  return `${head.join("\n")}\n\n${trees.join("")}${tail.join("\n")}`;
}
