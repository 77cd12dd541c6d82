/**
 * Training and serving an encoder on the CPU: steps of BERT (4 layers of 256, masked words, AdamW) in tokens a second, and one short
 * text at a time. PyTorch stands beside it in the same run where Python has it, with the same model, batch and threads.
 *
 *   node bench/speed/train.ts [--smoke]
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { input, mean } from "../../packages/learn/src/graph.ts";
import { Parameters } from "../../packages/learn/src/model.ts";
import { bert, bertInputs, maskedWords } from "../../packages/learn/src/models/bert.ts";
import { meanPool } from "../../packages/learn/src/models/layers.ts";
import { encodeGraph } from "../../packages/learn/src/onnx.ts";
import { adamW, decayMatricesOnly } from "../../packages/learn/src/optim.ts";
import { Random } from "../../packages/learn/src/random.ts";
import { integers } from "../../packages/learn/src/runtime.ts";
import { runtime } from "../../packages/learn/src/testing/evaluate.ts";
import { crossEntropy, Trainer } from "../../packages/learn/src/train.ts";

const smoke = process.argv.includes("--smoke");
const config = { vocabulary: 8_000, hidden: 256, layers: 4, heads: 4, positions: 64 };
const [batch, length, masked] = [32, 64, 10];
const [warm, steps] = smoke ? [1, 2] : [3, 20];
/** Of the runtime that tests use, and of PyTorch. */
const threads = 2;
const round = (value: number) => Math.round(value * 100) / 100;

const random = new Random(1);
const ids = (rows: number, columns: number) =>
  integers(
    BigInt64Array.from({ length: rows * columns }, () => BigInt(random.integer(config.vocabulary))),
    [rows, columns],
  );
const ones = (rows: number, columns: number) => integers(new BigInt64Array(rows * columns).fill(1n), [rows, columns]);

async function training(): Promise<number> {
  const p = new Parameters();
  const inputs = bertInputs();
  const places = input("places", ["masked"], "int64");
  const words = input("words", ["masked"], "int64");
  const loss = mean(crossEntropy(maskedWords(p, config, bert(p, config, inputs, undefined, "bert."), places), words));
  const trainer = await Trainer.open(
    runtime,
    { parameters: p, loss, inputs: [...Object.values(inputs), places, words] },
    { weights: p.initialise(1), optimiser: adamW(), weightDecay: decayMatricesOnly(0.01) },
  );
  const feeds = {
    ids: ids(batch, length),
    mask: ones(batch, length),
    places: integers(
      BigInt64Array.from({ length: batch * masked }, (_, i) => BigInt(Math.floor(i / masked) * length + (i % masked) * 6)),
      [batch * masked],
    ),
    words: integers(
      BigInt64Array.from({ length: batch * masked }, () => BigInt(random.integer(config.vocabulary))),
      [batch * masked],
    ),
  };
  for (let step = 0; step < warm; step++) await trainer.step([{ feeds, sizes: {} }], 1e-4);
  const begun = performance.now();
  for (let step = 0; step < steps; step++) await trainer.step([{ feeds, sizes: {} }], 1e-4);
  const seconds = (performance.now() - begun) / 1e3;
  await trainer.close();
  return Math.round((batch * length * steps) / seconds);
}

async function serving(): Promise<object> {
  const p = new Parameters();
  const inputs = bertInputs();
  const vector = meanPool(bert(p, config, inputs), inputs.mask);
  const weights = p.initialise(1);
  const { bytes } = encodeGraph({ vector }, { inputs: Object.values(inputs), weights: (name) => weights.get(name)?.data });
  const session = await runtime.open(bytes);
  const single = { ids: ids(1, 16), mask: ones(1, 16) };
  const many = { ids: ids(32, 64), mask: ones(32, 64) };
  const times: number[] = [];
  for (let n = 0; n < (smoke ? 20 : 300); n++) {
    const begun = performance.now();
    await session.run(single);
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  const rounds = smoke ? 2 : 20;
  await session.run(many);
  const begun = performance.now();
  for (let n = 0; n < rounds; n++) await session.run(many);
  const tokensPerSecond = Math.round((32 * 64 * rounds * 1e3) / (performance.now() - begun));
  await session.close();
  return { precision: "fp32", tokens: 16, unit: "ms", p50: round(times[times.length >> 1]!), batchedTokensPerSecond: tokensPerSecond };
}

const peer = `
import json, time, torch, torch.nn as nn, torch.nn.functional as F
torch.set_num_threads(${threads}); torch.manual_seed(1)
B, T, H, V, M = ${batch}, ${length}, 256, 8000, ${masked}
class Model(nn.Module):
    def __init__(s):
        super().__init__()
        s.words, s.places, s.norm = nn.Embedding(V, H), nn.Embedding(T, H), nn.LayerNorm(H)
        s.body = nn.TransformerEncoder(nn.TransformerEncoderLayer(H, 4, 4 * H, dropout=0.0, activation="gelu", batch_first=True), 4, enable_nested_tensor=False)
        s.dense, s.out, s.bias = nn.Linear(H, H), nn.LayerNorm(H), nn.Parameter(torch.zeros(V))
    def forward(s, ids, at):
        x = s.body(s.norm(s.words(ids) + s.places(torch.arange(T))))
        y = s.out(F.gelu(s.dense(x.reshape(-1, H)[at])))
        return y @ s.words.weight.T + s.bias
m = Model(); o = torch.optim.AdamW(m.parameters(), lr=1e-4, weight_decay=0.01)
ids, words, at = torch.randint(V, (B, T)), torch.randint(V, (B * M,)), torch.randint(B * T, (B * M,))
def step():
    o.zero_grad(); loss = F.cross_entropy(m(ids, at), words); loss.backward(); torch.nn.utils.clip_grad_norm_(m.parameters(), 1.0); o.step()
for _ in range(${warm}): step()
t = time.time()
for _ in range(${steps}): step()
print(json.dumps({"version": torch.__version__, "tokensPerSecond": round(B * T * ${steps} / (time.time() - t))}))
`;

interface Torch {
  readonly version: string;
  readonly tokensPerSecond: number;
}

function pytorch(): Torch | undefined {
  const own = join(import.meta.dirname, "../../.cache/python/bin/python");
  const { status, stdout } = spawnSync(existsSync(own) ? own : "python3", ["-c", peer], { encoding: "utf8" });
  return status === 0 ? (JSON.parse(stdout) as Torch) : undefined;
}

const tokensPerSecond = await training();
const theirs = pytorch();
console.log(
  JSON.stringify(
    {
      bench: "speed/train",
      smoke,
      model: { ...config, batch, length, threads },
      train: { tokensPerSecond, bar: 4_200 },
      pytorch: theirs ? { ...theirs, ratio: round(tokensPerSecond / theirs.tokensPerSecond), goal: 1.5 } : "not installed",
      serve: await serving(),
    },
    undefined,
    2,
  ),
);
