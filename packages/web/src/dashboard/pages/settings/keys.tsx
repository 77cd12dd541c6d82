/** Keys for programs and people: make one, see what each may do, revoke it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { readKeys, readSession, revokeKey } from "../../api.ts";
import type { IssuedKey } from "../../api.ts";
import { Dialog } from "../../components/dialog.tsx";
import { Failure } from "../../components/failure.tsx";
import { Loading } from "../../components/loading.tsx";
import { say } from "../../components/messages.tsx";
import { Scroller } from "../../components/scroller.tsx";
import { common, useFormats, useWords } from "../../words.ts";
import { NewKey } from "./new-key.tsx";
import { keyWords } from "./words.ts";

export function Keys() {
  const t = useWords(keyWords);
  const found = useQuery({ queryKey: ["keys"], queryFn: readKeys });
  const [making, setMaking] = useState(false);
  const [doomed, setDoomed] = useState<IssuedKey>();
  return (
    <>
      <header className="page-head">
        <h1>{t.title}</h1>
        <button type="button" className="button" onClick={() => setMaking(true)}>
          {t.add}
        </button>
      </header>
      <p className="lead">{t.lead}</p>
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data?.keys.length === 0 && <p className="empty">{t.empty}</p>}
      {found.data && found.data.keys.length > 0 && <KeyTable keys={found.data.keys} onRevoke={setDoomed} />}
      {making && <NewKey onClose={() => setMaking(false)} />}
      {doomed && <RevokeDialog doomed={doomed} onClose={() => setDoomed(undefined)} />}
    </>
  );
}

function KeyTable({ keys, onRevoke }: { readonly keys: readonly IssuedKey[]; readonly onRevoke: (key: IssuedKey) => void }) {
  const t = useWords(keyWords);
  const f = useFormats();
  const [now] = useState(Date.now);
  const session = useQuery({ queryKey: ["session"], queryFn: readSession, staleTime: Infinity });
  return (
    <Scroller label={t.title}>
      <table className="table keys">
        <thead>
          <tr>
            <th scope="col">{t.columns.name}</th>
            <th scope="col">{t.columns.scopes}</th>
            <th scope="col">{t.columns.limits}</th>
            <th scope="col">{t.columns.created}</th>
            <th scope="col" className="table-actions">
              {t.columns.actions}
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id}>
              <td>
                {key.name} {session.data?.key === key.id && <span className="badge badge-good">{t.own}</span>}
                <span className="code note">{key.id}</span>
              </td>
              <td>
                <span className="chips">
                  {key.scopes.map((scope) => (
                    <span key={scope} className="chip" title={t.scopes[scope]}>
                      {scope}
                    </span>
                  ))}
                </span>
              </td>
              <td>
                {key.filters !== undefined && <span className="code">{key.filters}</span>}
                {key.indices !== undefined && <span className="code">{key.indices.join(", ")}</span>}
                {key.expires !== undefined && <span>{key.expires <= now ? t.expired : t.expires(f.date(key.expires))}</span>}
              </td>
              <td>{f.date(key.created)}</td>
              <td className="table-actions">
                <button
                  type="button"
                  className="button-quiet button-danger"
                  aria-label={t.revokeOne(key.name)}
                  onClick={() => onRevoke(key)}
                >
                  {t.revoke}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

function RevokeDialog({ doomed, onClose }: { readonly doomed: IssuedKey; readonly onClose: () => void }) {
  const t = useWords(keyWords);
  const c = useWords(common);
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => revokeKey(doomed.id),
    onSuccess: async () => {
      say(t.revoked);
      onClose();
      await client.invalidateQueries({ queryKey: ["keys"] });
    },
  });
  return (
    <Dialog title={t.revokeTitle} onClose={onClose}>
      <p>
        <strong>{doomed.name}</strong> <span className="code note">{doomed.id}</span>
      </p>
      <p>{t.revokeNote}</p>
      {revoke.isError && <Failure error={revoke.error} />}
      <div className="dialog-actions">
        <button type="button" className="button-quiet" onClick={onClose}>
          {c.cancel}
        </button>
        <button type="button" className="button button-danger" disabled={revoke.isPending} onClick={() => revoke.mutate()}>
          {t.revoke}
        </button>
      </div>
    </Dialog>
  );
}
