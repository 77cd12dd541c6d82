/** A small chart writer: bars and lines with axes as standalone SVG, readable on any background. */

const width = 720;
const font = `font-family="system-ui, 'Noto Sans', sans-serif"`;
/** Okabe–Ito, readable with colour-blind eyes. */
const colors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

function escape(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

function text(x: number, y: number, content: string, more = ""): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${font} font-size="12" fill="#333" ${more}>${escape(content)}</text>`;
}

function page(title: string, height: number, body: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(title)}">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    text(16, 24, title, `font-weight="600" style="font-size:15px"`),
    ...body,
    "</svg>\n",
  ].join("\n");
}

export interface Bar {
  readonly name: string;
  readonly value: number;
  /** Written behind the bar. */
  readonly label: string;
}

/** Horizontal bars from zero. */
export function barChart(title: string, bars: readonly Bar[]): string {
  const left = 24 + 6.6 * Math.max(10, ...bars.map((bar) => bar.name.length));
  const room = width - left - 150;
  const most = Math.max(1e-9, ...bars.map((bar) => bar.value));
  const body = bars.flatMap((bar, at) => {
    const y = 46 + at * 30;
    const length = Math.max(bar.value > 0 ? 1 : 0, (room * bar.value) / most);
    return [
      text(left - 10, y + 14, bar.name, `text-anchor="end"`),
      `<rect x="${left}" y="${y}" width="${length.toFixed(1)}" height="20" rx="2" fill="${colors[0]}"/>`,
      text(left + length + 8, y + 14, bar.label),
    ];
  });
  return page(title, 60 + bars.length * 30, body);
}

export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly dashed?: boolean;
  /** Drawn as steps, for counts. */
  readonly steps?: boolean;
}

export interface LineChart {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly lines: readonly Line[];
  readonly formatX?: (x: number) => string;
  readonly formatY?: (y: number) => string;
  /** Distance of the marks on the x axis. */
  readonly stepX?: number;
}

/** 1, 2 or 5 times a power of ten, so that about `count` fit. */
function niceStep(span: number, count: number): number {
  const rough = span / count || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough)!;
}

/** Lines over a shared axis that starts at zero. */
export function lineChart(chart: LineChart): string {
  const [left, right, top, bottom, height] = [64, 28, 64, 300, 352];
  const points = chart.lines.flatMap((line) => line.points);
  const xs = points.map(([x]) => x);
  const [fromX, toX] = xs.length === 0 ? [0, 1] : [Math.min(...xs), Math.max(...xs)];
  const most = Math.max(1e-9, ...points.map(([, y]) => y));
  const stepY = niceStep(most, 5);
  const toY = Math.ceil(most / stepY - 1e-9) * stepY;
  const x = (value: number) => left + ((width - left - right) * (value - fromX)) / (toX - fromX || 1);
  const y = (value: number) => bottom - ((bottom - top) * value) / toY;
  const formatY = chart.formatY ?? ((value: number) => String(Number(value.toPrecision(6))));
  const formatX = chart.formatX ?? String;
  const body: string[] = [];
  for (let value = 0; value <= toY + stepY / 2; value += stepY) {
    body.push(`<line x1="${left}" x2="${width - right}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}" stroke="#ddd"/>`);
    body.push(text(left - 8, y(value) + 4, formatY(value), `text-anchor="end"`));
  }
  const stepX = chart.stepX ?? niceStep(toX - fromX, 10);
  for (let value = Math.ceil(fromX / stepX) * stepX; value <= toX + 1e-9; value += stepX) {
    body.push(`<line x1="${x(value).toFixed(1)}" x2="${x(value).toFixed(1)}" y1="${bottom}" y2="${bottom + 4}" stroke="#888"/>`);
    body.push(text(x(value), bottom + 18, formatX(value), `text-anchor="middle"`));
  }
  body.push(`<line x1="${left}" x2="${width - right}" y1="${bottom}" y2="${bottom}" stroke="#888"/>`);
  body.push(text((left + width - right) / 2, bottom + 38, chart.x, `text-anchor="middle"`), text(16, 48, chart.y));
  let legend = left + 90;
  chart.lines.forEach((line, at) => {
    const color = colors[at % colors.length]!;
    let path = "";
    line.points.forEach(([px, py], index) => {
      const [sx, sy] = [x(px).toFixed(1), y(py).toFixed(1)];
      path += index === 0 ? `M${sx} ${sy}` : line.steps ? `H${sx}V${sy}` : `L${sx} ${sy}`;
    });
    const dash = line.dashed ? ` stroke-dasharray="6 4"` : "";
    body.push(`<path d="${path}" fill="none" stroke="${color}" stroke-width="2"${dash}/>`);
    body.push(
      `<line x1="${legend}" x2="${legend + 22}" y1="40" y2="40" stroke="${color}" stroke-width="2"${dash}/>`,
      text(legend + 28, 44, line.name),
    );
    legend += 52 + line.name.length * 6.6;
  });
  return page(chart.title, height, body);
}
