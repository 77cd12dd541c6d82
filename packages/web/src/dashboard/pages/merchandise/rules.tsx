import { useState } from "react";
import type { Entry } from "../../api.ts";
import { Field } from "../../components/field.tsx";
import { useWords } from "../../words.ts";
import type { FormProps } from "./entry-dialog.tsx";
import { newEntryId } from "./entry-id.ts";
import { EntryList } from "./entry-list.tsx";
import { anchorings, draftOf, linesOf, withDraft } from "./rule-draft.ts";
import type { Anchoring, RuleDraft } from "./rule-draft.ts";
import { ruleWords } from "./words.ts";

/** Merchandising rules of the catalogue. */
export function Rules() {
  const t = useWords(ruleWords);
  return (
    <EntryList
      name="rules"
      title={t.title}
      note={t.note}
      addLabel={t.add}
      editLabel={t.edit}
      columns={t.columns}
      row={RuleRow}
      form={RuleForm}
      fresh={() => ({ objectID: newEntryId("rule"), enabled: true, conditions: [], consequence: {} })}
    />
  );
}

type Words = (typeof ruleWords)["en"];

function conditionText(draft: RuleDraft, t: Words): string {
  const parts = [
    draft.pattern === "" ? (draft.context === "" ? t.always : "") : `${t.pattern} ${t.anchoring[draft.anchoring]} “${draft.pattern}”`,
    draft.context === "" ? "" : `[${draft.context}]`,
    draft.furtherConditions === 0 ? "" : t.more(draft.furtherConditions),
  ];
  return parts.filter((part) => part !== "").join(" ");
}

function outcomeText(draft: RuleDraft, t: Words): string {
  const parts = [
    draft.pins !== "" && t.pins(linesOf(draft.pins).length),
    draft.hides !== "" && t.hides(linesOf(draft.hides).length),
    (draft.query !== "" || draft.edits) && t.rewrites,
    draft.filters !== "" && t.filters,
    draft.boosts !== "" && t.lifts,
  ].filter((part) => part !== false);
  return parts.length === 0 ? t.nothing : parts.join(", ");
}

function RuleRow({ entry }: { readonly entry: Entry }) {
  const t = useWords(ruleWords);
  const draft = draftOf(entry);
  return (
    <>
      <td>
        {draft.description !== "" && <span>{draft.description}</span>}
        <span className="code note">{entry.objectID}</span>
      </td>
      <td>{conditionText(draft, t)}</td>
      <td>{outcomeText(draft, t)}</td>
      <td>
        <span className={draft.enabled ? "badge badge-good" : "badge"}>{draft.enabled ? t.on : t.off}</span>
      </td>
    </>
  );
}

function RuleForm({ entry, onChange }: FormProps) {
  const t = useWords(ruleWords);
  const [draft, setDraft] = useState(() => draftOf(entry));
  const change = (part: Partial<RuleDraft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    onChange(withDraft(entry, next));
  };
  return (
    <div className="stack">
      <Field label={t.description}>
        {(ids) => <input {...ids} value={draft.description} onChange={(event) => change({ description: event.target.value })} />}
      </Field>
      <label className="check">
        <input type="checkbox" checked={draft.enabled} onChange={(event) => change({ enabled: event.target.checked })} />
        {t.enabled}
      </label>
      <fieldset>
        <legend>{t.when}</legend>
        <div className="joined">
          <select
            aria-label={`${t.pattern}: ${t.anchoring[draft.anchoring]}`}
            value={draft.anchoring}
            onChange={(event) => change({ anchoring: event.target.value as Anchoring })}
          >
            {anchorings.map((one) => (
              <option key={one} value={one}>
                {`${t.pattern} ${t.anchoring[one]}`}
              </option>
            ))}
          </select>
          <input aria-label={t.pattern} value={draft.pattern} onChange={(event) => change({ pattern: event.target.value })} />
        </div>
        <p className="note">{t.patternNote}</p>
        <Field label={t.context}>
          {(ids) => <input {...ids} value={draft.context} onChange={(event) => change({ context: event.target.value })} />}
        </Field>
        {draft.furtherConditions > 0 && <p className="note">{t.further(draft.furtherConditions)}</p>}
      </fieldset>
      <fieldset>
        <legend>{t.outcome}</legend>
        <Field label={t.pin} note={t.pinNote}>
          {(ids) => <textarea {...ids} rows={3} value={draft.pins} onChange={(event) => change({ pins: event.target.value })} />}
        </Field>
        <Field label={t.boost} note={t.boostNote}>
          {(ids) => <textarea {...ids} rows={2} value={draft.boosts} onChange={(event) => change({ boosts: event.target.value })} />}
        </Field>
        <Field label={t.hide} note={t.hideNote}>
          {(ids) => <textarea {...ids} rows={2} value={draft.hides} onChange={(event) => change({ hides: event.target.value })} />}
        </Field>
        <Field label={t.filter} note={t.filterNote}>
          {(ids) => <input {...ids} value={draft.filters} onChange={(event) => change({ filters: event.target.value })} />}
        </Field>
        <Field label={t.query}>
          {(ids) => <input {...ids} value={draft.query} onChange={(event) => change({ query: event.target.value })} />}
        </Field>
      </fieldset>
    </div>
  );
}
