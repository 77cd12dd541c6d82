/** What went wrong, with the server's code, and a way to try again. */
import { Refused } from "../api.ts";
import { common, useWords } from "../words.ts";

export function Failure({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const t = useWords(common);
  return (
    <div className="failure" role="alert">
      <p>{problemText(error, t.failed)}</p>
      {retry && (
        <button type="button" className="button-quiet" onClick={retry}>
          {t.again}
        </button>
      )}
    </div>
  );
}

/** The message of the server with its code; `otherwise` for what is none of its refusals. */
function problemText(error: unknown, otherwise: string): string {
  return error instanceof Refused && error.status > 0 ? `${error.message} [${error.code}]` : otherwise;
}
