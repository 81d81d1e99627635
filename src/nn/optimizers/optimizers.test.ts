import { describe, expect, test } from "vitest";
import golden from "../../../test/golden/nn.json" with { type: "json" };
import { worst } from "../../../test/support/graphs.ts";
import { gradients } from "../../grad/gradients.ts";
import { input, ops } from "../../graph/build.ts";
import { evaluator } from "../../graph/evaluate.ts";
import type { Graph } from "../../graph/node.ts";
import { verify } from "../../graph/verify.ts";
import { simplify } from "../../simplify/simplify.ts";
import { descend } from "../descend.ts";
import { cosine } from "../schedules/cosine.ts";
import { piecewise } from "../schedules/piecewise.ts";
import { complete } from "../settings.ts";
import { adagrad } from "./adagrad.ts";
import { adam } from "./adam.ts";
import { adamW } from "./adamW.ts";
import { optimizerKind, parseOptimizer } from "./index.ts";
import { lbfgs } from "./lbfgs.ts";
import { rmsProp } from "./rmsProp.ts";
import { sgd } from "./sgd.ts";

const { A, t, start, cases } = golden.optimizers;

/** One step of an optimizer on `p -> sum(sqrt(1 + (A p - t)^2))`, as a graph. */
function stepGraph(name: string, settings: object, dtype: "float32" | "float64" = "float64") {
  const kind = optimizerKind(name);
  const p = input("p", [4, 1], dtype);
  const error = ops.sub(ops.matmul(input("A", [5, 4], dtype), p), input("t", [5, 1], dtype));
  const loss = ops.sum(ops.sqrt(ops.add(1, ops.square(error))));
  const optimizer = {
    name,
    learningRate: kind.learningRate,
    settings: complete(name, kind.settings, settings),
  };
  const { updates, memories } = descend(optimizer, {}, [p], gradients(loss, [p]), dtype);
  return { graph: { outputs: { loss, p }, updates }, memories };
}

/** Where p stands after each of 20 steps. */
function path({ graph, memories }: ReturnType<typeof stepGraph>, learningRate: number): number[][] {
  const run = evaluator(graph);
  const bind = (name: string, values: readonly number[]) =>
    run.bind(
      name,
      graph.outputs.p.dtype === "float64" ? Float64Array.from(values) : Float32Array.from(values),
    );
  bind("A", A);
  bind("t", t);
  bind("p", start);
  bind("learningRate", [learningRate]);
  for (const { name, shape, initial } of memories)
    bind(name, new Array(shape.reduce((a, b) => a * b, 1)).fill(initial));
  return Array.from({ length: 20 }, () => {
    run.run();
    run.commit();
    return Array.from(run.valueOf(graph.updates.find(({ target }) => target.name === "p")!.target));
  });
}

describe.each(cases)("$name $settings", ({ name, settings, learningRate, path: expected }) => {
  const built = stepGraph(name, settings);
  const steps = path(built, learningRate);

  test("goes PyTorch's way for 20 steps", () => {
    verify(built.graph);
    expected.forEach((p, i) => {
      expect(worst(steps[i]!, p)).toBeLessThan(1e-12);
    });
  });

  test("goes the same way when the whole step is simplified", () => {
    const graph = simplify(built.graph as Graph).graph as typeof built.graph;
    path({ ...built, graph }, learningRate).forEach((p, i) => {
      expect(worst(p, steps[i]!)).toBeLessThan(1e-12);
    });
  });

  test("stays near in float32", () => {
    const narrow = path(stepGraph(name, settings, "float32"), learningRate);
    expect(worst(narrow.at(-1)!, expected.at(-1)!)).toBeLessThan(5e-5);
  });
});

