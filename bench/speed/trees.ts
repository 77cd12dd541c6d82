/**
 * Gradient-boosted trees: fitting a million rows of forty features, and scoring candidates as a ranker does. LightGBM stands beside it
 * in the same run where Python has it (two threads there, one here).
 *
 *   node bench/speed/trees.ts [--smoke]
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Random } from "../../packages/learn/src/random.ts";
import { boost } from "../../packages/learn/src/trees.ts";

const smoke = process.argv.includes("--smoke");
const rows = smoke ? 20_000 : 1_000_000;
const features = 40;
const round = (value: number) => Math.round(value * 1e3) / 1e3;

const random = new Random(1);
const values = Float32Array.from({ length: rows * features }, () => random.uniform());
const labels = new Float32Array(rows);
for (let row = 0; row < rows; row++) {
  const at = row * features;
  labels[row] = values[at]! + Math.sin(6 * values[at + 1]!) * values[at + 2]! + 0.3 * random.normal();
}
let begun = performance.now();
const cpuBefore = process.cpuUsage();
const model = boost(
  { values, features },
  { labels },
  { objective: "regression", trees: 100, featureNames: Array.from({ length: features }, (_, i) => `f${i}`) },
);
const fitSeconds = (performance.now() - begun) / 1e3;
const cpu = process.cpuUsage(cpuBefore);

const candidates = 200;
const ranker = boost(
  { values: values.subarray(0, 20_000 * features), features },
  { labels: labels.subarray(0, 20_000) },
  { objective: "regression", trees: 200 },
);
const times: number[] = [];
for (let n = 0; n < (smoke ? 200 : 2_000); n++) {
  const some = values.subarray((n % 50) * candidates * features, ((n % 50) + 1) * candidates * features);
  begun = performance.now();
  ranker.predict({ values: some, features });
  times.push(performance.now() - begun);
}
times.sort((a, b) => a - b);

/** The same task in LightGBM; undefined where it is not installed. */
function lightGbm(): object | undefined {
  const own = join(import.meta.dirname, "../../.cache/python/bin/python");
  const code = `import json, time, numpy as np, lightgbm as l
x = np.random.default_rng(1).random((${rows}, ${features}), dtype=np.float32)
y = x[:, 0] + np.sin(6 * x[:, 1]) * x[:, 2] + 0.3 * np.random.default_rng(2).normal(size=${rows})
t = time.time()
m = l.train(dict(objective="regression", num_leaves=31, verbose=-1, num_threads=2), l.Dataset(x, label=y), num_boost_round=100)
print(json.dumps({"version": l.__version__, "threads": 2, "fitSeconds": round(time.time() - t, 3)}))`;
  const { status, stdout } = spawnSync(existsSync(own) ? own : "python3", ["-c", code], { encoding: "utf8" });
  return status === 0 ? (JSON.parse(stdout) as object) : undefined;
}

console.log(
  JSON.stringify(
    {
      bench: "speed/trees",
      smoke,
      fit: {
        rows,
        features,
        trees: model.trees.length,
        leaves: 31,
        threads: 1,
        seconds: round(fitSeconds),
        cpuSeconds: round((cpu.user + cpu.system) / 1e6),
        bar: 60,
      },
      score: {
        candidates,
        features,
        trees: ranker.trees.length,
        unit: "ms",
        p50: round(times[times.length >> 1]!),
        p99: round(times[Math.floor(times.length * 0.99)]!),
        bar: 1,
      },
      lightgbm: lightGbm() ?? "not installed",
    },
    undefined,
    2,
  ),
);
