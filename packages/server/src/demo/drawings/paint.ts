/** Colours, gradients and shapes that the drawings share. Everything is written as short SVG, on a 600 × 600 stage. */

/** A colour as three channels. */
function channels(hex: string): readonly [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function hex(red: number, green: number, blue: number): string {
  const one = (value: number) =>
    Math.max(0, Math.min(255, Math.round(value)))
      .toString(16)
      .padStart(2, "0");
  return `#${one(red)}${one(green)}${one(blue)}`;
}

/** Mixes two colours: 0 gives the first, 1 the second. */
export function mix(from: string, to: string, share: number): string {
  const [a, b, c] = channels(from);
  const [x, y, z] = channels(to);
  return hex(a + (x - a) * share, b + (y - b) * share, c + (z - c) * share);
}

export interface Paint {
  /** The product's colour. */
  readonly base: string;
  readonly light: string;
  readonly pale: string;
  readonly dark: string;
  readonly deep: string;
  /** A second colour that goes with it. */
  readonly accent: string;
  /** Words of the attributes in lower case, for details that show. */
  readonly has: (word: string) => boolean;
  /** A number in [0, 1) that belongs to this model and purpose. */
  readonly vary: (purpose: number) => number;
}

/** Fill by gradient: "m" across the body, "v" down it, "w" white ware, "k" metal, "o" wood, "d" dark, "a" accent. */
export type Fill = "m" | "v" | "w" | "k" | "o" | "d" | "a";

/** A filled path. */
export function p(d: string, fill: string, extra = ""): string {
  return `<path d="${d}" fill="${fill.length === 1 ? `url(#${fill})` : fill}"${extra === "" ? "" : ` ${extra}`}/>`;
}

/** A stroked path without fill. */
export function s(d: string, color: string, width: number, extra = ""): string {
  return `<path d="${d}" fill="none" stroke="${color.length === 1 ? `url(#${color})` : color}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"${extra === "" ? "" : ` ${extra}`}/>`;
}

/** A rectangle with round corners. */
export function r(x: number, y: number, width: number, height: number, radius: number, fill: string, extra = ""): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill.length === 1 ? `url(#${fill})` : fill}"${extra === "" ? "" : ` ${extra}`}/>`;
}

/** An ellipse. */
export function e(cx: number, cy: number, rx: number, ry: number, fill: string, extra = ""): string {
  return `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="${fill.length === 1 ? `url(#${fill})` : fill}"${extra === "" ? "" : ` ${extra}`}/>`;
}

/** A shape that is drawn often: `define` it once, `put` it with a transform. */
export function define(id: string, shapes: string): string {
  return `<defs><g id="${id}">${shapes}</g></defs>`;
}

export function put(id: string, x: number, y: number, angle = 0): string {
  const turn = angle === 0 ? "" : ` rotate(${angle})`;
  return `<use href="#${id}" transform="translate(${Math.round(x)} ${Math.round(y)})${turn}"/>`;
}

/** White light over a shape. */
export function shine(d: string, opacity = 0.25): string {
  return `<path d="${d}" fill="#fff" opacity="${opacity}"/>`;
}

/** Dark shade over a shape. */
export function shade(d: string, opacity = 0.12): string {
  return `<path d="${d}" fill="#000" opacity="${opacity}"/>`;
}
