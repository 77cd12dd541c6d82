/** How many: a number between two buttons. */
import { useLocale } from "../i18n/locale.tsx";
import { maximumQuantity } from "../shop/cart-lines.ts";
import { Icon } from "./icon.tsx";

interface QuantityProps {
  readonly value: number;
  /** Names the product for screen readers. */
  readonly of: string;
  readonly onChange: (value: number) => void;
}

export function Quantity({ value, of, onChange }: QuantityProps) {
  const { t } = useLocale();
  return (
    <fieldset className="quantity" aria-label={`${t.quantity}: ${of}`}>
      <button type="button" aria-label={t.fewer} disabled={value <= 1} onClick={() => onChange(value - 1)}>
        <Icon name="minus" />
      </button>
      <input
        type="text"
        inputMode="numeric"
        aria-label={t.quantity}
        value={value}
        onChange={(event) => {
          const wanted = Number(event.target.value.replace(/\D/g, ""));
          if (wanted >= 1) onChange(Math.min(wanted, maximumQuantity));
        }}
      />
      <button type="button" aria-label={t.more} disabled={value >= maximumQuantity} onClick={() => onChange(value + 1)}>
        <Icon name="plus" />
      </button>
    </fieldset>
  );
}
