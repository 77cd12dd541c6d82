import { useState } from "react";
import type { Entry } from "../../api.ts";
import { Field } from "../../components/field.tsx";
import { useWords } from "../../words.ts";
import type { FormProps } from "./entry-dialog.tsx";
import { newEntryId } from "./entry-id.ts";
import { EntryList } from "./entry-list.tsx";
import { synonymWords } from "./words.ts";

type Kind = "synonym" | "oneWaySynonym" | "altCorrection1" | "placeholder";

/** Names of kinds are written in both cases by exports of different years. */
function kindOf(entry: Entry): Kind {
  const type = String(entry["type"] ?? "synonym").toLowerCase();
  if (type === "onewaysynonym") return "oneWaySynonym";
  if (type.startsWith("altcorrection")) return "altCorrection1";
  return type === "placeholder" ? "placeholder" : "synonym";
}

/** Where a kind keeps the word that is replaced, and those that replace it. */
const places: Readonly<Record<Kind, { readonly from?: string; readonly to: string }>> = {
  synonym: { to: "synonyms" },
  oneWaySynonym: { from: "input", to: "synonyms" },
  altCorrection1: { from: "word", to: "corrections" },
  placeholder: { from: "placeholder", to: "replacements" },
};

function wordsIn(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);
}

function split(text: string): readonly string[] {
  return text
    .split(/[\n,，、]/)
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

/** Synonyms of the catalogue. */
export function Synonyms() {
  const t = useWords(synonymWords);
  return (
    <EntryList
      name="synonyms"
      title={t.title}
      note={t.note}
      addLabel={t.add}
      editLabel={t.edit}
      columns={t.columns}
      row={SynonymRow}
      form={SynonymForm}
      fresh={() => ({ objectID: newEntryId("synonym"), type: "synonym", synonyms: [] })}
    />
  );
}

function SynonymRow({ entry }: { readonly entry: Entry }) {
  const t = useWords(synonymWords);
  const kind = kindOf(entry);
  const { from, to } = places[kind];
  const right = wordsIn(entry[to]).join(", ");
  return (
    <>
      <td>{from === undefined ? right : `${wordsIn(entry[from]).join(", ")} → ${right}`}</td>
      <td>{t.kinds[kind]}</td>
    </>
  );
}

function SynonymForm({ entry, onChange }: FormProps) {
  const t = useWords(synonymWords);
  const kind = kindOf(entry);
  const { from, to } = places[kind];
  const [text, setText] = useState(() => wordsIn(entry[to]).join("\n"));
  const changeKind = (next: Kind) => {
    const place = places[next];
    const left = from === undefined ? "" : (wordsIn(entry[from])[0] ?? "");
    onChange({
      objectID: entry.objectID,
      type: next,
      ...(place.from === undefined ? {} : { [place.from]: left }),
      [place.to]: split(text),
    });
  };
  return (
    <div className="stack">
      <Field label={t.kind}>
        {(ids) => (
          <select {...ids} value={kind} onChange={(event) => changeKind(event.target.value as Kind)}>
            {(Object.keys(places) as Kind[]).map((one) => (
              <option key={one} value={one}>
                {t.kinds[one]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {from !== undefined && (
        <Field label={t.input}>
          {(ids) => (
            <input
              {...ids}
              value={wordsIn(entry[from])[0] ?? ""}
              onChange={(event) => onChange({ ...entry, [from]: event.target.value })}
            />
          )}
        </Field>
      )}
      <Field label={from === undefined ? t.words : t.stands} note={t.wordsNote}>
        {(ids) => (
          <textarea
            {...ids}
            rows={6}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              onChange({ ...entry, [to]: split(event.target.value) });
            }}
          />
        )}
      </Field>
    </div>
  );
}
