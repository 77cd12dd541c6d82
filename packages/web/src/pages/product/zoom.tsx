/** A product's pictures up close: wheel, pinch, double click, buttons and keys zoom; dragging and arrows move. */
import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { Icon } from "../../components/icon.tsx";
import { Modal } from "../../components/modal.tsx";
import { useLocale } from "../../i18n/locale.tsx";
import { atRest, maximumScale, moved, zoomed, type Frame, type Point, type View } from "./zoom-view.ts";

const step = 1.4;
const arrowPixels = 60;
/** Of a wheel's pixels; a notch of a mouse is about a button's step. */
const wheelPerPixel = 0.003;

interface ZoomProps {
  readonly pictures: readonly string[];
  readonly first: number;
  readonly title: string;
  readonly onClose: () => void;
}

const centre: Point = { x: 0, y: 0 };

export function Zoom({ pictures, first, title, onClose }: ZoomProps) {
  const { t, percent } = useLocale();
  const [shown, setShown] = useState(first);
  const [view, setView] = useState<View>(atRest);
  const stage = useRef<HTMLDivElement>(null);
  /** Fingers and buttons that are down, by pointer. */
  const down = useRef(new Map<number, Point>());

  const frameOf = (): Frame => {
    const { clientWidth: width, clientHeight: height } = stage.current!;
    return { width, height };
  };
  const pointOf = (event: { readonly clientX: number; readonly clientY: number }): Point => {
    const box = stage.current!.getBoundingClientRect();
    return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
  };
  const zoom = (factor: number, at: Point = centre) => setView((before) => zoomed(before, factor, at, frameOf()));
  const move = (dx: number, dy: number) => setView((before) => moved(before, dx, dy, frameOf()));
  const turn = (by: number) => {
    setShown((before) => (before + by + pictures.length) % pictures.length);
    setView(atRest);
  };

  const onWheel = useCallback((event: WheelEvent) => {
    // React listens passively; the page behind must not scroll or zoom along.
    event.preventDefault();
    const box = stage.current!.getBoundingClientRect();
    const at = { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
    const frame = { width: box.width, height: box.height };
    setView((before) => zoomed(before, Math.exp(-event.deltaY * wheelPerPixel), at, frame));
  }, []);
  useEffect(() => {
    const element = stage.current!;
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [onWheel]);

  function onPointerMove(event: PointerEvent): void {
    const before = down.current.get(event.pointerId);
    if (!before) return;
    const now = pointOf(event);
    down.current.set(event.pointerId, now);
    const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1];
    if (!other) return move(now.x - before.x, now.y - before.y);
    const apart = Math.hypot(now.x - other.x, now.y - other.y);
    const apartBefore = Math.hypot(before.x - other.x, before.y - other.y);
    if (apartBefore > 0) zoom(apart / apartBefore, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const arrows: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [arrowPixels, 0],
      ArrowRight: [-arrowPixels, 0],
      ArrowUp: [0, arrowPixels],
      ArrowDown: [0, -arrowPixels],
    };
    const arrow = arrows[event.key];
    if (event.key === "+" || event.key === "=") zoom(step);
    else if (event.key === "-") zoom(1 / step);
    else if (event.key === "0") setView(atRest);
    else if (arrow && view.scale > 1) move(...arrow);
    else if (arrow && arrow[0] !== 0 && pictures.length > 1) turn(arrow[0] < 0 ? 1 : -1);
    else return;
    event.preventDefault();
  }

  const lift = (event: PointerEvent) => down.current.delete(event.pointerId);
  return (
    <Modal className="zoom" label={`${t.pictures}: ${title}`} onClose={onClose}>
      {/* The keys work wherever the focus is inside the dialog. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className="zoom-inside" onKeyDown={onKeyDown}>
        {/* Every gesture of the pointer has a button or a key as well. */}
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
        <div
          ref={stage}
          className={view.scale > 1 ? "zoom-stage zoom-close" : "zoom-stage"}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            down.current.set(event.pointerId, pointOf(event));
          }}
          onPointerMove={onPointerMove}
          onPointerUp={lift}
          onPointerCancel={lift}
          onDoubleClick={(event) => (view.scale > 1 ? setView(atRest) : zoom(step * step, pointOf(event)))}
        >
          <img
            src={pictures[shown]}
            alt={pictures.length > 1 ? `${title}, ${t.picture(shown + 1, pictures.length)}` : title}
            draggable={false}
            style={{ transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }}
          />
        </div>
        <div className="zoom-tools">
          {pictures.length > 1 && (
            <button type="button" className="round-button" aria-label={t.previousPicture} onClick={() => turn(-1)}>
              <Icon name="left" />
            </button>
          )}
          <button type="button" className="round-button" aria-label={t.zoomOut} disabled={view.scale <= 1} onClick={() => zoom(1 / step)}>
            <Icon name="minus" />
          </button>
          <output aria-label={t.zoomed}>{percent(view.scale)}</output>
          <button
            type="button"
            className="round-button"
            aria-label={t.zoomIn}
            disabled={view.scale >= maximumScale}
            onClick={() => zoom(step)}
          >
            <Icon name="plus" />
          </button>
          {pictures.length > 1 && (
            <button type="button" className="round-button" aria-label={t.nextPicture} onClick={() => turn(1)}>
              <Icon name="right" />
            </button>
          )}
          <button type="button" className="round-button" aria-label={t.close} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
      </div>
    </Modal>
  );
}
