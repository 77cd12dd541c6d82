/**
 * What stands before the models of a tokenizer: normalising and cutting into words, as BERT does it (Devlin et al., 2019): control
 * characters go, white space becomes one kind, Chinese characters stand alone, punctuation is cut off.
 */
export interface NormaliseOptions {
  /** Default true. */
  readonly lowercase?: boolean;
  /** Default: as `lowercase`. */
  readonly stripAccents?: boolean;
}

/** Cuts a run of Chinese characters into words; without one each character is a word. */
export type WordBoundaries = (text: string) => readonly string[];

const control = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\ufffd]/u;
const space = /\p{White_Space}/u;
const accents = /\p{Mn}/gu;

/** The ideographs that BERT sets apart; other scripts of East Asia are written with spaces or left whole. */
export function isIdeograph(code: number): boolean {
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0x20000 && code <= 0x2ceaf) ||
    (code >= 0x2f800 && code <= 0x2fa1f)
  );
}

const punctuation = /[\p{P}$+<=>^`|~]/u;

type Kind = "space" | "letter" | "ideograph" | "mark" | "gone";

function kindOf(character: string): Kind {
  const code = character.codePointAt(0)!;
  if (code < 128) {
    if (code === 32 || (code >= 9 && code <= 10) || code === 13) return "space";
    if (code < 32 || code === 127) return "gone";
    if ((code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)) return "letter";
    return "mark";
  }
  if (isIdeograph(code)) return "ideograph";
  if (control.test(character)) return "gone";
  if (space.test(character)) return "space";
  return punctuation.test(character) ? "mark" : "letter";
}

/** Classes of characters of the basic plane, worked out when first met. */
const known = new Map<string, Kind>();

function kind(character: string): Kind {
  let found = known.get(character);
  if (found === undefined) {
    found = kindOf(character);
    known.set(character, found);
  }
  return found;
}

export function normalise(text: string, { lowercase = true, stripAccents = lowercase }: NormaliseOptions = {}): string {
  let result = stripAccents ? text.normalize("NFD").replace(accents, "") : text;
  // Letter by letter, as the reference does it: a sigma at a word's end stays the same letter.
  if (lowercase) result = result.replaceAll("Σ", "σ").toLowerCase();
  return result;
}

/** Words of a normalised text, in order. Characters that stand for nothing are left out. */
export function* words(text: string, boundaries?: WordBoundaries): Generator<string> {
  let word = "";
  let run = "";
  for (const character of text) {
    const what = kind(character);
    if (what === "gone") continue;
    if (run !== "" && what !== "ideograph") {
      yield* boundaries ? boundaries(run) : [run];
      run = "";
    }
    if (what === "letter") {
      word += character;
      continue;
    }
    if (word !== "") {
      yield word;
      word = "";
    }
    if (what === "mark") yield character;
    else if (what === "ideograph") {
      if (boundaries) run += character;
      else yield character;
    }
  }
  if (run !== "") yield* boundaries!(run);
  if (word !== "") yield word;
}