test.each<[() => unknown, string]>([
  [() => sgd(0.1, { momentum: 1 }), "sgd momentum: expected a number from 0 and below 1 but got 1."],
  [
    () => sgd(0.1, { momentm: 0.9 }),
    'sgd: expected a known setting but got "momentm". Did you mean "momentum"? Known: momentum, nesterov, weightDecay.',
  ],
  [() => sgd(0.1, { nesterov: 1 as never }), "sgd nesterov: expected true or false but got 1."],
  [() => adam(0.1, { beta2: Number.NaN }), "adam beta2: expected a number from 0 and below 1 but got NaN."],
  [() => adamW(0.1, { weightDecay: -1 }), "adamW weightDecay: expected a number from 0 but got -1."],
  [() => rmsProp(0.1, { epsilon: 0 }), "rmsProp epsilon: expected a number above 0 but got 0."],
  [() => adagrad(0.1, { weightDecay: -1 }), "adagrad weightDecay: expected a number from 0 but got -1."],
  [() => lbfgs({ history: 2.5 }), "lbfgs history: expected a whole number from 1 but got 2.5."],
  [
    () => sgd(-1),
    "sgd learning rate: expected a number from 0 or a schedule such as cosine(0.1) but got -1.",
  ],
  [
    () => adam(Number.NaN),
    "adam learning rate: expected a number from 0 or a schedule such as cosine(0.1) but got NaN.",
  ],
  [
    () => adamW("0.1" as never),
    'adamW learning rate: expected a number from 0 or a schedule such as cosine(0.1) but got "0.1".',
  ],
  [
    () => parseOptimizer("rmsProp", -0.5),
    "rmsProp learning rate: expected a number from 0 or a schedule such as cosine(0.1) but got -0.5.",
  ],
  [
    () => adagrad({ schedule: "cosin", initial: 0.1 }),
    'schedule: expected a known schedule but got "cosin". Did you mean "cosine"?',
  ],
  [() => sgd({ schedule: "cosine", initial: -1 }), "cosine initial: expected a number above 0 but got -1."],
  [
    () => parseOptimizer("adma"),
    'optimizer: expected a known optimizer but got "adma". Did you mean "adam"?',
  ],
  [() => parseOptimizer("adam(beta1=x)"), 'adam beta1: expected a number from 0 and below 1 but got "x".'],
  [
    () => parseOptimizer("sgd(0.5)", 0.1),
    "sgd: expected one learning rate but got 0.5 in its text and 0.1 beside it. Leave one of them out.",
  ],
  [
    () => parseOptimizer("sgd(lr=0.5)"),
    "sgd: expected a learning rate, then values with their names but got lr=0.5. Write learningRate=0.5.",
  ],
  [
    () => parseOptimizer("sgd(0.5,0.9)"),
    "sgd: expected a learning rate, then values with their names but got 0.9. Known: learningRate, momentum, nesterov, weightDecay.",
  ],
  [
    () => parseOptimizer("lbfgs(0.5)"),
    "lbfgs: expected values with their names but got 0.5. Known: history, tolerance, maxLineSearch, sufficientDecrease, curvature.",
  ],
  [
    () => parseOptimizer("sgd(-1)"),
    "sgd learning rate: expected a number from 0 or a schedule such as cosine(0.1) but got -1.",
  ],
  [
    () => parseOptimizer("sgd(0.5,learningRate=0.1)"),
    "sgd: expected one value for learningRate but got 0.5 and 0.1.",
  ],
  [
    () => parseOptimizer("adam(cosin(0.1))"),
    'schedule: expected a known schedule but got "cosin". Did you mean "cosine"?',
  ],
  [
    () => parseOptimizer("adam("),
    'optimizer: expected a name, with its values in parentheses: "name(1,key=2)" but got "adam(".',
  ],
])("a bad setting is refused: case %#", (make, message) => {
  expect(make).toThrow(message);
});

test("an optimizer is read from text, with its kind's learning rate where none is given", () => {
  expect(parseOptimizer("sgd(momentum=0.9,nesterov=true)", 0.5)).toEqual(
    sgd(0.5, { momentum: 0.9, nesterov: true }),
  );
  expect(parseOptimizer("adam(beta1=0.8)")).toEqual(adam(0.001, { beta1: 0.8 }));
  expect(parseOptimizer("lbfgs(history=20)")).toEqual(lbfgs({ history: 20 }));
});

test("the first value of an optimizer as text is its learning rate, as in the functions", () => {
  expect(parseOptimizer("sgd(0.5)")).toEqual(sgd(0.5));
  expect(parseOptimizer("adam(0.05,beta1=0.8)")).toEqual(adam(0.05, { beta1: 0.8 }));
  expect(parseOptimizer("sgd(momentum=0.9,learningRate=0.5)")).toEqual(sgd(0.5, { momentum: 0.9 }));
  expect(parseOptimizer("adam(cosine(0.1,warmup=5), beta1=0.8)")).toEqual(
    adam(cosine(0.1, { warmup: 5 }), { beta1: 0.8 }),
  );
  expect(parseOptimizer("sgd(piecewise(0.1,100:0.01))")).toEqual(sgd(piecewise([0.1, 0.01], [100])));
  expect(parseOptimizer("sgd(0.5)", 0.5)).toEqual(sgd(0.5));
});
