import { scaleLinear, scaleLog } from "d3-scale";
import { type Area, margin } from "./figure.ts";
import { element, text, textWidth } from "./svg.ts";

/** From data to pixels, with round ticks. `format` may be a d3 format such as `.0%`. */
export interface Scale {
  (value: number): number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
  readonly domain: readonly [number, number];
}

export interface ScaleOptions {
  readonly kind?: "linear" | "log";
  /** About how many ticks. */
  readonly count?: number;
  readonly format?: string;
  /** Widen the domain to round numbers. */
  readonly nice?: boolean;
  /** What the values can be at all: a domain of no width is not widened past it. */
  readonly bounds?: readonly [number, number];
}

/** A scale from `domain` to the pixels of `range`; a domain of no width is given one. */
export function makeScale(
  [low, high]: readonly [number, number],
  range: readonly [number, number],
  { kind = "linear", count = 5, format, nice = false, bounds = [-Infinity, Infinity] }: ScaleOptions = {},
): Scale {
  const flat = low === high;
  const wide: [number, number] = !flat
    ? [low, high]
    : kind === "log"
      ? [low / 2, high * 2]
      : [
          Math.max(bounds[0], low - (Math.abs(low) || 1) / 2),
          Math.min(bounds[1], high + (Math.abs(high) || 1) / 2),
        ];
  const scale = (kind === "log" ? scaleLog() : scaleLinear()).domain(wide).range(range);
  if (nice) scale.nice(count);
  const label = scale.tickFormat(count, format ?? (kind === "log" ? "~g" : undefined));
  const ticks = scale
    .ticks(count)
    .map((value) => ({ value, label: label(value) }))
    .filter((tick) => tick.label !== "");
  const [from, to] = scale.domain();
  return Object.assign((value: number) => scale(value), { ticks, domain: [from!, to!] as const });
}

/** Smallest and largest of the finite numbers, or undefined when there are none. */
export function extentOf(...columns: readonly ArrayLike<number>[]): [number, number] | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const column of columns)
    for (let i = 0; i < column.length; i++) {
      const value = column[i]!;
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  return low <= high ? [low, high] : undefined;
}

/** Room that tick labels need left of a vertical axis. */
export const axisWidth = (scale: Scale): number =>
  Math.ceil(Math.max(0, ...scale.ticks.map((tick) => textWidth(tick.label, 11)))) + 10;

/** Numbers under the area, its base line, and the name of the axis at the right end. */
export function xAxis(scale: Scale, area: Area, label?: string): string {
  const ticks = scale.ticks.map(({ value, label }) => {
    const x = scale(value);
    const mark = element("path", {
      d: `M${x.toFixed(1)} ${area.bottom}v4`,
      class: "muted",
      stroke: "currentColor",
    });
    return mark + text(x, area.bottom + 17, label, { color: "muted", size: 11, anchor: "middle" });
  });
  const base = element("path", {
    d: `M${area.left} ${area.bottom}H${area.right}`,
    class: "muted",
    stroke: "currentColor",
  });
  const name = label ? text(area.right, area.bottom + 34, label, { anchor: "end" }) : "";
  return base + ticks.join("") + name;
}

/** Numbers left of the area with hair lines across it, and the name of the axis above the numbers. */
export function yAxis(scale: Scale, area: Area, label?: string, lines = true): string {
  const ticks = scale.ticks.map(({ value, label }) => {
    const y = scale(value);
    const line = lines
      ? element("path", {
          d: `M${area.left} ${y.toFixed(1)}H${area.right}`,
          class: "rule",
          stroke: "currentColor",
        })
      : element("path", { d: `M${area.left - 4} ${y.toFixed(1)}h4`, class: "muted", stroke: "currentColor" });
    return line + text(area.left - 7, y + 4, label, { color: "muted", size: 11, anchor: "end" });
  });
  const name = label ? text(margin, area.top - 12, label) : "";
  return ticks.join("") + name;
}
