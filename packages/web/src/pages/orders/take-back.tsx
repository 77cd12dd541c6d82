/** Sending a line back, or asking for the money where it arrived damaged; cancelling an order that is not packed yet. */
import { useState } from "react";
import { announce } from "../../components/announcer.tsx";
import { Modal } from "../../components/modal.tsx";
import { useLocale } from "../../i18n/locale.tsx";
import type { LineState, Order } from "../../shop/order-book.ts";
import { takeBack } from "../../shop/orders.ts";

const reasons = ["size", "description", "mind", "damaged"] as const;
type ReturnReason = (typeof reasons)[number];

interface TakeBackProps {
  readonly order: Order;
  /** Places of the lines in the order. */
  readonly places: readonly number[];
  /** What is being taken back, in words. */
  readonly what: string;
  readonly kind: "cancel" | "return";
  readonly onClose: () => void;
}

export function TakeBack({ order, places, what, kind, onClose }: TakeBackProps) {
  const { t } = useLocale();
  const [reason, setReason] = useState<ReturnReason>("size");
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState(false);
  // A damaged piece is paid back and need not travel.
  const state: Exclude<LineState, "kept"> = kind === "cancel" ? "cancelled" : reason === "damaged" ? "refunded" : "returned";

  async function confirm(): Promise<void> {
    setSending(true);
    setFailed(false);
    const sent = await takeBack(order, places, state, kind === "cancel" ? "" : reason);
    setSending(false);
    if (!sent) return setFailed(true);
    announce(t.lineState[state]);
    onClose();
  }

  return (
    <Modal className="dialog" label={kind === "cancel" ? t.cancelOrder : t.returnLine} onClose={onClose}>
      <h2>{kind === "cancel" ? t.cancelOrder : t.returnLine}</h2>
      <p>{what}</p>
      {kind === "return" && (
        <fieldset className="dialog-choice">
          <legend>{t.returnWhy}</legend>
          {reasons.map((one) => (
            <label key={one}>
              <input type="radio" name="reason" checked={reason === one} onChange={() => setReason(one)} />
              <span>{t.returnReason[one]}</span>
            </label>
          ))}
        </fieldset>
      )}
      <p className="dialog-note">{t.takenBackNote[state]}</p>
      {failed && (
        <p role="alert" className="stock stock-none">
          {t.failedText}
        </p>
      )}
      <div className="dialog-actions">
        <button type="button" className="button button-quiet" onClick={onClose}>
          {t.keepIt}
        </button>
        <button type="button" className="button" disabled={sending} onClick={() => void confirm()}>
          {kind === "cancel" ? t.cancelOrder : t.sendReturn}
        </button>
      </div>
    </Modal>
  );
}
