/** Foot of every page: departments, what this shop is, what it knows about its visitors. */
import { useLocale } from "../i18n/locale.tsx";
import { Link } from "../routing/link.tsx";
import { useDepartments } from "../shop/use-departments.ts";

export function Footer() {
  const { t, to } = useLocale();
  const departments = useDepartments();
  return (
    <footer className="footer">
      <div className="footer-inner">
        <div className="footer-about">
          <p className="footer-name">Aisle</p>
          <p>{t.footerAbout}</p>
          <p>{t.footerPrivacy}</p>
        </div>
        <nav aria-label={t.footerShop}>
          <ul>
            {departments.map(({ value }) => (
              <li key={value}>
                <Link href={to({ page: "search" }, `?category=${encodeURIComponent(value)}`)}>{value}</Link>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </footer>
  );
}
