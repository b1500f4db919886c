// Small charts of indicators: measured figures as lines, targets as rules. The table beside says the same.
import { axisX, axisY, dot, lineY, plot, ruleY } from "@observablehq/plot";

interface Figure {
  value: number;
  from: string;
  until: string;
  who: string;
  target: boolean;
  measured: boolean;
}

interface Mark {
  time: Date;
  value: number;
  who: string;
}

const DAY_MS = 86_400_000;
const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? "";

for (const place of document.querySelectorAll<HTMLElement>("[data-chart]")) draw(place);

function draw(place: HTMLElement): void {
  const figures = JSON.parse(place.dataset.chart ?? "[]") as Figure[];
  const marks = figures.filter((figure) => !figure.target).map(toMark);
  const measured = figures.filter((figure) => figure.measured).map(toMark);
  const targets = figures.filter((figure) => figure.target);
  const chart = plot({
    width: 340,
    height: 190,
    marginLeft: 56,
    marginRight: 24,
    x: { type: "time", label: null },
    y: { label: place.dataset.unit ?? null, zero: true, nice: true },
    marks: [
      axisX({ ticks: 4, tickFormat: (time: Date) => (time.getMonth() ? "" : String(time.getFullYear())) }),
      axisY({ ticks: 4, tickFormat: (value: number) => value.toLocaleString(document.documentElement.lang) }),
      ruleY(targets, { y: "value", stroke: "var(--proposed)", strokeDasharray: "5 4" }),
      lineY(measured, { x: "time", y: "value", z: "who", stroke: "var(--accent)" }),
      dot(marks, { x: "time", y: "value", fill: "var(--accent)", r: 4 }),
    ],
  });
  for (const style of chart.querySelectorAll("style")) style.nonce = nonce;
  place.append(chart);
  place.closest("[hidden]")?.removeAttribute("hidden");
}

/** A figure stands in the middle of its time. */
function toMark({ value, from, until, who }: Figure): Mark {
  const middle = (Date.parse(from) + Date.parse(until) + DAY_MS) / 2;
  return { time: new Date(middle), value, who };
}
