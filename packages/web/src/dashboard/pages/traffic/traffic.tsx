/** What the filter of invalid traffic found, and an operator's word on single visitors. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { judgeVisitor, readTraffic } from "../../api.ts";
import type { TrafficOrder, TrafficReport } from "../../api.ts";
import { Failure } from "../../components/failure.tsx";
import { Loading } from "../../components/loading.tsx";
import { say } from "../../components/messages.tsx";
import { Panel } from "../../components/panel.tsx";
import { Scroller } from "../../components/scroller.tsx";
import { useFormats, useWords } from "../../words.ts";
import { verdictNames } from "../../verdict-names.ts";
import { reasonNames, words } from "./words.ts";

const refreshMs = 10_000;
const verdicts = ["human", "suspect", "bot"] as const;

export function Traffic() {
  const t = useWords(words);
  const found = useQuery({ queryKey: ["traffic"], queryFn: readTraffic, refetchInterval: refreshMs });
  return (
    <>
      <header className="page-head">
        <h1>{t.title}</h1>
      </header>
      <p className="lead">{t.lead}</p>
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data && (
        <>
          <Tiles report={found.data} />
          <div className="columns">
            <Latest report={found.data} />
            <Reasons report={found.data} />
          </div>
        </>
      )}
    </>
  );
}

function Tiles({ report: { visitors, events, released, takenBack } }: { readonly report: TrafficReport }) {
  const t = useWords(words);
  const names = useWords(verdictNames);
  const f = useFormats();
  const all = verdicts.reduce((sum, verdict) => sum + events[verdict], 0);
  return (
    <dl className="tiles">
      {verdicts.map((verdict) => (
        <div className="tile" key={verdict}>
          <dt>{names[verdict]}</dt>
          <dd>
            <span className="tile-value">{f.whole(events[verdict])}</span>
            <span className="note">{`${t.events}, ${t.share(f.share(events[verdict], all))}`}</span>
            <span className="note">{`${t.visitors}: ${f.whole(visitors[verdict])}`}</span>
          </dd>
        </div>
      ))}
      <div className="tile">
        <dt>{t.released}</dt>
        <dd>
          <span className="tile-value">{f.whole(released)}</span>
        </dd>
      </div>
      <div className="tile">
        <dt>{t.takenBack}</dt>
        <dd>
          <span className="tile-value">{f.whole(takenBack)}</span>
        </dd>
      </div>
    </dl>
  );
}

function Reasons({ report: { marked } }: { readonly report: TrafficReport }) {
  const t = useWords(words);
  const names: Readonly<Record<string, string>> = useWords(reasonNames);
  const f = useFormats();
  const counts = Object.entries(marked)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
  return (
    <Panel title={t.reasons}>
      {counts.length === 0 && <p className="empty">{t.reasonsEmpty}</p>}
      <ul className="bars">
        {counts.map(([reason, count]) => (
          <li key={reason}>
            <span>{names[reason] ?? reason}</span>
            <span className="figure">{f.whole(count)}</span>
            <meter min={0} max={counts[0]![1]} value={count} aria-hidden="true" />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Latest({ report: { latest } }: { readonly report: TrafficReport }) {
  const t = useWords(words);
  const names = useWords(verdictNames);
  const why: Readonly<Record<string, string>> = useWords(reasonNames);
  const client = useQueryClient();
  const judge = useMutation({
    mutationFn: (order: TrafficOrder) => judgeVisitor(order),
    onSuccess: async () => {
      say(t.done);
      await client.invalidateQueries({ queryKey: ["traffic"] });
    },
  });
  return (
    <Panel title={t.latest} note={t.latestNote}>
      {judge.isError && <Failure error={judge.error} />}
      {latest.length === 0 ? (
        <p className="empty">{t.latestEmpty}</p>
      ) : (
        <Scroller label={t.latest}>
          <table className="table wide">
            <thead>
              <tr>
                <th scope="col">{t.columns.person}</th>
                <th scope="col">{t.columns.verdict}</th>
                <th scope="col">{t.columns.reasons}</th>
                <th scope="col" className="table-actions">
                  {t.columns.actions}
                </th>
              </tr>
            </thead>
            <tbody>
              {latest.map(({ person, verdict, reasons }) => {
                const short = person.slice(0, 6);
                const action = (verb: "allow" | "deny" | "clear") => (
                  <button
                    type="button"
                    className="button-quiet"
                    aria-label={t.of(t[verb], short)}
                    disabled={judge.isPending}
                    onClick={() => judge.mutate({ [verb]: { persons: [person] } })}
                  >
                    {t[verb]}
                  </button>
                );
                return (
                  <tr key={person}>
                    <td>
                      <span className="code">{short}</span>
                    </td>
                    <td>
                      <span className="badge badge-warn">{names[verdict]}</span>
                    </td>
                    <td>{reasons.map((reason) => why[reason] ?? reason).join("; ")}</td>
                    <td className="table-actions">
                      {action("allow")}
                      {reasons.includes("operator") ? action("clear") : action("deny")}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Scroller>
      )}
    </Panel>
  );
}
