import { expect, test } from "vitest";
import type { NDArray } from "../../src/array/ndarray.ts";
import { parity } from "../../src/explain/parity/parity.ts";
import { random } from "../check/learner.ts";
import { drawPlan, record, variantsOf } from "./planted.ts";

/** How many traces of each kind: CHAINRULE_TRACES=1000 for the whole measurement. */
const count = Number(process.env.CHAINRULE_TRACES ?? 50);

test(`no false alarm in ${count} traces of the training that was said`, () => {
  const alarms: string[] = [];
  for (let seed = 0; seed < count; seed++) {
    const plan = drawPlan(seed);
    const { agrees, differences } = parity(
      record(plan, (_, said) => said, seed),
      plan.settings,
    );
    if (!agrees) alarms.push(`${seed}: ${JSON.stringify(differences[0])} ${JSON.stringify(plan.settings)}`);
  }
  expect(alarms).toEqual([]);
}, 300_000);

test(`of ${count} traces with one planted difference, 95 % or more are named`, () => {
  const missed: string[] = [];
  let [named, alone, tried] = [0, 0, 0];
  for (let seed = 1_000_000; tried < count; seed++) {
    const plan = drawPlan(seed);
    const draw = random(seed);
    let planted = { cause: "", other: "" };
    const arrays = record(
      plan,
      (trace, said) => {
        const variants = variantsOf(trace, said);
        // Causes with many variants are not drawn more often.
        const names = [...new Set(variants.map(({ cause }) => cause))];
        const cause = names[Math.floor(draw() * names.length)]!;
        const own = variants.filter((one) => one.cause === cause);
        const variant = own[Math.floor(draw() * own.length)]!;
        planted = { cause, other: variant.other ?? "" };
        return variant.setup;
      },
      seed,
    );
    if (
      changesNothing(
        arrays,
        record(plan, (_, said) => said, seed),
      )
    )
      continue;
    tried++;
    const { differences } = parity(arrays, plan.settings);
    const found = differences.flatMap(({ causes }) => causes.map(({ cause }) => cause));
    if (found.includes(planted.cause)) named++;
    else
      missed.push(
        `${seed}: ${planted.cause} ${planted.other}, found ${found.join(", ")} in ${differences[0]?.difference.name}; ${JSON.stringify(plan.settings)}`,
      );
    if (differences.length === 1 && found.length === 1 && found[0] === planted.cause) alone++;
  }
  console.log(`${named} of ${tried} named, ${alone} of them alone\n${missed.join("\n")}`);
  expect(named / tried).toBeGreaterThanOrEqual(0.95);
}, 600_000);

/** A convention may change nothing: clipping of what is small, momentum in the first step. */
const changesNothing = (a: ReadonlyMap<string, NDArray>, b: ReadonlyMap<string, NDArray>): boolean =>
  [...a].every(([name, { data, dtype }]) => {
    const other = b.get(name)!.data;
    const numbers = Array.from(data);
    const [relative, absolute] = dtype === "float32" ? [1e-4, 1e-6] : [1e-9, 1e-12];
    const bound = relative * numbers.reduce((most, x) => Math.max(most, Math.abs(x)), 0) + absolute;
    return numbers.every((x, i) => Math.abs(x - other[i]!) <= bound);
  });
