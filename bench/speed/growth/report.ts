/** The growth of search as Markdown and charts. */
import { lineChart } from "../../../packages/server/src/simulate/svg.ts";
import type { Timing } from "../search/timing.ts";

/** What a process that opened a snapshot tells. */
export interface Measured {
  readonly openMs: number;
  readonly firstAnswerMs: number;
  readonly rssMb: number;
  readonly all: Timing;
  readonly filterAndFacets: Timing;
  readonly any: Timing;
  /** One change of price and stock, till it is applied. */
  readonly change: Timing;
  /** Questions that were asked before, with kept answers. */
  readonly repeated: Timing;
}

export interface Point extends Measured {
  readonly products: number;
  readonly buildSeconds: number;
  readonly snapshotMs: number;
}

export interface PeerPoint {
  readonly name: string;
  readonly features: string;
  readonly products: number;
  readonly top10: Timing;
}

export interface Growth {
  readonly node: string;
  readonly cores: number;
  readonly shards: number;
  readonly source: string;
  readonly queries: number;
  readonly typoShare: number;
  readonly points: readonly Point[];
  readonly peers: readonly PeerPoint[];
}

const short = (products: number) => (products >= 1e6 ? `${products / 1e6}M` : `${products / 1e3}k`);

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

/** Charts by file name. */
export function chartsOf({ points, peers }: Growth): Readonly<Record<string, string>> {
  const names = [...new Set(peers.map(({ name }) => name))];
  const ours = (pick: (point: Point) => Timing) => points.map((point): [number, number] => [point.products / 1e3, pick(point).p99Ms]);
  const stepX = Math.max(1, Math.max(...points.map(({ products }) => products)) / 1e3 / 5);
  return {
    "growth.svg": lineChart({
      title: "Wait by products, p99",
      x: "thousand products",
      y: "ms",
      stepX,
      formatY: (y) => `${y.toFixed(1)} ms`,
      lines: [
        { name: "all words", points: ours(({ all }) => all) },
        { name: "filter and 3 facets", points: ours(({ filterAndFacets }) => filterAndFacets) },
        { name: "any word", points: ours(({ any }) => any), dashed: true },
      ],
    }),
    "growth-peers.svg": lineChart({
      title: "Wait by products beside others, ten best of all words, p99 (logarithm of ms)",
      x: "thousand products",
      y: "ms",
      stepX,
      formatY: (y) => `${(10 ** y).toFixed(y < 1 ? 1 : 0)} ms`,
      lines: [
        { name: "Aisle", points: ours(({ all }) => all).map(([x, y]): [number, number] => [x, Math.log10(Math.max(y, 1))]) },
        ...names.map((name) => ({
          name,
          points: peers
            .filter((peer) => peer.name === name)
            .map(({ products, top10 }): [number, number] => [products / 1e3, Math.log10(Math.max(top10.p99Ms, 1))]),
          dashed: true,
        })),
      ],
    }),
  };
}

export function reportOf(growth: Growth): string {
  const { points, peers, shards, cores, node, queries, typoShare, source } = growth;
  const both = ({ p50Ms, p99Ms }: Timing) => `${p50Ms.toFixed(2)} / ${p99Ms.toFixed(2)}`;
  const at = (products: number) => points.find((point) => point.products === products)!;
  return `# Search as the catalogue grows

${shards} shards in workers, ${cores} cores, Node ${node}. ${queries} questions at each size, ${Math.round(typoShare * 100)} % of them misspelt, words from ${source};
each follows a change of price and stock, one hit per group, typos corrected, totals and facets exact. Waits in ms, p50 / p99 of the medians of
three passes. A figure holds for the machine and the moment; the ratios to others were taken in the same run.

${table(
  ["products", "all words", "+ filter + 3 facets", "any word", "asked before", "price change", "restart ms", "RSS MB", "built in s"],
  points.map((point) => [
    short(point.products),
    both(point.all),
    both(point.filterAndFacets),
    both(point.any),
    both(point.repeated),
    both(point.change),
    Math.round(point.firstAnswerMs),
    point.rssMb,
    point.buildSeconds,
  ]),
)}

Restart: from the snapshot's file to the first answer. RSS: the process with the index and nothing of the catalogue beside it.

![Wait by products](growth.svg)

## Beside others

The ten best products of all words; ours corrects typos and shows one hit per group.

${table(
  ["", "products", "p50 / p99 ms", "times our p50", "times our p99", "does"],
  peers.map(({ name, products, top10, features }) => {
    const { all } = at(products);
    return [name, short(products), both(top10), (top10.p50Ms / all.p50Ms).toFixed(1), (top10.p99Ms / all.p99Ms).toFixed(1), features];
  }),
)}

![Beside others](growth-peers.svg)
`;
}
