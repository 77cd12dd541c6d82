/**
 * A class for each UTF-16 unit of folded text, in one table: the scanner's only question about a character. Built from
 * Unicode properties once; scripts without spaces are "gram" (indexed by characters and pairs), everything unlisted separates.
 */
export const CharClass = { separator: 0, letter: 1, digit: 2, gram: 3, mark: 4 } as const;

const table = new Uint8Array(65_536);

const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const letter = /\p{L}/u;
const digit = /\p{Nd}/u;
const mark = /\p{M}/u;

for (let unit = 0; unit < 65_536; unit++) {
  if (unit >= 0xd800 && unit <= 0xdfff) continue;
  // A large part of the plane needs no regular expression.
  if (unit >= 0x4e00 && unit <= 0x9fff) table[unit] = CharClass.gram;
  else if (unit >= 0xac00 && unit <= 0xd7a3) table[unit] = CharClass.letter;
  else if (unit < 0xe000 || unit >= 0xf900) {
    const char = String.fromCharCode(unit);
    if (digit.test(char)) table[unit] = CharClass.digit;
    else if (letter.test(char) || mark.test(char)) {
      table[unit] = unspaced.test(char) ? CharClass.gram : letter.test(char) ? CharClass.letter : CharClass.mark;
    }
  }
}
// U+30FC lengthens a kana vowel and belongs to no one script; U+3005 repeats a Han character.
table[0x30fc] = CharClass.gram;
table[0x3005] = CharClass.gram;
// Han characters beyond the basic plane: high surrogates of planes 2 and 3. The scanner takes the pair.
for (let unit = 0xd840; unit <= 0xd8bf; unit++) table[unit] = CharClass.gram;

/** Class by UTF-16 unit of folded text. */
export const charClasses: Readonly<Uint8Array> = table;

/** True for the Chinese characters that a segmenter's dictionary holds. */
export function isHan(unit: number): boolean {
  return unit >= 0x4e00 && unit <= 0x9fd5;
}
