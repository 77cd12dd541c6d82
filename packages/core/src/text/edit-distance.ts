/**
 * Restricted Damerau-Levenshtein distance (insert, delete, replace, swap neighbours) up to a bound, on UTF-16 units. Three
 * reused rows; a row whose smallest value passes the bound ends the work (Ukkonen's cut-off).
 */
const longest = 64;
let before = new Uint8Array(longest + 1);
let above = new Uint8Array(longest + 1);
let row = new Uint8Array(longest + 1);

/** The distance where it is at most `bound`, else `bound + 1`; words longer than 64 count as too far. */
export function editDistance(a: string, b: string, bound: number): number {
  const far = bound + 1;
  if (Math.abs(a.length - b.length) > bound || a.length > longest || b.length > longest) return a === b ? 0 : far;
  for (let j = 0; j <= b.length; j++) above[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const left = a.charCodeAt(i - 1);
    const leftBefore = i > 1 ? a.charCodeAt(i - 2) : -1;
    row[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const right = b.charCodeAt(j - 1);
      let value = above[j - 1]! + (left === right ? 0 : 1);
      if (above[j]! + 1 < value) value = above[j]! + 1;
      if (row[j - 1]! + 1 < value) value = row[j - 1]! + 1;
      if (j > 1 && left === b.charCodeAt(j - 2) && leftBefore === right && before[j - 2]! + 1 < value) value = before[j - 2]! + 1;
      row[j] = value;
      if (value < least) least = value;
    }
    if (least > bound) return far;
    const spare = before;
    before = above;
    above = row;
    row = spare;
  }
  return Math.min(above[b.length]!, far);
}
