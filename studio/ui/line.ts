import type { Envelope } from "./envelope.ts";

/** The values of each epoch as a line: where they are more than its columns, each block's least and most. */
export function linePath(
  values: Float64Array,
  envelope: Envelope,
  x: (epoch: number) => number,
  y: (value: number) => number,
  columns: number,
): string {
  const points: string[] = [];
  const put = (epoch: number, value: number): void => {
    if (Number.isFinite(value)) points.push(`${x(epoch).toFixed(1)},${y(value).toFixed(1)}`);
  };
  const blocks = values.length > 2 * columns ? envelope.blocks(columns) : undefined;
  if (blocks)
    for (let i = 0; i < blocks.count; i++) {
      const middle = Math.min(values.length, (i + 0.5) * blocks.size + 0.5);
      put(middle, blocks.high(i));
      put(middle, blocks.low(i));
    }
  else for (let i = 0; i < values.length; i++) put(i + 1, values[i]!);
  return points.length === 0 ? "" : `M${points.join("L")}`;
}
