/** A value as readable JSON, with a button to copy it. */
import { useState } from "react";
import { common, useWords } from "../words.ts";

export function JsonView({ label, value }: { readonly label: string; readonly value: unknown }) {
  const t = useWords(common);
  const [copied, setCopied] = useState(false);
  const text = JSON.stringify(value, undefined, 2);
  return (
    <details className="json">
      <summary>{label}</summary>
      <button type="button" className="button-quiet" onClick={() => void navigator.clipboard?.writeText(text).then(() => setCopied(true))}>
        {copied ? t.copied : t.copy}
      </button>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
      <pre tabIndex={0}>{text}</pre>
    </details>
  );
}
