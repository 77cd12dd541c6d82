/** The newest events of the log, as they come; pausing keeps what is read in its place. */
import { useState } from "react";
import { Link } from "../../../routing/link.tsx";
import { defaultIndex } from "../../api.ts";
import { indexParameter } from "../../components/index-choice.tsx";
import { Panel } from "../../components/panel.tsx";
import { Scroller } from "../../components/scroller.tsx";
import { home } from "../../page.ts";
import { useFormats, useWords } from "../../words.ts";
import type { Live, LiveEvent } from "./live.ts";
import { verdictNames } from "../../verdict-names.ts";
import { eventNames, words } from "./words.ts";

export function LiveEvents({ live }: { readonly live: Live }) {
  const t = useWords(words);
  const f = useFormats();
  const names: Readonly<Record<string, string>> = useWords(eventNames);
  const verdicts: Readonly<Record<string, string>> = useWords(verdictNames);
  const [paused, setPaused] = useState<readonly LiveEvent[]>();
  const events = paused ?? live.events;
  const actions = (
    <div className="row">
      <span className={live.connected ? "badge badge-good" : "badge badge-warn"}>{live.connected ? t.connected : t.notConnected}</span>
      <button type="button" className="button-quiet" onClick={() => setPaused(paused ? undefined : live.events)}>
        {paused ? t.resume : t.pause}
      </button>
    </div>
  );
  return (
    <Panel title={t.live} note={t.liveNote} actions={actions}>
      {events.length === 0 ? (
        <p className="empty">{t.quiet}</p>
      ) : (
        <Scroller label={t.live}>
          <table className="table live-events">
            <thead>
              <tr>
                <th scope="col">{t.columns.time}</th>
                <th scope="col">{t.columns.type}</th>
                <th scope="col">{t.columns.what}</th>
                <th scope="col">{t.columns.person}</th>
              </tr>
            </thead>
            <tbody>
              {events.map((event) => (
                <tr key={event.position}>
                  <td className="figure">{f.clock(event.time)}</td>
                  <td>
                    <span className={`badge event-${event.type}`}>{names[event.type] ?? event.type}</span>
                  </td>
                  <td>
                    <What event={event} />
                  </td>
                  <td>
                    <span className="code">{event.person ?? ""}</span>
                    {event.verdict !== undefined && <span className="badge badge-warn">{verdicts[event.verdict] ?? event.verdict}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
    </Panel>
  );
}

function What({ event }: { readonly event: LiveEvent }) {
  const t = useWords(words);
  const f = useFormats();
  if (event.product !== undefined) {
    return (
      <Link href={`${home}/products?product=${encodeURIComponent(event.product)}${indexParameter(event.index ?? defaultIndex)}`}>
        {event.title ?? event.product}
      </Link>
    );
  }
  if (event.total !== undefined) return t.found(f.whole(event.total));
  if (event.count !== undefined) return t.shown(f.whole(event.count));
  return event.command ?? "";
}
