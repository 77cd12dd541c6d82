/** What changed, said aloud by screen readers and, for the cart, shown for a moment. */
import { useEffect, useState } from "react";
import { useLocale } from "../i18n/locale.tsx";
import { Link } from "../routing/link.tsx";
import { useAddress } from "../routing/navigation.ts";
import { parsePath } from "../routing/route.ts";
import { Icon } from "./icon.tsx";

type Message = { readonly text: string; readonly cart: boolean; readonly serial: number };

const shownMs = 4500;
let serial = 0;
let hear: ((message: Message) => void) | undefined;

/** Says a text to screen readers only. */
export function announce(text: string): void {
  hear?.({ text, cart: false, serial: ++serial });
}

/** Says and shows that the cart changed. */
export function announceCart(text: string): void {
  hear?.({ text, cart: true, serial: ++serial });
}

export function Announcer() {
  const { t, to } = useLocale();
  const { page } = parsePath(new URL(useAddress(), location.origin).pathname).route;
  const [said, setSaid] = useState<Message>();
  const [shown, setShown] = useState<Message>();
  useEffect(() => {
    hear = (message) => {
      if (message.cart) setShown(message);
      else setSaid(message);
    };
    return () => {
      hear = undefined;
    };
  }, []);
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => setShown(undefined), shownMs);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <>
      <output className="unseen" aria-live="polite">
        {said && <span key={said.serial}>{said.text}</span>}
      </output>
      <output className="toast-place" aria-live="polite">
        {/* Where the cart itself or the order made of it is on the page, nothing need say so. */}
        {shown && page !== "cart" && page !== "order" && (
          <span className="toast" key={shown.serial}>
            <Icon name="check" />
            <span>{shown.text}</span>
            <Link href={to({ page: "cart" })} onClick={() => setShown(undefined)}>
              {t.viewCart}
            </Link>
          </span>
        )}
      </output>
    </>
  );
}
