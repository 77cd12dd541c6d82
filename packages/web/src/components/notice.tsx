/** A quiet full-width message: empty, missing or failed, with the way on. */
import type { ReactNode } from "react";
import { useLocale } from "../i18n/locale.tsx";

interface NoticeProps {
  readonly title: string;
  readonly text?: string;
  readonly level?: 1 | 2;
  readonly children?: ReactNode;
}

export function Notice({ title, text, level = 1, children }: NoticeProps) {
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <div className="notice">
      <Heading>{title}</Heading>
      {text !== undefined && <p>{text}</p>}
      {children}
    </div>
  );
}

/** The shop did not answer. */
export function Failure({ retry }: { readonly retry: () => void }) {
  const { t } = useLocale();
  return (
    <div role="alert">
      <Notice title={t.failed} text={t.failedText} level={2}>
        <button type="button" className="button" onClick={retry}>
          {t.retry}
        </button>
      </Notice>
    </div>
  );
}
