/** The frame of every page: who is signed in, the navigation, and the page that the address names. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { QueryClient } from "@tanstack/react-query";
import { Suspense, useEffect, useRef } from "react";
import { cameForward, useAddress } from "../routing/navigation.ts";
import { onSessionOver, readSession, signOut } from "./api.ts";
import { Failure } from "./components/failure.tsx";
import { Link } from "../routing/link.tsx";
import { Icon } from "./components/icon.tsx";
import { Loading } from "./components/loading.tsx";
import { Messages } from "./components/messages.tsx";
import { LanguageSwitch, ThemeSwitch } from "./components/switches.tsx";
import { groups, home, pageAt, pages } from "./page.ts";
import type { Group } from "./page.ts";
import { SignIn } from "./sign-in.tsx";
import { common, useLanguage, useWords } from "./words.ts";

const words = {
  en: { skip: "Skip to content", navigation: "Dashboard", signOut: "Sign out", shop: "Open the shop", missing: "There is no such page." },
  zh: { skip: "跳到正文", navigation: "控制台", signOut: "退出登录", shop: "打开商店", missing: "没有这个页面。" },
};

export function Shell() {
  const client = useQueryClient();
  const session = useQuery({ queryKey: ["session"], queryFn: readSession, staleTime: Infinity });
  useEffect(() => onSessionOver(() => forget(client)), [client]);
  if (session.isError) return <Failure error={session.error} retry={() => void session.refetch()} />;
  if (session.data === undefined) return <Loading />;
  if (session.data === null) return <SignIn onSignedIn={(state) => client.setQueryData(["session"], state)} />;
  return <Frame keyId={session.data.key} />;
}

/** Back to the sign-in, with nothing kept of what was read. */
function forget(client: QueryClient): void {
  client.setQueryData(["session"], null);
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "session" });
}

function Frame({ keyId }: { readonly keyId: string }) {
  const client = useQueryClient();
  const t = useWords(words);
  const language = useLanguage();
  const { pathname } = new URL(useAddress(), location.origin);
  const page = pageAt(pathname);
  const content = useRef<HTMLElement>(null);
  const title = page?.title[language] ?? t.missing;
  const dashboard = useWords(common).dashboard;

  useEffect(() => {
    document.title = `${title} · Aisle ${dashboard}`;
  }, [title, dashboard]);
  useEffect(() => {
    if (cameForward(pathname)) content.current?.focus();
  }, [pathname]);

  const leave = async () => {
    await signOut().catch(() => undefined);
    forget(client);
  };

  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t.skip}
      </a>
      <header className="side">
        <Link className="brand" href={home}>
          <span className="brand-mark" aria-hidden="true" />
          Aisle
        </Link>
        <nav aria-label={t.navigation}>
          {(Object.keys(groups) as Group[]).map((group) => (
            <div className="nav-group" key={group}>
              <p className="nav-title">{groups[group][language]}</p>
              <ul>
                {pages
                  .filter((one) => one.group === group)
                  .map((one) => (
                    <li key={one.id}>
                      <Link href={home + one.path} aria-current={one === page ? "page" : undefined}>
                        <Icon path={one.icon} />
                        {one.title[language]}
                      </Link>
                    </li>
                  ))}
              </ul>
            </div>
          ))}
        </nav>
        <div className="side-foot">
          <a href={language === "zh" ? "/zh/" : "/"}>{t.shop}</a>
          <div className="side-switches">
            <LanguageSwitch />
            <ThemeSwitch />
          </div>
          <p className="signed-in">
            <span title={keyId}>{keyId}</span>
            <button type="button" className="button-quiet" onClick={() => void leave()}>
              {t.signOut}
            </button>
          </p>
        </div>
      </header>
      <main id="content" ref={content} tabIndex={-1}>
        <Suspense fallback={<Loading />}>{page ? <page.component /> : <h1>{t.missing}</h1>}</Suspense>
      </main>
      <Messages />
    </div>
  );
}
