import { sizeOf } from "../../base/shape.ts";
import type { Node } from "../../graph/node.ts";
import { scaled } from "../../simplify/match.ts";
import { statisticsOf } from "../document/abridge.ts";
import { formatApart, formatNumber } from "../document/numbers.ts";
import { overExamples } from "../formula/number.ts";
import { joined, type Said } from "../language/sentences.ts";
import { type Element, namedBelow, sumWithin, termValue } from "./element.ts";
import type { Moment, Taken } from "./moment.ts";
import type { Reading } from "./reading.ts";
import { dependencies, type Named } from "./roles.ts";
import { words } from "./words.ts";

/** What a sentence may be made of: the update, how it is shown, and the state before it. */
export interface Scene {
  readonly moment: Moment;
  readonly taken: Taken;
  readonly reading: Reading;
  readonly named: readonly Named[];
}

/** The name of an element; of the only one, that of its array. */
const called = (reading: Reading, element: Element, name = element.node.name ?? ""): string =>
  sizeOf(element.node.shape) === 1 ? name : reading.nameOf(element, name);
const short = (x: number): string => formatNumber(x, 3);
const said = (...parts: readonly (Said | undefined)[]): Said =>
  joined(parts.filter((part) => part !== undefined));

/** Why a value is what it is, in a sentence or two. */
export function whyOf(scene: Scene, value: Named): Said {
  const by = { data, forward: pass, loss, backward, update };
  return by[value.role](scene, value);
}

function data({ moment: { plan }, taken: { place } }: Scene, { name }: Named): Said {
  if (name === "Y") return words.targets();
  if (name !== "X") return words.exampleWeights();
  const { examples } = plan.step;
  if (place.sample !== undefined) return words.sample({ sample: place.sample });
  if (!place.rows) return words.allExamples({ examples, features: plan.network.features });
  const count = place.rows.length;
  const rows = [...place.rows.subarray(0, 5)].join(", ");
  return words.batch({ rows, more: Math.max(0, count - 5), count, examples });
}

function pass({ taken, reading }: Scene, { node }: Named): Said {
  if (node.op.kind === "counter") return words.mask();
  const below = dependencies(node);
  const parameters = taken.training.forward.parameters.map((one) => one.node);
  const isParameter = (one: Node) => parameters.includes(one);
  const weights = below.find((one) => isParameter(one) && one.shape.length === 2);
  const inputs = below.filter((one) => !isParameter(one));
  if (weights && inputs.length === 1 && sumWithin({ node, place: 0 }, taken.valuesOf)) {
    const bias = below.find((one) => isParameter(one) && one !== weights)?.name;
    const [count, units] = weights.shape as [number, number];
    return words.layer({
      name: node.name!,
      inputs: count,
      input: inputs[0]!.name!,
      weights: weights.name!,
      units,
      bias,
    });
  }
  if (below.length === 1 && !sumWithin({ node, place: 0 }, taken.valuesOf)) {
    const { min, max } = statisticsOf(reading.valuesOf(node));
    return words.activation({ input: below[0]!.name!, min: short(min), max: short(max) });
  }
  return words.madeOf({ names: below.map((one) => one.name!).join(", ") });
}

function loss({ taken: { training, valuesOf, place } }: Scene, { node }: Named): Said {
  const { output, hits } = training.graph.outputs;
  return said(
    words.loss({ loss: formatNumber(valuesOf(node)[0]!, 6), output: output!.name ?? "" }),
    hits && words.hits({ hits: valuesOf(hits)[0]!, examples: place.batch }),
  );
}

function backward(scene: Scene, value: Named): Said {
  return value.parameter ? gradient(scene, value) : cotangent(scene, value.node);
}

function cotangent(scene: Scene, node: Node): Said {
  const { valuesOf } = scene.taken;
  const of = node.cotangentOf ?? node.name!.slice(1);
  const values = valuesOf(node);
  const negative = count(values, (x) => x < 0);
  const single = values.length === 1;
  const slope = single
    ? words.slope({ of, value: short(values[0]!) })
    : words.slopes({ of, negative, count: values.length, times: timesOf(scene, node) });
  const output = scene.taken.training.graph.outputs.output!.name;
  const judged = isOfOutput(scene, node)
    ? single
      ? values[0] === 0
        ? undefined
        : words.tooLow({ output: output ?? "", low: values[0]! < 0 })
      : words.tooLowOften({
          low: negative,
          high: count(values, (x) => x > 0),
        })
    : undefined;
  const isErrorTerm = scene.named.some((one) => one.parameter && dependencies(one.node).includes(node));
  return said(
    slope,
    judged,
    cameBack(scene, node),
    isErrorTerm && single && values[0] !== 0 ? words.errorTerm({ value: short(-values[0]!) }) : undefined,
  );
}

/**
 * What a cotangent was multiplied by: the number that textbooks write before the gradients, 1/m, was taken out of it.
 * Undefined where it is the slope itself.
 */
function timesOf(scene: Scene, node: Node): string | undefined {
  const users = scene.named.filter((one) => one.role === "backward" && dependencies(one.node).includes(node));
  for (const { node: user, parameter } of users) {
    const [factor] = parameter ? (scaled(user) ?? [1]) : [1];
    const times = parameter ? (factor === 1 ? undefined : formatNumber(1 / factor)) : timesOf(scene, user);
    if (times !== undefined) return times;
  }
  return undefined;
}

