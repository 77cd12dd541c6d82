/** A line at the foot of the window while the shop cannot be reached or takes its time. */
import { useLocale } from "../i18n/locale.tsx";
import { useConnection } from "../shop/connection.ts";

export function ConnectionNote() {
  const { t } = useLocale();
  const connection = useConnection();
  return (
    <output className="connection-place" aria-live="polite">
      {connection !== "good" && <span className={`connection connection-${connection}`}>{t.connection[connection]}</span>}
    </output>
  );
}
