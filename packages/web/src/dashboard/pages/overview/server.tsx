/** How the server is: its log and snapshot, how long shoppers wait, how the last catalogue files fared. */
import type { Overview } from "../../api.ts";
import { Panel } from "../../components/panel.tsx";
import { useFormats, useWords } from "../../words.ts";
import { words } from "./words.ts";

interface Props {
  readonly overview: Overview;
}

export function Server({ overview }: Props) {
  const t = useWords(words);
  const f = useFormats();
  const { version, started, position, log, snapshot, now } = overview;
  const snapshotText =
    snapshot === undefined
      ? t.noSnapshot
      : snapshot.saved === undefined
        ? t.snapshotBefore(f.whole(snapshot.position))
        : t.snapshotAt(f.whole(snapshot.position), f.ago(snapshot.saved, now));
  return (
    <Panel title={t.server}>
      <dl className="facts">
        <dt>{t.version}</dt>
        <dd>{version}</dd>
        <dt>{t.running}</dt>
        <dd>{f.date(started)}</dd>
        <dt>{t.position}</dt>
        <dd>{f.whole(position)}</dd>
        <dt>{t.log}</dt>
        <dd>{t.from(f.whole(log.start), f.whole(log.end))}</dd>
        <dt>{t.snapshot}</dt>
        <dd>{snapshotText}</dd>
      </dl>
    </Panel>
  );
}

export function Waits({ overview: { latencies } }: Props) {
  const t = useWords(words);
  const f = useFormats();
  return (
    <Panel title={t.waits}>
      {latencies.length === 0 ? (
        <p className="empty">{t.waitsEmpty}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t.route}</th>
              <th scope="col" className="figure">
                {t.count}
              </th>
              <th scope="col" className="figure">
                p50
              </th>
              <th scope="col" className="figure">
                p99
              </th>
            </tr>
          </thead>
          <tbody>
            {latencies.map(({ route, count, p50, p99 }) => (
              <tr key={route}>
                <td className="code">{route}</td>
                <td className="figure">{f.whole(count)}</td>
                <td className="figure">{f.milliseconds(p50)}</td>
                <td className="figure">{f.milliseconds(p99)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

export function CatalogLoads({ overview: { loads, now } }: Props) {
  const t = useWords(words);
  const f = useFormats();
  return (
    <Panel title={t.loads}>
      {loads.length === 0 && <p className="empty">{t.loadsEmpty}</p>}
      {loads.toReversed().map((load) => (
        <details key={load.at} className="load">
          <summary>
            <span className="code">{load.files.join(", ")}</span>
            <span className="note">
              {f.ago(load.at, now)} · {t.load(f.whole(load.rows), f.whole(load.usable))}
              {load.skipped > 0 && <strong> · {t.skipped(f.whole(load.skipped))}</strong>}
            </span>
          </summary>
          {load.problems.length > 0 && (
            <table className="table">
              <thead>
                <tr>
                  <th scope="col" className="figure">
                    {t.line}
                  </th>
                  <th scope="col">{t.reason}</th>
                </tr>
              </thead>
              <tbody>
                {load.problems.map(({ file, line, reason }, at) => (
                  <tr key={at} title={file}>
                    <td className="figure">{line}</td>
                    <td>{reason}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </details>
      ))}
    </Panel>
  );
}
