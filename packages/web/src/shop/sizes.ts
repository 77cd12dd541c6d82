/** The order in which a shop lists sizes: letters from small to large, then numbers by amount, then words. */

const letters = [
  "xxxs",
  "3xs",
  "xxs",
  "2xs",
  "xs",
  "s",
  "small",
  "m",
  "medium",
  "l",
  "large",
  "xl",
  "xxl",
  "2xl",
  "xxxl",
  "3xl",
  "4xl",
  "5xl",
];

function placeOf(size: string): readonly [number, number] {
  const letter = letters.indexOf(size.trim().toLowerCase());
  if (letter >= 0) return [0, letter];
  const number = /\d+(?:\.\d+)?/.exec(size);
  return number ? [1, Number(number[0])] : [2, 0];
}

export function compareSizes(a: string, b: string): number {
  const [kindA, amountA] = placeOf(a);
  const [kindB, amountB] = placeOf(b);
  return kindA - kindB || amountA - amountB || a.localeCompare(b);
}
