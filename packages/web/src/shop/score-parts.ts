/** The parts of a score as whole numbers of its last shown digit, so that what is shown adds up to what is shown. */

export interface ScorePart {
  readonly name: string;
  readonly value: number;
  /** Of the largest part, from 0 to 1. */
  readonly share: number;
}

export interface ScoreParts {
  readonly parts: readonly ScorePart[];
  readonly total: number;
  /** Digits after the point of every value. */
  readonly digits: number;
}

const significant = 3;
const maximumDigits = 6;

/** Largest first. Parts that vanish in the last digit are left out; undefined where none is left. */
export function scoreParts(why: unknown): ScoreParts | undefined {
  if (typeof why !== "object" || why === null) return undefined;
  const given = Object.entries(why).filter((entry): entry is [string, number] => typeof entry[1] === "number" && Number.isFinite(entry[1]));
  const sum = given.reduce((all, [, value]) => all + value, 0);
  const largest = Math.max(0, ...given.map(([, value]) => Math.abs(value)));
  if (largest === 0) return undefined;
  const digits = Math.min(maximumDigits, Math.max(0, significant - 1 - Math.floor(Math.log10(largest))));
  const unit = 10 ** digits;
  const exact = given.map(([name, value]) => ({ name, value: value * unit, whole: Math.floor(value * unit) }));
  // What rounding down lost goes to the parts that lost most.
  let left = Math.round(sum * unit) - exact.reduce((all, { whole }) => all + whole, 0);
  for (const one of exact.toSorted((a, b) => b.value - b.whole - (a.value - a.whole))) if (left-- > 0) one.whole++;
  const shown = exact.filter(({ whole }) => whole !== 0).sort((a, b) => b.whole - a.whole);
  if (shown.length === 0) return undefined;
  const top = Math.max(...shown.map(({ whole }) => Math.abs(whole)));
  return {
    parts: shown.map(({ name, whole }) => ({ name, value: whole / unit, share: Math.abs(whole) / top })),
    total: shown.reduce((all, { whole }) => all + whole, 0) / unit,
    digits,
  };
}
