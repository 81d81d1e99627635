import { fail } from "../base/error.ts";
import { featureNames, targetNames } from "../data/encoding.ts";
import { input } from "../graph/build.ts";
import { forward, lastActivation, type Network } from "../nn/network.ts";
import type { About } from "./imported.ts";
import type { RunData } from "./runFile.ts";

/** What a network's inputs and outputs are called, and how columns become inputs: all that predictions are told by. */
export type Named = Pick<RunData, "task" | "features" | "targets" | "classes" | "encoding">;

/**
 * What is known about a network's inputs and outputs, with names made up for the rest: x1, x2, ... for inputs, 0,
 * 1, ... for classes, the task as the last activation has it.
 *
 * @param who the file's name, for messages
 * @throws ChainruleError `data` for classes or targets of another number than the network has outputs
 *
 * @example
 * const model = mlp(2, dense(4, "tanh"), dense(3, "softmax"));
 * named(model.network); // { task: "multiclass", features: ["x1", "x2"], targets: ["class"], classes: ["0", "1", "2"] }
 */
export function named(network: Network, about: About = {}, who = "about"): Named {
  const { encoding } = about;
  const x = input("X", [1, network.features], "float32");
  const outputs = forward(network, x, { training: false, dtype: "float32" }).output.shape[1]!;
  const task = about.task ?? encoding?.target.task ?? taskOf(network, outputs, about.classes);
  if (encoding && encoding.target.task !== task)
    refuse(who, `an encoding for the task ${task}`, `one for ${encoding.target.task}`);
  const names = {
    task,
    features: about.features ?? (encoding ? featureNames(encoding) : numbered("x", network.features)),
    targets: about.targets ?? (encoding ? targetNames(encoding) : usualTargets(task, outputs)),
    ...(encoding && { encoding }),
  };
  if (task === "regression") {
    for (const { length } of [names.targets, ...(encoding ? [targetNames(encoding)] : [])])
      if (length !== outputs)
        refuse(who, `names of ${outputs} targets, the outputs of the network,`, `${length}`);
    return names;
  }
  const target = encoding?.target;
  const classes =
    about.classes ??
    (target && target.task !== "regression" ? target.classes : undefined) ??
    Array.from({ length: Math.max(2, outputs) }, (_, i) => String(i));
  const fits = outputs === classes.length || (outputs === 1 && classes.length === 2);
  if (!fits)
    refuse(who, `names of ${Math.max(2, outputs)} classes for ${outputs} outputs`, `${classes.length}`);
  return { ...names, classes };
}

const numbered = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);

function usualTargets(task: Named["task"], outputs: number): string[] {
  if (task !== "regression") return ["class"];
  return outputs === 1 ? ["y"] : numbered("y", outputs);
}

/** A softmax, one sigmoid, or names of classes tell classes apart. */
function taskOf(network: Network, outputs: number, classes: readonly string[] | undefined): Named["task"] {
  const last = lastActivation(network);
  const isClassifier = classes !== undefined || last === "softmax" || (last === "sigmoid" && outputs === 1);
  if (!isClassifier) return "regression";
  return outputs > 2 ? "multiclass" : "binary";
}

const refuse = (who: string, expected: string, got: string): never => fail("data", { who, expected, got });