/** How a cotangent of a hidden layer came to be: through weights, or through the slope of an activation. */
function cameBack({ taken: { training, valuesOf }, named }: Scene, node: Node): Said | undefined {
  const below = dependencies(node);
  const from = below.find((one) => one.cotangentOf !== undefined);
  if (!from) return undefined;
  const isSum = sumWithin({ node, place: 0 }, valuesOf) !== undefined;
  const weights = below.find((one) => training.forward.parameters.some((p) => p.node === one));
  if (weights && isSum) return words.throughWeights({ from: from.name!, weights: weights.name! });
  const output = named.find((one) => one.name === from.cotangentOf)?.node;
  const [input, ...others] = output ? dependencies(output) : [];
  if (isSum || input?.name !== node.cotangentOf || others.length > 0) return undefined;
  const [before, left] = [statisticsOf(valuesOf(from)).norm, statisticsOf(valuesOf(node)).norm];
  return before > 0 ? words.shrinks({ from: from.name!, percent: short((100 * left) / before) }) : undefined;
}

/** Whether a cotangent is the output layer's: no weights lie between it and the loss. */
function isOfOutput(scene: Scene, node: Node): boolean {
  if (node.cotangentOf === undefined) return false;
  const parameters = scene.taken.training.forward.parameters.map((one) => one.node);
  return dependencies(node).every(
    (one) => !parameters.includes(one) && (one.cotangentOf === undefined || isOfOutput(scene, one)),
  );
}

function gradient({ taken }: Scene, { node }: Named): Said {
  const below = dependencies(node);
  const error = below.find((one) => one.cotangentOf !== undefined);
  const input = below.find((one) => one.cotangentOf === undefined);
  const examples = taken.place.batch;
  const factor = scaled(node)?.[0] ?? 1;
  const share = factor === 1 ? undefined : overExamples(factor, examples, node.dtype);
  const isMean = share?.p === 1 && share.q === 1;
  const by = factor === 1 ? "sum" : isMean ? "mean" : "scaled sum";
  if (error && !input && below.length === 1) return words.biasGradient({ error: error.name!, examples, by });
  const isProduct = sumWithin({ node, place: 0 }, taken.valuesOf)?.order === "sequence";
  if (error && input && isProduct && below.length === 2)
    return words.gradient({ error: error.name!, input: input.name!, examples, by });
  return words.madeOf({ names: below.map((one) => one.name!).join(", ") });
}

function update(scene: Scene, { name, node, target }: Named): Said {
  const { moment, taken, reading, named } = scene;
  const slope = named.find((one) => one.parameter === target);
  const [before, now] = [moment.arrays.get(name)!, taken.valuesOf(node)];
  if (!slope) {
    const owner = name.split(".")[0]!;
    return words.remembers({ of: moment.arrays.has(owner) ? owner : undefined });
  }
  const place = largest(now.length, (i) => Math.abs(now[i]! - before[i]!));
  const change = now[place]! - before[place]!;
  if (change === 0) return words.noChange({ name });
  const [from, to] = formatApart(before[place]!, now[place]!, 4);
  const common = {
    name: called(reading, { node: target!, place }),
    rose: change > 0,
    by: short(Math.abs(change)),
    before: from,
    after: to,
  };
  const element = { node: slope.node, place };
  const value = taken.valuesOf(slope.node)[place]!;
  const ofIt = { name: called(reading, element, slope.name), value: short(value) };
  const parts = [
    now.length === 1 ? words.change(common) : words.mostChange({ ...common, of: name, size: now.length }),
    ...(Math.sign(value) * Math.sign(change) >= 0
      ? [words.optimizerMoves(ofIt)]
      : [words.gradientSign(ofIt), because(scene, element, value)]),
  ];
  return joined(
    [
      joined(
        parts.filter((part) => part !== undefined),
        "",
      ),
      { en: ".", ko: "." },
    ],
    "",
  );
}

/** The error term and the input that made most of a gradient's element. */
function because(scene: Scene, element: Element, gradient: number): Said | undefined {
  const { reading, taken } = scene;
  const sum = sumWithin(element, taken.valuesOf);
  if (!sum || gradient === 0) return undefined;
  const term = largest(sum.count, (i) => termValue(sum, i, taken.valuesOf) * Math.sign(gradient));
  const factors = sum.factors(term).map((one) => named(one, taken));
  const error = factors.find((one) => one?.node.cotangentOf !== undefined);
  const input = factors.find((one) => one && one !== error);
  if (!error) return undefined;
  const cause = (one: Element) => ({
    name: called(reading, one),
    value: short(taken.valuesOf(one.node)[one.place]!),
  });
  return words.because({
    example: taken.place.batch === 1 ? undefined : (taken.place.rows?.[term] ?? term),
    error: { ...cause(error), isOutput: isOfOutput(scene, error.node) },
    input: input && {
      ...cause(input),
      isData: !scene.named.some((one) => one.node === input.node && one.role === "forward"),
    },
  });
}

/** The named element that a factor is, seen through transposes and the like. */
function named(element: Element, { valuesOf }: Taken): Element | undefined {
  if (element.node.name !== undefined) return element;
  const [only, ...others] = namedBelow(element, valuesOf);
  return others.length === 0 ? only : undefined;
}

const count = (values: Iterable<number>, holds: (x: number) => boolean): number =>
  [...values].filter(holds).length;

function largest(count: number, size: (i: number) => number): number {
  let best = 0;
  for (let i = 1; i < count; i++) if (size(i) > size(best)) best = i;
  return best;
}
