/** Top of every page: name, search, language, the visitor's own, cart; below it the departments. */
import { htmlLanguage, locales, useLocale } from "../i18n/locale.tsx";
import { Link } from "../routing/link.tsx";
import { useAddress } from "../routing/navigation.ts";
import { languages, parsePath } from "../routing/route.ts";
import { withoutWords } from "../routing/search-state.ts";
import { cartStore } from "../shop/cart.ts";
import { countOf } from "../shop/cart-lines.ts";
import { rememberLanguage } from "../shop/language-choice.ts";
import { useDepartments } from "../shop/use-departments.ts";
import { useStore } from "../store.ts";
import { AccountMenu } from "./account-menu.tsx";
import { Icon } from "./icon.tsx";
import { SearchBox } from "./search-box.tsx";

function LanguageSwitch() {
  const { t, language } = useLocale();
  const address = new URL(useAddress(), location.origin);
  const { route } = parsePath(address.pathname);
  return (
    <nav className="languages" aria-label={t.language}>
      <Icon name="globe" />
      {languages.map((one) => (
        <Link
          key={one}
          href={locales[one].to(route, withoutWords(address.search))}
          lang={htmlLanguage[one]}
          hrefLang={htmlLanguage[one]}
          aria-current={one === language ? "true" : undefined}
          move={{ keepPlace: true }}
          onClick={() => rememberLanguage(one)}
        >
          {one === "en" ? "EN" : "中文"}
        </Link>
      ))}
    </nav>
  );
}

function DepartmentBar() {
  const { t, to } = useLocale();
  const departments = useDepartments();
  const address = new URL(useAddress(), location.origin);
  const chosen = address.searchParams.get("category")?.split(" > ")[0];
  return (
    <nav className="departments" aria-label={t.menu}>
      <ul>
        <li>
          <Link href={to({ page: "search" })}>{t.allDepartments}</Link>
        </li>
        <li>
          <Link className="departments-sale" href={to({ page: "search" }, "?on_sale=1")}>
            {t.onSale}
          </Link>
        </li>
        {departments.map(({ value }) => (
          <li key={value}>
            <Link
              href={to({ page: "search" }, `?category=${encodeURIComponent(value)}`)}
              aria-current={chosen === value ? "true" : undefined}
            >
              {value}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function Header() {
  const { t, to } = useLocale();
  const count = countOf(useStore(cartStore));
  return (
    <header className="header">
      <div className="header-bar">
        <Link className="brand" href={to({ page: "home" })} aria-label={`Aisle, ${t.home}`}>
          <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <path d="M9 24 16 8l7 16M11.8 18.5h8.4" />
          </svg>
          <span>Aisle</span>
        </Link>
        <SearchBox />
        <div className="header-tools">
          <LanguageSwitch />
          <AccountMenu />
          <Link className="tool tool-cart" href={to({ page: "cart" })} aria-label={t.cartCount(count)} title={t.cart}>
            <Icon name="cart" />
            {count > 0 && (
              <span className="tool-count" aria-hidden="true">
                {count}
              </span>
            )}
          </Link>
        </div>
      </div>
      <DepartmentBar />
    </header>
  );
}
