/** A list that operators keep (synonyms, rules): search it, add, edit, delete. Each list says how a row and its form look. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ComponentType } from "react";
import { deleteEntry, searchEntries } from "../../api.ts";
import type { Entry, ListName } from "../../api.ts";
import { Dialog } from "../../components/dialog.tsx";
import { Failure } from "../../components/failure.tsx";
import { IndexChoice, indexIn } from "../../components/index-choice.tsx";
import { Loading } from "../../components/loading.tsx";
import { say } from "../../components/messages.tsx";
import { Pager } from "../../components/pager.tsx";
import { Scroller } from "../../components/scroller.tsx";
import { useParams } from "../../params.ts";
import { useDelayed } from "../../use-delayed.ts";
import { common, useFormats, useWords } from "../../words.ts";
import { EntryDialog } from "./entry-dialog.tsx";
import type { FormProps } from "./entry-dialog.tsx";
import { words } from "./words.ts";

interface EntryListProps {
  readonly name: ListName;
  readonly title: string;
  readonly note: string;
  readonly addLabel: string;
  readonly editLabel: string;
  readonly columns: readonly string[];
  /** The cells of an entry, one per column. */
  readonly row: ComponentType<{ readonly entry: Entry }>;
  readonly form: ComponentType<FormProps>;
  /** A new entry for the form to begin with. */
  readonly fresh: () => Entry;
}

export function EntryList({ name, title, note, addLabel, editLabel, columns, row: Row, form, fresh }: EntryListProps) {
  const t = useWords(words);
  const c = useWords(common);
  const f = useFormats();
  const params = useParams();
  const index = indexIn(params);
  const query = useDelayed(params.get("q"));
  const page = Number(params.get("page"));
  const [edited, setEdited] = useState<{ readonly entry: Entry; readonly isNew: boolean }>();
  const [doomed, setDoomed] = useState<Entry>();
  const found = useQuery({
    queryKey: [name, index, query, page],
    queryFn: () => searchEntries(index, name, query, page),
    placeholderData: keepPreviousData,
  });

  return (
    <>
      <header className="page-head">
        <h1>{title}</h1>
        <IndexChoice params={params} />
        {found.data && <span className="note">{t.total(f.whole(found.data.nbHits))}</span>}
        <button type="button" className="button" onClick={() => setEdited({ entry: fresh(), isNew: true })}>
          {addLabel}
        </button>
      </header>
      <p className="lead">{note}</p>
      <search className="toolbar">
        <input
          type="search"
          aria-label={t.find}
          placeholder={t.find}
          value={params.get("q")}
          onChange={(event) => params.set({ q: event.target.value, page: "" })}
        />
      </search>
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data?.hits.length === 0 && <p className="empty">{query === "" ? t.empty : t.noneFits}</p>}
      {found.data && found.data.hits.length > 0 && (
        <Scroller label={title}>
          <table className="table wide">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th scope="col" key={column}>
                    {column}
                  </th>
                ))}
                <th scope="col" className="table-actions">
                  {t.actions}
                </th>
              </tr>
            </thead>
            <tbody>
              {found.data.hits.map((entry) => (
                <tr key={entry.objectID}>
                  <Row entry={entry} />
                  <td className="table-actions">
                    <button
                      type="button"
                      className="button-quiet"
                      aria-label={t.editOne(entry.objectID)}
                      onClick={() => setEdited({ entry, isNew: false })}
                    >
                      {c.edit}
                    </button>
                    <button
                      type="button"
                      className="button-quiet button-danger"
                      aria-label={t.deleteOne(entry.objectID)}
                      onClick={() => setDoomed(entry)}
                    >
                      {c.delete}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
      {found.data && (
        <Pager page={page} pages={found.data.nbPages} onPage={(next) => params.set({ page: next === 0 ? "" : String(next) })} />
      )}
      {edited && (
        <EntryDialog
          index={index}
          name={name}
          title={edited.isNew ? addLabel : editLabel}
          entry={edited.entry}
          form={form}
          onClose={() => setEdited(undefined)}
        />
      )}
      {doomed && <DeleteDialog index={index} name={name} entry={doomed} onClose={() => setDoomed(undefined)} />}
    </>
  );
}

interface DeleteDialogProps {
  readonly index: string;
  readonly name: ListName;
  readonly entry: Entry;
  readonly onClose: () => void;
}

function DeleteDialog({ index, name, entry, onClose }: DeleteDialogProps) {
  const t = useWords(words);
  const c = useWords(common);
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteEntry(index, name, entry.objectID),
    onSuccess: async () => {
      say(t.deleted);
      await client.invalidateQueries();
      onClose();
    },
  });
  return (
    <Dialog title={t.deleteTitle} onClose={onClose}>
      <p className="code">{entry.objectID}</p>
      <p>{t.deleteNote}</p>
      {remove.isError && <Failure error={remove.error} />}
      <div className="dialog-actions">
        <button type="button" className="button-quiet" onClick={onClose}>
          {c.cancel}
        </button>
        <button type="button" className="button button-danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
          {c.delete}
        </button>
      </div>
    </Dialog>
  );
}
