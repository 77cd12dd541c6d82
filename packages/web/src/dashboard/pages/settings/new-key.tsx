/** Makes a key and shows its secret, once. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { FormEvent } from "react";
import { createKey } from "../../api.ts";
import type { IssuedKey, KeyRequest } from "../../api.ts";
import { Dialog } from "../../components/dialog.tsx";
import { Failure } from "../../components/failure.tsx";
import { Field } from "../../components/field.tsx";
import { common, useWords } from "../../words.ts";
import { keyWords } from "./words.ts";

type Scope = IssuedKey["scopes"][number];

const scopes: readonly Scope[] = ["search", "events", "write", "admin"];
const dayMs = 86_400_000;

export function NewKey({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(keyWords);
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: (key: KeyRequest) => createKey(key),
    onSuccess: () => client.invalidateQueries({ queryKey: ["keys"] }),
  });
  return (
    <Dialog title={make.data ? t.secretTitle : t.add} onClose={onClose}>
      {make.data ? (
        <Secret secret={make.data.secret} onClose={onClose} />
      ) : (
        <KeyForm onSubmit={(key) => make.mutate(key)} waiting={make.isPending} error={make.error} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface KeyFormProps {
  readonly onSubmit: (key: KeyRequest) => void;
  readonly waiting: boolean;
  readonly error: unknown;
  readonly onClose: () => void;
}

function KeyForm({ onSubmit, waiting, error, onClose }: KeyFormProps) {
  const t = useWords(keyWords);
  const c = useWords(common);
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<readonly Scope[]>(["search"]);
  const [filters, setFilters] = useState("");
  const [indices, setIndices] = useState("");
  const [days, setDays] = useState("");
  const readsOnly = chosen.every((scope) => scope === "search" || scope === "events");

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const names = indices
      .split(",")
      .map((one) => one.trim())
      .filter((one) => one !== "");
    onSubmit({
      name: name.trim(),
      scopes: [...chosen],
      ...(readsOnly && filters.trim() !== "" ? { filters: filters.trim() } : {}),
      ...(readsOnly && names.length > 0 ? { indices: names } : {}),
      ...(days === "" ? {} : { expires: Date.now() + Math.round(Number(days) * dayMs) }),
    });
  };
  const toggle = (scope: Scope) => setChosen(chosen.includes(scope) ? chosen.filter((one) => one !== scope) : [...chosen, scope]);

  return (
    <form className="stack" onSubmit={submit}>
      <Field label={t.name} note={t.nameNote}>
        {(ids) => <input {...ids} required maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <fieldset>
        <legend>{t.scopesLabel}</legend>
        {scopes.map((scope) => (
          <label className="check" key={scope}>
            <input type="checkbox" checked={chosen.includes(scope)} onChange={() => toggle(scope)} />
            <span>
              <span className="code">{scope}</span> {t.scopes[scope]}
            </span>
          </label>
        ))}
      </fieldset>
      {readsOnly && (
        <>
          <Field label={t.filters} note={t.filtersNote}>
            {(ids) => <input {...ids} value={filters} onChange={(event) => setFilters(event.target.value)} />}
          </Field>
          <Field label={t.indices} note={t.indicesNote}>
            {(ids) => <input {...ids} value={indices} onChange={(event) => setIndices(event.target.value)} />}
          </Field>
        </>
      )}
      <Field label={t.days} note={t.daysNote}>
        {(ids) => <input {...ids} type="number" min={1} max={3_650} value={days} onChange={(event) => setDays(event.target.value)} />}
      </Field>
      {error !== null && <Failure error={error} />}
      <div className="dialog-actions">
        <button type="button" className="button-quiet" onClick={onClose}>
          {c.cancel}
        </button>
        <button className="button" disabled={waiting || chosen.length === 0}>
          {t.create}
        </button>
      </div>
    </form>
  );
}

function Secret({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const t = useWords(keyWords);
  const [copied, setCopied] = useState(false);
  return (
    <>
      <p>{t.secretNote}</p>
      <p className="secret code" data-secret>
        {secret}
      </p>
      <div className="dialog-actions">
        <button
          type="button"
          className="button-quiet"
          onClick={() => void navigator.clipboard?.writeText(secret).then(() => setCopied(true))}
        >
          {copied ? t.copied : t.copy}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t.done}
        </button>
      </div>
    </>
  );
}
