/** An address that leads nowhere. */
import { Notice } from "../components/notice.tsx";
import { useLocale } from "../i18n/locale.tsx";
import { Link } from "../routing/link.tsx";
import { useTitle } from "../use-title.ts";

export function MissingPage() {
  const { t, to } = useLocale();
  useTitle(t.missingTitle);
  return (
    <Notice title={t.missingTitle} text={t.missingText}>
      <Link className="button" href={to({ page: "home" })}>
        {t.home}
      </Link>
    </Notice>
  );
}
