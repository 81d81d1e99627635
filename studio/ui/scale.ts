import { makeScale, type Scale, type ScaleOptions } from "../../src/plot/axes.ts";

/** A scale for charts in little room: 1,000 is written as 1k where there are that many, and 0 as 0, not as 0k. */
export function briefScale(
  domain: readonly [number, number],
  range: readonly [number, number],
  options: ScaleOptions = {},
): Scale {
  const scale = makeScale(domain, range, domain[1] >= 1000 ? { ...options, format: "~s" } : options);
  const ticks = scale.ticks.map((tick) => (tick.value === 0 ? { ...tick, label: "0" } : tick));
  return Object.assign((value: number) => scale(value), { ticks, domain: scale.domain });
}
