/** Pins, lifts or hides a product for a query, or for every search: a merchandising rule made in one step. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { FormEvent } from "react";
import { saveEntry } from "../../api.ts";
import type { Entry } from "../../api.ts";
import { Failure } from "../../components/failure.tsx";
import { Field } from "../../components/field.tsx";
import { say } from "../../components/messages.tsx";
import { useWords } from "../../words.ts";
import { newEntryId } from "../merchandise/entry-id.ts";
import { words } from "./words.ts";

type Action = "pin" | "boost" | "hide";

interface Wanted {
  readonly product: string;
  readonly action: Action;
  readonly query: string;
  /** From 1. */
  readonly place: number;
  readonly weight: number;
}

function ruleOf({ product, action, query, place, weight }: Wanted): Entry {
  const consequences = {
    pin: { promote: [{ objectID: product, position: place - 1 }] },
    boost: { params: { optionalFilters: [`objectID:${product}<score=${weight}>`] } },
    hide: { hide: [{ objectID: product }] },
  };
  const text = query.trim();
  return {
    objectID: newEntryId(action),
    description: `${action} ${product}${text === "" ? "" : ` · ${text}`}`,
    enabled: true,
    ...(text === "" ? {} : { conditions: [{ pattern: text, anchoring: "is" }] }),
    consequence: consequences[action],
  };
}

export function PlaceForm({ index, product }: { readonly index: string; readonly product: string }) {
  const t = useWords(words);
  const client = useQueryClient();
  const [action, setAction] = useState<Action>("pin");
  const [query, setQuery] = useState("");
  const [place, setPlace] = useState(1);
  const [weight, setWeight] = useState(1);
  const save = useMutation({
    mutationFn: () => saveEntry(index, "rules", ruleOf({ product, action, query, place, weight })),
    onSuccess: async () => {
      say(t.made);
      await client.invalidateQueries();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="box" onSubmit={submit}>
      <h3>{t.order}</h3>
      <p className="note">{t.orderNote}</p>
      <div className="fields">
        <Field label={t.action}>
          {(ids) => (
            <select {...ids} value={action} onChange={(event) => setAction(event.target.value as Action)}>
              <option value="pin">{t.pin}</option>
              <option value="boost">{t.boost}</option>
              <option value="hide">{t.hide}</option>
            </select>
          )}
        </Field>
        {action === "pin" && (
          <Field label={t.place}>
            {(ids) => (
              <input
                {...ids}
                type="number"
                min={1}
                max={1_000}
                value={place}
                onChange={(event) => setPlace(event.target.valueAsNumber)}
                required
              />
            )}
          </Field>
        )}
        {action === "boost" && (
          <Field label={t.weight} note={t.weightNote}>
            {(ids) => (
              <input
                {...ids}
                type="number"
                min={-100}
                max={100}
                step={0.1}
                value={weight}
                onChange={(event) => setWeight(event.target.valueAsNumber)}
                required
              />
            )}
          </Field>
        )}
        <Field label={t.forQuery} note={t.forQueryNote}>
          {(ids) => <input {...ids} value={query} onChange={(event) => setQuery(event.target.value)} maxLength={500} />}
        </Field>
      </div>
      {save.isError && <Failure error={save.error} />}
      <button className="button" disabled={save.isPending}>
        {t.make}
      </button>
    </form>
  );
}
