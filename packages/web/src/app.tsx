/** The frame of every page: language, focus and title on navigation, header, the page itself, footer. */
import { Component, useEffect, useRef, type ReactNode } from "react";
import { announce, Announcer } from "./components/announcer.tsx";
import { ConnectionNote } from "./components/connection.tsx";
import { Footer } from "./components/footer.tsx";
import { Header } from "./components/header.tsx";
import { Failure } from "./components/notice.tsx";
import { WhyPopover } from "./components/why.tsx";
import { htmlLanguage, LocaleProvider, locales, useLocale } from "./i18n/locale.tsx";
import { CartPage } from "./pages/cart.tsx";
import { HomePage } from "./pages/home.tsx";
import { MissingPage } from "./pages/missing.tsx";
import { OrdersPage } from "./pages/orders.tsx";
import { OrderPage } from "./pages/order.tsx";
import { ProductPage } from "./pages/product.tsx";
import { SearchPage } from "./pages/search.tsx";
import { ViewedPage } from "./pages/viewed.tsx";
import { cameForward, useAddress } from "./routing/navigation.ts";
import { parsePath, type Route } from "./routing/route.ts";

function Page({ route }: { readonly route: Route }) {
  const { language } = useLocale();
  switch (route.page) {
    case "home":
      return <HomePage />;
    case "search":
      return <SearchPage key={language} />;
    case "product":
      return <ProductPage id={route.id} />;
    case "cart":
      return <CartPage />;
    case "order":
      return <OrderPage id={route.id} />;
    case "orders":
      return <OrdersPage />;
    case "viewed":
      return <ViewedPage />;
    case "missing":
      return <MissingPage />;
    default:
      return route satisfies never;
  }
}

/** A fault in one page leaves the header and the way out. */
class Boundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(error: unknown) {
    console.error("aisle: a page failed", error);
  }

  override render() {
    return this.state.failed ? <Failure retry={() => this.setState({ failed: false })} /> : this.props.children;
  }
}

export function App() {
  const { pathname } = new URL(useAddress(), location.origin);
  const { language, route } = parsePath(pathname);
  const locale = locales[language];
  const main = useRef<HTMLElement>(null);

  useEffect(() => {
    document.documentElement.lang = htmlLanguage[language];
  }, [language]);

  // After a step forward the reader starts at the new page, as after loading it; pages set their own title before.
  useEffect(() => {
    if (!cameForward(pathname)) return;
    main.current?.focus({ preventScroll: true });
    announce(document.title);
  }, [pathname]);

  return (
    <LocaleProvider value={locale}>
      <a
        className="skip"
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
          main.current?.scrollIntoView();
        }}
      >
        {locale.t.skip}
      </a>
      <Header />
      <main id="content" ref={main} tabIndex={-1}>
        <Boundary key={`${language} ${route.page}`}>
          <Page route={route} />
        </Boundary>
      </main>
      <Footer />
      <WhyPopover />
      <ConnectionNote />
      <Announcer />
    </LocaleProvider>
  );
}
