import { expect, test } from "vitest";
import { check } from "../../src/explain/check/check.ts";
import type { NDArray } from "../../src/index.ts";
import { carryOut, type Plan, random, type Slip } from "./learner.ts";
import { drawPlan } from "./plans.ts";

/** A slip may change nothing: the derivative of a relu that lets everything through, the order of equal targets. */
function changesNothing({ slip: _, ...plan }: Plan, seed: number, arrays: Record<string, NDArray>): boolean {
  const draw = random(1_000_000 + seed);
  drawPlan(draw, "sign");
  const right = carryOut(plan, draw)!;
  return Object.entries(arrays).every(
    ([name, { data, shape }]) =>
      shape.join() === right[name]!.shape.join() &&
      data.every((x, i) => Math.abs(x - right[name]!.data[i]!) <= 1e-6 * Math.abs(x)),
  );
}

/** How many files of each kind: CHAINRULE_CHECKS=2000 for the whole measurement. */
const count = Number(process.env.CHAINRULE_CHECKS ?? 300);

const layersOf = ({ units, activations }: Plan): string =>
  units.map((u, i) => (activations[i] === "identity" ? `${u}` : `${u}:${activations[i]}`)).join(",");

test(`no false alarm in ${count} files of right work`, () => {
  const alarms: string[] = [];
  for (let seed = 0; seed < count; seed++) {
    const draw = random(seed);
    const plan = drawPlan(draw);
    const arrays = carryOut(plan, draw)!;
    // Target minus output is right with an update that adds it, and only an update can show that.
    const kept = plan.targetMinusOutput ? /^[XY]$|^W\d(_new)?$/ : /^$/;
    const share = 0.6 * draw();
    for (const name of Object.keys(arrays)) if (draw() < share && !kept.test(name)) delete arrays[name];
    if (Object.keys(arrays).length === 0) continue;
    const { verdict, outcomes } = check(arrays, { layers: layersOf(plan), loss: plan.loss });
    const faults = outcomes.filter(({ kind }) => kind === "wrong" || kind === "misshapen");
    if (verdict === "wrong") alarms.push(`${seed}: ${JSON.stringify(faults[0])} ${JSON.stringify(plan)}`);
  }
  expect(alarms).toEqual([]);
});

const planted: readonly Slip[] = [
  "noMean",
  "meanTwice",
  "sumForMean",
  "derivativeLeftOut",
  "derivativeAtA",
  "derivativeAtZ",
  "derivativeOfWrong",
  "derivativeTwice",
  "sign",
  "wrongLayer",
  "errorBeforeActivation",
  "wrongInput",
  "biasForgotten",
  "transpose",
  "wrongAxis",
  "noAxis",
  "activationForgotten",
  "wrongActivation",
  "softmaxAxis",
  "sameLogTwice",
  "lossSign",
  "ascent",
  "rateTwice",
  "rateMissing",
  "alreadyUpdated",
  "factorTwo",
  "otherOrder",
  "labelsNotOneHot",
];

test(`of ${count} files with one planted slip, 95 % or more are named exactly, and none as right`, () => {
  const missed: string[] = [];
  let [files, named, alone] = [0, 0, 0];
  for (let seed = 0; files < count; seed++) {
    const draw = random(1_000_000 + seed);
    const slip = planted[seed % planted.length]!;
    const plan = drawPlan(draw, slip);
    const arrays = carryOut(plan, draw);
    if (!arrays || changesNothing(plan, seed, arrays)) continue;
    files++;
    const { outcomes } = check(arrays, { layers: layersOf(plan), loss: plan.loss });
    const first = outcomes.find(({ kind }) => kind === "wrong");
    const slips = first?.kind === "wrong" ? first.slips.map((one) => one.slip) : [];
    if (slips.includes(slip)) named++;
    else missed.push(`${seed} ${slip}: ${first?.name} ${slips} ${JSON.stringify(plan)}`);
    if (slips.length === 1 && slips[0] === slip) alone++;
  }
  if (process.env.CHAINRULE_CHECKS)
    process.stdout.write(`named ${named}, alone ${alone} of ${files}\n${missed.join("\n")}\n`);
  expect(named / files).toBeGreaterThanOrEqual(0.95);
});
