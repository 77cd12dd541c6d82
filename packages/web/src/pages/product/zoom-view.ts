/** A picture in a frame as arithmetic: scale around a point, move, and never more emptiness than at rest. */

export interface View {
  /** 1 fills the frame. */
  readonly scale: number;
  /** Shift of the picture's centre from the frame's, in pixels. */
  readonly x: number;
  readonly y: number;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  /** From the frame's centre, in pixels. */
  readonly x: number;
  readonly y: number;
}

export const atRest: View = { scale: 1, x: 0, y: 0 };
export const maximumScale = 5;

function between(low: number, value: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** The view with its picture over the whole frame. */
export function within(view: View, frame: Frame): View {
  const scale = between(1, view.scale, maximumScale);
  const spareX = ((scale - 1) * frame.width) / 2;
  const spareY = ((scale - 1) * frame.height) / 2;
  // Adding zero turns -0, which no style needs, into 0.
  return { scale, x: between(-spareX, view.x, spareX) + 0, y: between(-spareY, view.y, spareY) + 0 };
}

/** Larger by a factor, with what is under the point staying under it. */
export function zoomed(view: View, factor: number, at: Point, frame: Frame): View {
  const scale = between(1, view.scale * factor, maximumScale);
  const grown = scale / view.scale;
  return within({ scale, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown }, frame);
}

export function moved(view: View, dx: number, dy: number, frame: Frame): View {
  return within({ scale: view.scale, x: view.x + dx, y: view.y + dy }, frame);
}
