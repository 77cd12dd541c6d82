/** How this browser shows the dashboard, and what the server was configured with. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { readConfig } from "../../api.ts";
import { Failure } from "../../components/failure.tsx";
import { Loading } from "../../components/loading.tsx";
import { Panel } from "../../components/panel.tsx";
import { Scroller } from "../../components/scroller.tsx";
import { LanguageSwitch, ThemeSwitch } from "../../components/switches.tsx";
import { useWords } from "../../words.ts";
import { words } from "./words.ts";

/** Every leaf of the tree with its path. */
function leaves(tree: Readonly<Record<string, unknown>>, path = ""): readonly { readonly path: string; readonly value: unknown }[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const at = path === "" ? key : `${path}.${key}`;
    const inner = typeof value === "object" && value !== null && !Array.isArray(value);
    return inner ? leaves(value as Readonly<Record<string, unknown>>, at) : [{ path: at, value }];
  });
}

export function Settings() {
  const t = useWords(words);
  return (
    <>
      <header className="page-head">
        <h1>{t.title}</h1>
      </header>
      <Panel title={t.look} note={t.lookNote}>
        <dl className="facts">
          <dt>{t.language}</dt>
          <dd>
            <LanguageSwitch />
          </dd>
          <dt>{t.theme}</dt>
          <dd>
            <ThemeSwitch />
          </dd>
        </dl>
      </Panel>
      <Configuration />
    </>
  );
}

function Configuration() {
  const t = useWords(words);
  const [text, setText] = useState("");
  const found = useQuery({ queryKey: ["config"], queryFn: readConfig });
  const wanted = text.trim().toLowerCase();
  const rows = found.data ? leaves(found.data.config).filter(({ path }) => path.toLowerCase().includes(wanted)) : [];
  return (
    <Panel title={t.config} note={t.configNote}>
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      <div className="toolbar">
        <input type="search" aria-label={t.find} placeholder={t.find} value={text} onChange={(event) => setText(event.target.value)} />
      </div>
      {found.data && rows.length === 0 && <p className="empty">{t.noneFits}</p>}
      {rows.length > 0 && (
        <Scroller label={t.config}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t.setting}</th>
                <th scope="col">{t.value}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ path, value }) => (
                <tr key={path}>
                  <td className="code">{path}</td>
                  <td className="code">{value === undefined ? t.notSet : typeof value === "string" ? value : JSON.stringify(value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
    </Panel>
  );
}
