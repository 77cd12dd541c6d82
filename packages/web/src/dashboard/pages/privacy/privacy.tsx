/** What an operator does for a person who asks for it: erase what the shop knows of them. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { FormEvent } from "react";
import { erasePerson } from "../../api.ts";
import { Dialog } from "../../components/dialog.tsx";
import { Failure } from "../../components/failure.tsx";
import { Field } from "../../components/field.tsx";
import { Panel } from "../../components/panel.tsx";
import { common, useFormats, useWords } from "../../words.ts";

const words = {
  en: {
    title: "Privacy",
    erase: "Erase a person",
    note: "Destroys the key that seals everything this person did, and takes them out of every view and snapshot. Nobody can undo it. Counts that name nobody stay.",
    user: "Login or client id, as the shop knows it",
    userNote: "Ids of anonymous devices that joined this login go with it.",
    button: "Erase…",
    confirmTitle: "Erase this person for good?",
    confirm: (user: string) => `Type ${user} to confirm.`,
    again: "The same id again",
    do: "Erase for good",
    done: (position: string) => `Erased, at log position ${position}.`,
    what: "What is kept, and how",
    facts: [
      "Shoppers' events are sealed with a key of their own from the first byte. The log holds no id in the open.",
      "The dashboard shows a person as the beginning of a pseudonym, never an id or what they typed.",
      "The key store lies beside the data, so a copy of the data alone reveals nobody.",
    ],
  },
  zh: {
    title: "隐私",
    erase: "删除个人数据",
    note: "销毁加密此人全部行为的密钥，并从所有视图和快照中移除此人。任何人都无法恢复。不涉及个人的统计数字保留。",
    user: "商店所知的登录名或客户端编号",
    userNote: "已并入该登录名的匿名设备编号一并删除。",
    button: "删除…",
    confirmTitle: "永久删除此人的数据？",
    confirm: (user: string) => `请输入 ${user} 以确认。`,
    again: "再次输入同一编号",
    do: "永久删除",
    done: (position: string) => `已删除，日志位置 ${position}。`,
    what: "保存的内容和方式",
    facts: [
      "顾客事件从写入起就用各自的密钥加密，日志中没有明文编号。",
      "控制台只显示假名的开头，不显示编号和输入的内容。",
      "密钥库与数据分开存放，仅复制数据无法识别任何人。",
    ],
  },
};

export function Privacy() {
  const t = useWords(words);
  const f = useFormats();
  const [user, setUser] = useState("");
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState<number>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setDone(undefined);
    setAsking(true);
  };
  return (
    <>
      <header className="page-head">
        <h1>{t.title}</h1>
      </header>
      <Panel title={t.erase} note={t.note}>
        <form className="stack" onSubmit={submit}>
          <Field label={t.user} note={t.userNote}>
            {(ids) => (
              <input {...ids} required maxLength={512} autoComplete="off" value={user} onChange={(event) => setUser(event.target.value)} />
            )}
          </Field>
          <div>
            <button className="button button-danger">{t.button}</button>
          </div>
          <output>{done !== undefined && t.done(f.whole(done))}</output>
        </form>
      </Panel>
      <Panel title={t.what}>
        <ul className="facts-list">
          {t.facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      </Panel>
      {asking && (
        <EraseDialog
          user={user}
          onClose={() => setAsking(false)}
          onDone={(position) => {
            setAsking(false);
            setUser("");
            setDone(position);
          }}
        />
      )}
    </>
  );
}

interface EraseDialogProps {
  readonly user: string;
  readonly onClose: () => void;
  readonly onDone: (position: number) => void;
}

function EraseDialog({ user, onClose, onDone }: EraseDialogProps) {
  const t = useWords(words);
  const c = useWords(common);
  const client = useQueryClient();
  const [typed, setTyped] = useState("");
  const erase = useMutation({
    mutationFn: () => erasePerson(user),
    onSuccess: async ({ position }) => {
      onDone(position);
      await client.invalidateQueries();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed === user) erase.mutate();
  };
  return (
    <Dialog title={t.confirmTitle} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p>{t.confirm(user)}</p>
        <Field label={t.again}>
          {(ids) => <input {...ids} autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />}
        </Field>
        {erase.isError && <Failure error={erase.error} />}
        <div className="dialog-actions">
          <button type="button" className="button-quiet" onClick={onClose}>
            {c.cancel}
          </button>
          <button className="button button-danger" disabled={typed !== user || erase.isPending}>
            {t.do}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
