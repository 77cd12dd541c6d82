/** Asks for an admin key. The key is sent once and kept nowhere: what stays is a session in a cookie that no script can read. */
import { useId, useState } from "react";
import type { FormEvent } from "react";
import { Refused, signIn } from "./api.ts";
import type { SessionState } from "./api.ts";
import { LanguageSwitch } from "./components/switches.tsx";
import { useWords } from "./words.ts";

const words = {
  en: {
    title: "Sign in to the dashboard",
    key: "Admin key",
    help: "The server prints it when it starts for the first time; AISLE_ADMIN_KEY sets it. A session lasts eight hours.",
    button: "Sign in",
    waiting: "Signing in…",
    unauthorized: "This key is not known here, or has expired.",
    forbidden: "This key may not use the dashboard: it needs the scope admin.",
    rate_limited: "Too many attempts from this address. Wait a moment, then try again.",
    unreachable: "The server cannot be reached.",
  },
  zh: {
    title: "登录控制台",
    key: "管理密钥",
    help: "服务器首次启动时会显示该密钥，也可通过 AISLE_ADMIN_KEY 设置。登录状态保持八小时。",
    button: "登录",
    waiting: "正在登录…",
    unauthorized: "密钥未知或已过期。",
    forbidden: "此密钥没有 admin 权限，不能使用控制台。",
    rate_limited: "该地址尝试次数过多，请稍候再试。",
    unreachable: "无法连接服务器。",
  },
};

export function SignIn({ onSignedIn }: { readonly onSignedIn: (state: SessionState) => void }) {
  const t = useWords(words);
  const [key, setKey] = useState("");
  const [waiting, setWaiting] = useState(false);
  const [problem, setProblem] = useState<Refused>();
  const id = useId();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setWaiting(true);
    setProblem(undefined);
    try {
      onSignedIn(await signIn(key));
    } catch (error) {
      setProblem(error instanceof Refused ? error : new Refused("internal", 0, String(error)));
      setWaiting(false);
    }
  };

  return (
    <main className="sign-in" id="content">
      <form onSubmit={(event) => void submit(event)} aria-labelledby={`${id}-title`}>
        <p className="brand">
          <span className="brand-mark" aria-hidden="true" />
          Aisle
        </p>
        <h1 id={`${id}-title`}>{t.title}</h1>
        <label htmlFor={`${id}-key`}>{t.key}</label>
        <input
          id={`${id}-key`}
          type="password"
          autoComplete="current-password"
          spellCheck={false}
          required
          value={key}
          onChange={(event) => setKey(event.target.value)}
          aria-describedby={`${id}-help ${id}-problem`}
          aria-invalid={problem !== undefined}
        />
        <p className="note" id={`${id}-help`}>
          {t.help}
        </p>
        <p className="problem" id={`${id}-problem`} role="alert">
          {problem === undefined ? "" : problem.code in t ? t[problem.code as keyof typeof t] : `${problem.message} [${problem.code}]`}
        </p>
        <button className="button" disabled={waiting}>
          {waiting ? t.waiting : t.button}
        </button>
      </form>
      <LanguageSwitch />
    </main>
  );
}
