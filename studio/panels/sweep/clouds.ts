import { makeScale } from "../../../src/plot/axes.ts";
import type { Opened } from "../../bridge/frame.ts";

/** Points in a small picture at most; more would hide what is behind them. */
const most = 400;

/** The data as a path for each class, in a box of 100; classes differ in form as well as in color. */
export function smallClouds({ cloud, dataset }: Opened): string[] {
  const x = makeScale(cloud.ranges[0]!, [0, 100]);
  const y = makeScale(cloud.ranges[1]!, [100, 0]);
  const isRegression = dataset.task === "regression";
  const paths = Array.from({ length: isRegression ? 1 : Math.max(2, dataset.classes.length) }, () => "");
  const stride = Math.ceil(cloud.x.length / most);
  for (let i = 0; i < cloud.x.length; i += stride) {
    const c = isRegression ? 0 : cloud.target[i]!;
    const at = `M${x(cloud.x[i]!).toFixed(1)},${y(cloud.y[i]!).toFixed(1)}`;
    paths[c] += c % 2 === 0 ? `${at}m-1,0a1,1 0 1,0 2,0a1,1 0 1,0 -2,0` : `${at}m-1,-1h2v2h-2z`;
  }
  return paths;
}
