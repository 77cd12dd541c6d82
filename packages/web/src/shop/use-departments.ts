/** The shop's departments, asked for once per language and page load; bar, home page and footer share them. */
import { useEffect, useState } from "react";
import { useLocale } from "../i18n/locale.tsx";
import type { Language } from "../routing/route.ts";
import { fetchDepartments, type Department } from "./ask.ts";

const asked = new Map<Language, Promise<readonly Department[]>>();
const none: readonly Department[] = [];

function departments(language: Language): Promise<readonly Department[]> {
  let answer = asked.get(language);
  if (!answer) {
    answer = fetchDepartments(language);
    // A failed question is asked again by the next page.
    answer.catch(() => asked.delete(language));
    asked.set(language, answer);
  }
  return answer;
}

export function useDepartments(): readonly Department[] {
  const { language } = useLocale();
  const [state, setState] = useState<{ readonly language: Language; readonly list: readonly Department[] }>();
  useEffect(() => {
    let stale = false;
    departments(language).then(
      (list) => {
        if (!stale) setState({ language, list });
      },
      (error: unknown) => console.warn("aisle: no departments", error),
    );
    return () => {
      stale = true;
    };
  }, [language]);
  return state?.language === language ? state.list : none;
}
