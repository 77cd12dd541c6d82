/** The few figures that tell at a glance whether the shop is well. */
import type { ReactNode } from "react";
import type { Overview } from "../../api.ts";
import { Chart } from "../../components/chart.tsx";
import { useFormats, useWords } from "../../words.ts";
import { secondsShown } from "./live.ts";
import type { Live } from "./live.ts";
import { words } from "./words.ts";

const meanSeconds = 10;
/** What a page of results asks; own API and Algolia's. */
const searchRoutes = ["algolia.queries", "search", "algolia.query"];

function Tile({
  label,
  value,
  note,
  children,
}: {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className="tile">
      <dt>{label}</dt>
      <dd>
        <span className="tile-value">{value}</span>
        <span className="note">{note}</span>
        {children}
      </dd>
    </div>
  );
}

export function Tiles({ overview, live }: { readonly overview: Overview; readonly live: Live }) {
  const t = useWords(words);
  const f = useFormats();
  const { figures, latencies, products, rules, synonyms } = overview;
  // The second that still runs would pull the mean down.
  const whole = live.seconds.slice(-meanSeconds - 1, -1);
  const rate = whole.reduce((sum, count) => sum + count, 0) / meanSeconds;
  const search = latencies.filter(({ route }) => searchRoutes.includes(route)).toSorted((a, b) => b.count - a.count)[0];
  return (
    <dl className="tiles">
      <Tile label={t.eventsSecond} value={f.short(rate)} note={t.now}>
        <Chart
          bare
          height={28}
          timeLabel=""
          description={t.sparkline(f.whole(Math.max(...live.seconds)))}
          times={live.seconds.map((_, at) => (at - secondsShown) * 1_000)}
          series={[{ label: t.events, color: "--chart-1", values: live.seconds }]}
        />
      </Tile>
      <Tile label={t.searchesMinute} value={f.short(figures.searches / figures.minutes.length)} note={t.minutes(figures.minutes.length)} />
      <Tile label={t.zeroResult} value={f.share(figures.withoutResult, figures.counted)} note={t.ofSearches(f.whole(figures.counted))} />
      <Tile label={t.clickThrough} value={f.share(figures.clicked, figures.attributed)} note={t.ofSearches(f.whole(figures.attributed))} />
      <Tile
        label={t.latency}
        value={search ? f.milliseconds(search.p99) : "–"}
        note={search ? t.median(f.milliseconds(search.p50), f.whole(search.count)) : t.noSearches}
      />
      <Tile label={t.products} value={f.whole(products)} note={t.rulesSynonyms(f.whole(rules), f.whole(synonyms))} />
    </dl>
  );
}
