/** How the values of a run stand on a chart: a pixel column shows the least and the most of its epochs. */
export function linePath(
  values: Float64Array,
  x: (epoch: number) => number,
  y: (value: number) => number,
  columns: number,
): string {
  const count = values.length;
  if (count === 0) return "";
  const points: string[] = [];
  const put = (i: number): void => {
    const value = values[i]!;
    if (Number.isFinite(value)) points.push(`${x(i + 1).toFixed(1)},${y(value).toFixed(1)}`);
  };
  if (count <= 2 * columns) for (let i = 0; i < count; i++) put(i);
  else
    for (let column = 0; column < columns; column++) {
      const [start, end] = [
        Math.floor((column * count) / columns),
        Math.floor(((column + 1) * count) / columns),
      ];
      let [low, high] = [start, start];
      for (let i = start; i < end; i++) {
        if (values[i]! < values[low]!) low = i;
        if (values[i]! > values[high]!) high = i;
      }
      put(Math.min(low, high));
      if (low !== high) put(Math.max(low, high));
    }
  return points.length === 0 ? "" : `M${points.join("L")}`;
}

/** Least and most of finite values. */
export function extent(...columns: readonly Float64Array[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const values of columns)
    for (const value of values) {
      if (value < low) low = value;
      if (value > high && value < Infinity) high = value;
    }
  return low <= high ? [low, high] : [0, 1];
}
