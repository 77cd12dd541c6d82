import { useEffect, useState } from "react";

/** The value once it has stood still for a moment: what was typed, not each letter of it. */
export function useDelayed<T>(value: T, ms = 150): T {
  const [still, setStill] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setStill(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return still;
}
