/** One entry to change, as a form or, whole, as JSON. The server checks what is saved and names the field it refuses. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ComponentType, FormEvent } from "react";
import { saveEntry } from "../../api.ts";
import type { Entry, ListName } from "../../api.ts";
import { Dialog } from "../../components/dialog.tsx";
import { Failure } from "../../components/failure.tsx";
import { say } from "../../components/messages.tsx";
import { common, useWords } from "../../words.ts";
import { words } from "./words.ts";

export interface FormProps {
  readonly entry: Entry;
  readonly onChange: (entry: Entry) => void;
}

interface EntryDialogProps {
  readonly index: string;
  readonly name: ListName;
  readonly title: string;
  readonly entry: Entry;
  readonly form: ComponentType<FormProps>;
  readonly onClose: () => void;
}

/** The entry that a text holds, under the id it has; undefined where the text is no JSON object. */
function parsed(text: string, id: string): Entry | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value, objectID: id } : undefined;
  } catch {
    return undefined;
  }
}

export function EntryDialog({ index, name, title, entry: given, form: Form, onClose }: EntryDialogProps) {
  const t = useWords(words);
  const c = useWords(common);
  const client = useQueryClient();
  const [entry, setEntry] = useState(given);
  const [text, setText] = useState<string>();
  const wrong = text !== undefined && parsed(text, given.objectID) === undefined;
  const save = useMutation({
    mutationFn: () => saveEntry(index, name, entry),
    onSuccess: async () => {
      say(t.saved);
      await client.invalidateQueries();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wrong) save.mutate();
  };
  return (
    <Dialog title={title} onClose={onClose} side>
      <form onSubmit={submit}>
        <div className="segments">
          <button type="button" aria-pressed={text === undefined} disabled={wrong} onClick={() => setText(undefined)}>
            {t.form}
          </button>
          <button type="button" aria-pressed={text !== undefined} onClick={() => setText(JSON.stringify(entry, undefined, 2))}>
            {t.json}
          </button>
        </div>
        {text === undefined ? (
          <Form entry={entry} onChange={setEntry} />
        ) : (
          <>
            <textarea
              className="code"
              rows={18}
              spellCheck={false}
              aria-label={t.asJson}
              aria-invalid={wrong}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                const value = parsed(event.target.value, given.objectID);
                if (value) setEntry(value);
              }}
            />
            {wrong && (
              <p className="problem" role="alert">
                {t.notJson}
              </p>
            )}
          </>
        )}
        {save.isError && <Failure error={save.error} />}
        <div className="dialog-actions">
          <button type="button" className="button-quiet" onClick={onClose}>
            {c.cancel}
          </button>
          <button className="button" disabled={save.isPending || wrong}>
            {c.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
