/**
 * The picture of a demo product: its type's drawing in its own colour, on a soft studio ground with a shadow. Small (about
 * 3 KB), and the same for the same product, so it can be made when it is asked for.
 */
import { hashText } from "@aisle/core/base";
import type { Product } from "@aisle/core/catalog";
import { colors } from "../colors.ts";
import { equipment } from "./equipment.ts";
import { household } from "./household.ts";
import { pantry } from "./pantry.ts";
import { mix } from "./paint.ts";
import type { Paint } from "./paint.ts";
import { technology } from "./technology.ts";
import { wear } from "./wear.ts";

/** What a type's drawing gives: shapes, and where its shadow falls. */
export interface Drawing {
  readonly body: string;
  /** Centre, half width and height of the shadow on the ground; none for what lies flat or hangs. */
  readonly shadow?: readonly [x: number, y: number, rx: number, ry: number];
}

export type Draw = (paint: Paint) => Drawing;

/** Drawings by the first part of product ids. */
export const drawings: Readonly<Record<string, Draw>> = { ...wear, ...technology, ...household, ...pantry, ...equipment };

/** Colours of things that come in packs. */
const packColors = ["#2f7f86", "#b2552f", "#33594a", "#7b2d3e", "#d3a23c", "#3d4f82", "#6d4366", "#c5714f", "#747a4e", "#cf7f8d"];
const accents = ["#e9ddc7", "#d3a23c", "#c5714f", "#2f7f86", "#f0ece4", "#7b2d3e", "#33594a"];

function gradient(id: string, stops: readonly (readonly [number, string])[], down = false): string {
  const inner = stops.map(([at, color]) => `<stop offset="${at}" stop-color="${color}"/>`).join("");
  return `<linearGradient id="${id}"${down ? ' x2="0" y2="1"' : ""}>${inner}</linearGradient>`;
}

function baseColor(product: Product, group: string): string {
  const color = product.attributes["color"];
  if (typeof color === "string" && Object.hasOwn(colors, color)) return colors[color as keyof typeof colors][1];
  return packColors[hashText(group, 3) % packColors.length]!;
}

/** The SVG of a product of the demo catalogue; one of an unknown type gets a plain box. */
export function drawProduct(product: Product): string {
  const key = product.id.split("-", 1)[0]!;
  const group = product.groupId ?? product.id;
  const base = baseColor(product, group);
  const words = Object.values(product.attributes)
    .filter((value) => typeof value === "string")
    .join("|")
    .toLowerCase();
  const vary = (purpose: number) => (hashText(group, purpose * 7919 + 1) % 10_000) / 10_000;
  const paint: Paint = {
    base,
    light: mix(base, "#ffffff", 0.28),
    pale: mix(base, "#ffffff", 0.6),
    dark: mix(base, "#1d1a20", 0.28),
    deep: mix(base, "#1d1a20", 0.55),
    accent: accents[Math.floor(vary(1) * accents.length)]!,
    has: (word) => words.includes(word),
    vary,
  };
  const { body, shadow } = (drawings[key] ?? drawings["puzzle"]!)(paint);
  const warm = mix(mix(base, "#f6f1ea", 0.88), "#ffffff", 0.25);
  const ground = mix(warm, "#8d8378", 0.16);
  const defs =
    gradient("m", [
      [0, mix(base, "#ffffff", 0.2)],
      [0.45, base],
      [1, mix(base, "#1d1a20", 0.25)],
    ]) +
    gradient(
      "v",
      [
        [0, mix(base, "#ffffff", 0.18)],
        [1, mix(base, "#1d1a20", 0.22)],
      ],
      true,
    ) +
    gradient("w", [
      [0, "#ffffff"],
      [0.5, "#f4f1ec"],
      [1, "#cfc9c0"],
    ]) +
    gradient("k", [
      [0, "#8f959d"],
      [0.3, "#eef0f2"],
      [0.6, "#aab0b7"],
      [1, "#6d737b"],
    ]) +
    gradient("o", [
      [0, "#d6a875"],
      [0.5, "#b98552"],
      [1, "#8f6239"],
    ]) +
    gradient("d", [
      [0, "#55575e"],
      [1, "#232429"],
    ]) +
    gradient("a", [
      [0, mix(paint.accent, "#ffffff", 0.2)],
      [1, mix(paint.accent, "#1d1a20", 0.2)],
    ]) +
    gradient(
      "g",
      [
        [0, "#fff"],
        [0.68, warm],
        [0.72, mix(ground, warm, 0.4)],
        [1, ground],
      ],
      true,
    ) +
    `<radialGradient id="s"><stop offset="0" stop-color="#2a241f" stop-opacity=".42"/><stop offset=".6" stop-color="#2a241f" stop-opacity=".16"/><stop offset="1" stop-color="#2a241f" stop-opacity="0"/></radialGradient>`;
  const cast = shadow ? `<ellipse cx="${shadow[0]}" cy="${shadow[1]}" rx="${shadow[2]}" ry="${shadow[3]}" fill="url(#s)"/>` : "";
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" width="600" height="600"><defs>${defs}</defs><rect width="600" height="600" fill="url(#g)"/>${cast}${body}</svg>`;
}
