/** A search as somebody, with every reason for its order; two settings side by side where they are compared. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { inspect } from "../../api.ts";
import type { SearchQuestion } from "../../api.ts";
import { Failure } from "../../components/failure.tsx";
import { Field } from "../../components/field.tsx";
import { IndexChoice, indexIn } from "../../components/index-choice.tsx";
import { Loading } from "../../components/loading.tsx";
import { Panel } from "../../components/panel.tsx";
import { useParams } from "../../params.ts";
import type { Params } from "../../params.ts";
import { useDelayed } from "../../use-delayed.ts";
import { useFormats, useLanguage, useWords } from "../../words.ts";
import { Hits } from "./hits.tsx";
import { Plan } from "./plan.tsx";
import { features, leftOut, questionOf, sides, switched } from "./question.ts";
import type { Asked, Side } from "./question.ts";
import { words } from "./words.ts";

async function ask(question: SearchQuestion): Promise<Asked> {
  const began = performance.now();
  const inspection = await inspect(question);
  return { question, inspection, whole: performance.now() - began };
}

export function Playground() {
  const t = useWords(words);
  const pageLanguage = useLanguage();
  const params = useParams();
  const query = useDelayed(params.get("q"));
  const language = params.get("language") || pageLanguage;
  const comparing = params.get("compare") === "1";
  const [a, b] = sides.map((side) => questionOf(params, side, query, language));
  const first = useQuery({ queryKey: ["playground", a], queryFn: () => ask(a!), placeholderData: keepPreviousData });
  const second = useQuery({ queryKey: ["playground", b], queryFn: () => ask(b!), placeholderData: keepPreviousData, enabled: comparing });
  const order = first.data?.inspection.answer.hits.map(({ product }) => product.id);

  return (
    <>
      <header className="page-head">
        <h1>{t.title}</h1>
        <IndexChoice params={params} />
      </header>
      <p className="lead">{t.lead}</p>
      <search className="box playground-form">
        <Field label={t.query}>
          {(ids) => <input {...ids} type="search" value={params.get("q")} onChange={(event) => params.set({ q: event.target.value })} />}
        </Field>
        <Field label={t.user}>
          {(ids) => (
            <input {...ids} value={params.get("user")} title={t.userNote} onChange={(event) => params.set({ user: event.target.value })} />
          )}
        </Field>
        <Field label={t.language}>
          {(ids) => (
            <select {...ids} value={language} onChange={(event) => params.set({ language: event.target.value })}>
              <option value="en">English</option>
              <option value="zh">中文</option>
            </select>
          )}
        </Field>
        <Field label={t.market}>
          {(ids) => <input {...ids} value={params.get("market")} onChange={(event) => params.set({ market: event.target.value })} />}
        </Field>
        <label className="check">
          <input type="checkbox" checked={comparing} onChange={(event) => params.set({ compare: event.target.checked ? "1" : "" })} />
          {t.compare}
        </label>
      </search>
      <div className={comparing ? "sides sides-two" : "sides"}>
        <Answer side="a" params={params} comparing={comparing} asked={first} />
        {comparing && <Answer side="b" params={params} comparing asked={second} before={order} />}
      </div>
    </>
  );
}

interface AnswerProps {
  readonly side: Side;
  readonly params: Params;
  readonly comparing: boolean;
  readonly asked: { readonly data: Asked | undefined; readonly error: unknown; readonly isError: boolean; readonly refetch: () => unknown };
  /** Ids in the order of the other answer. */
  readonly before?: readonly string[] | undefined;
}

function Answer({ side, params, comparing, asked, before }: AnswerProps) {
  const t = useWords(words);
  const f = useFormats();
  const name = side.toUpperCase();
  const out = leftOut(params, side);
  const answer = asked.data?.inspection.answer;
  return (
    <Panel title={comparing ? t.side(name) : t.answer} {...(answer ? { note: t.total(f.whole(answer.total)) } : {})}>
      <fieldset className="switches">
        <legend className="sr-only">{t.settings(name)}</legend>
        {features.map((feature) => (
          <label className="check" key={feature}>
            <input
              type="checkbox"
              checked={!out.includes(feature)}
              onChange={() => params.set({ [side]: switched(params, side, feature) })}
            />
            {t.features[feature]}
          </label>
        ))}
      </fieldset>
      {asked.isError && <Failure error={asked.error} retry={() => void asked.refetch()} />}
      {asked.data === undefined && !asked.isError && <Loading />}
      {asked.data && <Plan asked={asked.data} index={indexIn(params)} />}
      {answer && <Hits hits={answer.hits} before={before} index={indexIn(params)} />}
    </Panel>
  );
}
