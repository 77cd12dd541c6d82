/** What happens in the shop now and in the last hours, and how the server is. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { readOverview } from "../../api.ts";
import { Chart } from "../../components/chart.tsx";
import { Failure } from "../../components/failure.tsx";
import { Loading } from "../../components/loading.tsx";
import { Panel } from "../../components/panel.tsx";
import { useFormats, useWords } from "../../words.ts";
import { EventTypes } from "./event-types.tsx";
import { useLive } from "./live.ts";
import { LiveEvents } from "./live-events.tsx";
import { CatalogLoads, Server, Waits } from "./server.tsx";
import { Tiles } from "./tiles.tsx";
import { words } from "./words.ts";

const spans = [15, 60, 360, 1_440];
const refreshMs = 5_000;

export function Overview() {
  const t = useWords(words);
  const f = useFormats();
  const live = useLive();
  const [minutes, setMinutes] = useState(60);
  const overview = useQuery({
    queryKey: ["overview", minutes],
    queryFn: () => readOverview(minutes),
    refetchInterval: refreshMs,
    placeholderData: keepPreviousData,
  });
  if (overview.data === undefined) {
    return overview.isError ? <Failure error={overview.error} retry={() => void overview.refetch()} /> : <Loading />;
  }
  const { figures, ready } = overview.data;
  const shoppers = figures.minutes.reduce((sum, minute) => sum + minute.shoppers, 0);
  return (
    <>
      <header className="page-head">
        <h1>{t.title}</h1>
        <span className={ready ? "badge badge-good" : "badge badge-warn"}>{ready ? t.ready : t.notReady}</span>
        <select aria-label={t.window} value={minutes} onChange={(event) => setMinutes(Number(event.target.value))}>
          {spans.map((span) => (
            <option key={span} value={span}>
              {t.minutes(span)}
            </option>
          ))}
        </select>
      </header>
      <Tiles overview={overview.data} live={live} />
      <Panel title={t.activity} note={t.activityNote}>
        <Chart
          description={t.chart(f.whole(shoppers), f.whole(figures.searches), t.minutes(minutes))}
          times={figures.minutes.map(({ start }) => start)}
          series={[
            { label: t.shoppers, color: "--chart-1", values: figures.minutes.map((minute) => minute.shoppers) },
            { label: t.searches, color: "--chart-2", values: figures.minutes.map((minute) => minute.searches) },
          ]}
          height={220}
          timeLabel={t.columns.time}
        />
      </Panel>
      <div className="columns">
        <LiveEvents live={live} />
        <div>
          <EventTypes figures={figures} />
          <Server overview={overview.data} />
          <Waits overview={overview.data} />
          <CatalogLoads overview={overview.data} />
        </div>
      </div>
    </>
  );
}
