/** How the query was read, what stood in for its words, which rules hold, and how long it took. */
import type { ReactNode } from "react";
import { Link } from "../../../routing/link.tsx";
import { indexParameter } from "../../components/index-choice.tsx";
import { home } from "../../page.ts";
import { useFormats, useWords } from "../../words.ts";
import type { Asked } from "./question.ts";
import { words } from "./words.ts";

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

export function Plan({ asked: { question, inspection, whole }, index }: { readonly asked: Asked; readonly index: string }) {
  const { answer, plan, milliseconds } = inspection;
  const t = useWords(words);
  const f = useFormats();
  const { orders } = plan;
  const synonyms = Object.entries(plan.synonyms);
  return (
    <dl className="facts plan">
      <Row name={t.read}>
        {plan.terms.length === 0 && t.noWords}
        <ul className="chips">
          {plan.terms.map(({ term, required, weight, also = [] }) => (
            <li
              key={`${term} ${String(required)}`}
              className={required ? "chip" : "chip chip-optional"}
              title={(required ? t.required : t.optional)([term, ...also].join(" / "), f.short(weight))}
            >
              {term}
            </li>
          ))}
        </ul>
      </Row>
      {orders && (
        <Row name={t.rules}>
          <ul className="chips">
            {orders.rules.map((rule) => (
              <li key={rule} className="chip">
                <Link href={`${home}/rules?q=${encodeURIComponent(rule)}${indexParameter(index)}`}>{rule}</Link>
              </li>
            ))}
          </ul>
          <span className="note">
            {[
              orders.pins.length > 0 && t.pinned(orders.pins.length),
              orders.hides.length > 0 && t.hidden(orders.hides.length),
              orders.filter !== undefined && t.filtered,
              orders.boosts.length > 0 && t.lifted(orders.boosts.length),
            ]
              .filter(Boolean)
              .join(", ")}
          </span>
        </Row>
      )}
      {plan.query !== question.query && <Row name={t.rewritten}>{plan.query}</Row>}
      {answer.corrections.length > 0 && (
        <Row name={t.corrections}>{answer.corrections.map(({ from, to }) => `${from} → ${to}`).join(", ")}</Row>
      )}
      {synonyms.length > 0 && <Row name={t.synonyms}>{synonyms.map(([word, others]) => `${word} → ${others.join(", ")}`).join("; ")}</Row>}
      {answer.required.of > 0 && <Row name={t.relaxed}>{t.relaxedOf(answer.required.matched, answer.required.of)}</Row>}
      <Row name={t.time}>{t.times(f.milliseconds(milliseconds.plan), f.milliseconds(milliseconds.search), f.milliseconds(whole))}</Row>
      <Row name={t.position}>{f.whole(answer.position)}</Row>
    </dl>
  );
}
