/**
 * How much the page's main thread works between two frames while someone types on a slow device. Measured in processor time of
 * that thread from a browser trace, so that other work on the machine does not count; the trace itself costs about a fifth.
 */
import type { Browser } from "playwright-core";

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds, as everything in a trace. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
}

export interface FrameWork {
  /** Milliseconds of processor time. */
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  readonly frames: number;
}

export interface TypingOptions {
  /** The page to type on; without one an empty page that holds nothing but a field. */
  readonly url?: string;
  readonly text: string;
  readonly width: number;
  /** Times slower than this machine. */
  readonly slowdown: number;
}

const betweenKeysMs = 150;
const settlingMs = 1_500;

/** Work of each frame: tasks of the thread that draws, cut where the next frame's callback runs. */
function workOf(events: readonly TraceEvent[]): readonly number[] {
  const callbacks = events.filter(({ name }) => name === "FireAnimationFrame").sort((a, b) => a.ts - b.ts);
  const first = callbacks[0];
  if (!first) throw new Error("the trace has no frame");
  const starts = [...new Set(callbacks.map(({ ts }) => ts))];
  const tasks = events
    .filter(
      ({ name, ph, pid, tid, tdur }) =>
        ph === "X" && pid === first.pid && tid === first.tid && tdur !== undefined && name.endsWith("RunTask"),
    )
    .sort((a, b) => a.ts - b.ts || b.dur! - a.dur!);
  const work = starts.map(() => 0);
  let frame = 0;
  let end = 0;
  for (const { ts, dur = 0, tdur = 0 } of tasks) {
    // A task inside another is counted with it.
    if (ts < end) continue;
    end = ts + dur;
    while (frame + 1 < starts.length && starts[frame + 1]! <= end) frame++;
    work[frame]! += tdur / 1000;
  }
  return work.sort((a, b) => a - b);
}

export async function typeOnSlowDevice(browser: Browser, options: TypingOptions): Promise<FrameWork> {
  const { url, text, width, slowdown } = options;
  const context = await browser.newContext({ viewport: { width, height: 844 }, isMobile: width < 600, hasTouch: width < 600 });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  if (url === undefined) await page.setContent('<input role="combobox">');
  else await page.goto(url, { waitUntil: "networkidle" });
  await page.locator('[role="combobox"]').focus();
  await page.waitForTimeout(settlingMs);
  await page.evaluate("(function frame() { requestAnimationFrame(frame); })()");
  await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"] });
  await page.keyboard.type(text, { delay: betweenKeysMs });
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString("utf8")) as { readonly traceEvents: readonly TraceEvent[] };
  await context.close();
  const work = workOf(traceEvents);
  const at = (share: number) => work[Math.min(work.length - 1, Math.floor(work.length * share))]!;
  return { p50: at(0.5), p95: at(0.95), max: work.at(-1)!, frames: work.length };
}
