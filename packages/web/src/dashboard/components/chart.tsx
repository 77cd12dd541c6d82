/** Lines over time on uPlot: resizes with its place, takes its colours from the page, and says its figures to who sees no picture. */
import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { useStore } from "../../store.ts";
import { themeChoice } from "../preferences.ts";
import type { Language } from "../preferences.ts";
import { useLanguage } from "../words.ts";

interface Series {
  readonly label: string;
  /** Name of a custom property that holds its colour. */
  readonly color: string;
  readonly values: readonly number[];
}

interface ChartProps {
  /** What the picture shows, in a sentence with its figures. */
  readonly description: string;
  /** Milliseconds UTC. */
  readonly times: readonly number[];
  readonly series: readonly Series[];
  readonly height: number;
  /** Name of the time in the legend. */
  readonly timeLabel: string;
  /** A line alone, without axes and legend. */
  readonly bare?: boolean;
}

function colorOf(element: Element, name: string): string {
  // Resolves light-dark(), which a canvas does not understand.
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function faded(color: string): string {
  return color.replace(/^rgb\((.*)\)$/, "rgb($1 / 0.12)").replace(/,/g, " ");
}

/** Made anew where language or colours change: uPlot draws with those it was made with. */
export function Chart(props: ChartProps) {
  const theme = useStore(themeChoice);
  const language = useLanguage();
  return <Plot key={`${theme} ${language}`} {...props} language={language} />;
}

function Plot({ description, times, series, height, timeLabel, language, bare = false }: ChartProps & { readonly language: Language }) {
  const place = useRef<HTMLElement>(null);
  const plot = useRef<uPlot>(undefined);
  const data = useRef<uPlot.AlignedData>([[]]);
  const labels = series.map(({ label }) => label).join("\n");
  const colors = series.map(({ color }) => color).join(" ");

  useEffect(() => {
    data.current = [times.map((time) => time / 1_000), ...series.map(({ values }) => values as number[])];
    plot.current?.setData(data.current);
  }, [times, series]);

  useEffect(() => {
    const element = place.current!;
    const make = () => {
      plot.current?.destroy();
      const soft = colorOf(element, "--ink-soft");
      const line = colorOf(element, "--line");
      const axis: uPlot.Axis = { stroke: soft, grid: { stroke: line, width: 1 }, ticks: { show: false }, font: "12px system-ui" };
      const names = labels.split("\n");
      const tag = language === "zh" ? "zh-CN" : "en-GB";
      const time = (date: Date) => date.toLocaleTimeString(tag, { hour: "2-digit", minute: "2-digit" });
      plot.current = new uPlot(
        {
          width: element.clientWidth,
          height,
          cursor: { show: !bare, y: false },
          legend: { show: !bare },
          padding: bare ? [2, 0, 2, 0] : [8, 20, 0, 0],
          scales: { y: { range: (_plot, _min, max) => [0, Math.max(1, max * 1.1)] } },
          axes: bare
            ? [{ show: false }, { show: false }]
            : [
                { ...axis, grid: { show: false }, size: 30 },
                { ...axis, size: 48 },
              ],
          fmtDate: () => time,
          series: [
            { label: timeLabel, value: (_plot, seconds: number | null) => (seconds === null ? "–" : time(new Date(seconds * 1_000))) },
            ...colors.split(" ").map((color, at) => {
              const stroke = colorOf(element, color);
              return { label: names[at]!, stroke, width: 1.75, fill: faded(stroke), points: { show: false } };
            }),
          ],
        },
        data.current,
        element,
      );
    };
    make();
    const resize = new ResizeObserver(() => plot.current?.setSize({ width: element.clientWidth, height }));
    resize.observe(element);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", make);
    return () => {
      resize.disconnect();
      dark.removeEventListener("change", make);
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [bare, colors, height, labels, language, timeLabel]);

  return <figure className={bare ? "chart chart-bare" : "chart"} ref={place} aria-label={description} />;
}
