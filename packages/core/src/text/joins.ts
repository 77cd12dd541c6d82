/**
 * When two pieces that stand side by side are one word written apart. The index stores such joined forms beside the parts and
 * a query asks for both, so that "t-shirt", "t shirt" and "tshirt", "iphone 12" and "iphone12", "WH-1000XM4" and "WH1000XM4"
 * find each other. The same functions serve both sides.
 */
import { PieceKind } from "./scan.ts";

const hyphen = 0x2d;
const underscore = 0x5f;
const apostrophe = 0x27;
const slash = 0x2f;
const x = 0x78;
const longest = 32;

/** A part of a compound: its folded text and the sign before it. */
export interface Part {
  readonly kind: PieceKind;
  readonly text: string;
  readonly joint: number;
}

/** The one-word form of parts that signs hold together; undefined where the signs rather list ("black/white", "and.so.on"). */
export function joinCompound(parts: readonly Part[]): { readonly text: string; readonly kind: "word" | "identifier" } | undefined {
  if (parts.length < 2 || parts.length > 6) return undefined;
  let text = parts[0]!.text;
  let words = parts[0]!.kind === PieceKind.word;
  let short = parts[0]!.text.length <= 2;
  let numbers = parts[0]!.kind === PieceKind.number;
  let hyphens = true;
  let list = false;
  for (let i = 1; i < parts.length; i++) {
    const part = parts[i]!;
    text += part.joint === x ? `x${part.text}` : part.text;
    words &&= part.kind === PieceKind.word;
    numbers &&= part.kind === PieceKind.number;
    short &&= part.text.length <= 2;
    hyphens &&= part.joint === hyphen || part.joint === underscore || part.joint === apostrophe || part.joint === x;
    list ||= part.joint === slash;
  }
  if (text.length > longest) return undefined;
  // Numbers with dots or slashes between are dates, versions, ratios: other numbers when written together.
  if (numbers && !hyphens) return undefined;
  if (!words) return { text, kind: "identifier" };
  if (list || parts.length > 3) return undefined;
  return hyphens || short ? { text, kind: "word" } : undefined;
}

/** The one-word form of two pieces with a space between them, on the document's side: rare pairs only, to keep the index lean. */
export function joinNeighbours(
  firstKind: PieceKind,
  first: string,
  secondKind: PieceKind,
  second: string,
): { readonly text: string; readonly kind: "word" | "identifier" } | undefined {
  const { word, number, identifier } = PieceKind;
  if (firstKind === word && secondKind === word)
    return first.length === 1 && second.length > 1 ? { text: first + second, kind: "word" } : undefined;
  if (firstKind === word && (secondKind === number || secondKind === identifier)) {
    return first.length <= 8 && second.length <= 10 ? { text: first + second, kind: "identifier" } : undefined;
  }
  if (firstKind === number && secondKind === word)
    return first.length >= 2 && second.length <= 3 ? { text: first + second, kind: "identifier" } : undefined;
  return undefined;
}
