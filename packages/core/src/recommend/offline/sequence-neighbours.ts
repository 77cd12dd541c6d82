/**
 * Neighbouring sequences (V-SkNN and STAN: Ludewig & Jannach 2018, Garg et al., SIGIR 2019): the past sequences that share products
 * with this one, those shared by recent products and rare products first; their products score by how near they stand to the shared
 * ones, after more than before.
 */
import { distanceWeight } from "../sequence-weight.ts";
import { countItems } from "./histories.ts";
import type { History, Training } from "./histories.ts";
import type { Fitted, Method, Scorer, Settings } from "./method.ts";

/** Sequences per product that are looked at, the most recent ones. */
const sample = 1000;
const reach = 30;
/** Products around a shared one that score. */
const around = 40;

interface Occurrences {
  readonly starts: Int32Array;
  /** Sequence of each occurrence, oldest first by the sequence's end. */
  readonly sequences: Int32Array;
  readonly places: Int32Array;
}

function index(training: Training, order: readonly number[]): Occurrences {
  const { histories } = training;
  const starts = new Int32Array(training.items + 1);
  for (const { items } of histories) for (const item of items) starts[item + 1]! += 1;
  for (let item = 0; item < training.items; item++) starts[item + 1]! += starts[item]!;
  const next = starts.slice(0, training.items);
  const sequences = new Int32Array(starts[training.items]!);
  const places = new Int32Array(starts[training.items]!);
  for (const sequence of order) {
    const { items } = histories[sequence]!;
    for (let place = 0; place < items.length; place++) {
      const at = next[items[place]!]!++;
      sequences[at] = sequence;
      places[at] = place;
    }
  }
  return { starts, sequences, places };
}

function scorer(training: Training, { starts, sequences, places }: Occurrences, idf: Float64Array, settings: Settings): Scorer {
  const { histories } = training;
  const similarity = new Float64Array(histories.length);
  /** Place in each sequence of the shared product that is newest in the asking history. */
  const shared = new Int32Array(histories.length);
  const neighbours = settings["neighbours"]!;
  const before = settings["backward"]!;
  const near = Float64Array.from({ length: around + 1 }, (_, distance) =>
    distance === 0 ? 0 : distanceWeight(distance, settings["fall"]!),
  );
  const rare = idf.map((value) => value ** settings["rare"]!);
  const rareTarget = idf.map((value) => value ** settings["rareTarget"]!);
  const lengths = Float64Array.from(histories, ({ items }) => (items.length + 1) ** -settings["length"]!);
  return {
    score: ({ items }: History, out) => {
      const touched: number[] = [];
      let step = 0;
      for (let i = items.length - 1; i >= 0 && step < reach; i--) {
        const item = items[i]!;
        if (items.lastIndexOf(item) !== i) continue;
        step++;
        const weight = distanceWeight(step, settings["recency"]!) * rare[item]!;
        if (weight < 1e-4) break;
        const end = starts[item + 1]!;
        for (let at = Math.max(starts[item]!, end - sample); at < end; at++) {
          const sequence = sequences[at]!;
          if (similarity[sequence] === 0) {
            touched.push(sequence);
            shared[sequence] = places[at]!;
          }
          similarity[sequence]! += weight;
        }
      }
      for (const sequence of touched) similarity[sequence]! *= lengths[sequence]!;
      const ranked =
        touched.length > neighbours ? touched.sort((a, b) => similarity[b]! - similarity[a]! || b - a).slice(0, neighbours) : touched;
      for (const sequence of ranked) {
        const other = histories[sequence]!.items;
        const place = shared[sequence]!;
        const weight = similarity[sequence]!;
        const to = Math.min(other.length, place + around + 1);
        for (let at = Math.max(0, place - around); at < to; at++) {
          const distance = at - place;
          if (distance !== 0)
            out.add(other[at]!, weight * (distance > 0 ? near[distance]! : before * near[-distance]!) * rareTarget[other[at]!]!);
        }
      }
      for (const sequence of touched) similarity[sequence] = 0;
    },
  };
}

export const sequenceNeighbours: Method = {
  name: "sequence-neighbours",
  start: { neighbours: 200, recency: 1, fall: 0.6, backward: 0.5, rare: 1, rareTarget: 0, length: 0.5 },
  grid: {
    recency: [0.3, 0.6, 1, 1.5, 2.5],
    fall: [0, 0.3, 0.6, 1, 1.5],
    backward: [0, 0.25, 0.5, 0.75, 1],
    neighbours: [50, 100, 200, 500, 1500],
    rare: [0, 0.5, 1, 2],
    rareTarget: [0, 0.5, 1],
    length: [0, 0.25, 0.5, 1],
  },
  scoring: ["neighbours", "recency", "fall", "backward", "rare", "rareTarget", "length"],
  fit: (training): Fitted => {
    const { histories } = training;
    const end = (sequence: number) => histories[sequence]!.times.at(-1) ?? 0;
    const order = histories.map((_, sequence) => sequence).sort((a, b) => end(a) - end(b) || a - b);
    const occurrences = index(training, order);
    const idf = Float64Array.from(countItems(training), (count) => Math.log(1 + histories.length / (count + 1)));
    return { scorer: (settings) => scorer(training, occurrences, idf, settings) };
  },
};
