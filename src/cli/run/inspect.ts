import { beginning, nativeSource } from "../../compile/c/native.ts";
import type { Schedule } from "../../compile/kernel.ts";
import { lower } from "../../compile/lower.ts";
import { type Plan, plan } from "../../compile/plan.ts";
import { printKernels } from "../../compile/printKernels.ts";
import { wat } from "../../compile/wasm/assembler/wat.ts";
import { generate } from "../../compile/wasm/generate.ts";
import { gradients } from "../../grad/gradients.ts";
import { input, named } from "../../graph/build.ts";
import { express } from "../../graph/express.ts";
import type { Graph } from "../../graph/node.ts";
import { print } from "../../graph/print.ts";
import { lossKind, parseLoss } from "../../nn/losses/index.ts";
import type { Loss } from "../../nn/losses/loss.ts";
import { weightedLoss } from "../../nn/losses/weighted.ts";
import { forward, type Network } from "../../nn/network.ts";
import type { Optimizer } from "../../nn/optimizers/optimizer.ts";
import { summary } from "../../nn/summary.ts";
import { requireAddresses } from "../../run/memory.ts";
import type { Step } from "../../simplify/simplify.ts";
import { chooseLoss } from "../../train/choose.ts";
import { type PreparedStep, preparedStep, sequenceOf } from "../../train/program.ts";
import { type Io, say } from "../io.ts";
import { prepareMaterial } from "../material.ts";
import { type inspectOptions, stages } from "../options/inspect.ts";
import { choiceOption, countOption } from "../optionValues.ts";
import { fitOptionsOf, networkOf, optimizerOf } from "../settings.ts";
import { load } from "../source.ts";
import type { Given } from "../spec.ts";
import { namesTrained, openTrained } from "../trained.ts";

type InspectGiven = Given<typeof inspectOptions>;

/** A network with what its training step is made of. */
interface Subject {
  readonly network: Network;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly dtype: "float32" | "float64";
  readonly examples: number;
}

/** Shows a stage of a network's graph. */
export async function inspect(io: Io, [name = ""]: readonly string[], given: InspectGiven): Promise<number> {
  const stage = choiceOption("--stage", given.stage, stages) ?? "summary";
  const subject = await subjectOf(io, name, given);
  const show = {
    summary: () => summary(subject.network),
    graph: () => print(unsimplified(subject, false)),
    grad: () => print(unsimplified(subject, true)),
    simplified: () => simplifiedText(subject),
    kernels: () => printKernels(scheduleOf(subject)),
    wat: () => watOf(subject),
    c: () => cOf(subject),
  };
  say(io.stdout, show[stage]());
  return 0;
}

async function subjectOf(io: Io, name: string, given: InspectGiven): Promise<Subject> {
  const examples = countOption("--examples", given.examples, { from: 1 });
  if (await namesTrained(io, name)) {
    const { model, run } = await openTrained(io, name);
    const { network, dtype } = model;
    const { loss, optimizer } = run?.settings ?? {
      loss: chooseLoss(network, given.loss === undefined ? undefined : parseLoss(given.loss)),
      optimizer: optimizerOf(given),
    };
    return { network, loss, optimizer, dtype, examples: examples ?? 4 };
  }
  const material = prepareMaterial(await load(io, name, given, {}, "inspect"), given);
  const { network } = networkOf(given, material);
  const fit = fitOptionsOf(given, material);
  return {
    network,
    loss: chooseLoss(network, fit.loss),
    optimizer: fit.optimizer,
    dtype: fit.dtype ?? "float32",
    examples: examples ?? material.training.x.shape[0]!,
  };
}

/** The forward pass with its loss as it is written, and with the derivative of each parameter. */
function unsimplified({ network, loss: chosen, dtype, examples }: Subject, withGradients: boolean): Graph {
  const x = input("X", [examples, network.features], dtype);
  const { output, parameters } = forward(network, x, { training: true, dtype });
  const distribution = lossKind(chosen.name).targets === "distribution";
  const y = input("Y", [examples, output.shape[1]!], dtype, { distribution });
  const loss = named("loss", weightedLoss(chosen, output, y, undefined));
  const leaves = parameters.map(({ node }) => node);
  const slopes = withGradients ? gradients(loss, leaves) : [];
  return {
    outputs: {
      output,
      loss,
      ...Object.fromEntries(slopes.map((slope, i) => [`d${leaves[i]!.name}`, slope])),
    },
    updates: [],
  };
}

/** The step that training runs. */
function stepOf({ network, loss, optimizer, dtype, examples }: Subject): PreparedStep {
  const x = input("X", [examples, network.features], dtype);
  const { output } = forward(network, x, { training: true, dtype });
  const { targets } = lossKind(loss.name);
  return preparedStep(network, {
    dtype,
    examples,
    batch: examples,
    targets: {
      kind: "values",
      width: output.shape[1]!,
      distribution: targets === "distribution",
      classes: targets !== "number",
    },
    weighted: false,
    loss,
    optimizer,
    penalty: { l1: 0, l2: 0 },
    clipping: {},
  });
}

/** The step after the derivation that led to it. */
function simplifiedText(subject: Subject): string {
  const { graph, log } = stepOf(subject);
  return `${log.map(derivationLine).join("\n")}\n\n${print(graph)}`;
}

function scheduleOf(subject: Subject): Schedule<unknown> {
  const { running } = stepOf(subject);
  return lower(running, sequenceOf(running, ["learningRate", "dropout.step"], 1));
}

/** The module that the kernels are compiled to, as text. */
function watOf(subject: Subject): string {
  const { schedules, plan } = programOf(subject);
  requireAddresses(plan.bytes);
  return wat(generate(schedules, plan).bytes());
}

/** The C source that the kernels are compiled to where there is a compiler; its first line says where to read on. */
function cOf(subject: Subject): string {
  const source = nativeSource([programOf(subject)]).trimEnd();
  const line = source.slice(0, source.indexOf(beginning)).split("\n").length + 2;
  return `/* The network's kernels begin in line ${line}; before them stands what they are built of. */\n\n${source}`;
}

function programOf(subject: Subject): { schedules: readonly Schedule<unknown>[]; plan: Plan } {
  const schedules = [scheduleOf(subject)];
  return { schedules, plan: plan(schedules) };
}

const derivationLine = ({ rule, before, after }: Step, i: number): string =>
  [
    `${i + 1}. ${rule.name}: ${rule.identity}${rule.holds ? `, where ${rule.holds}` : ""}`,
    `   ${express(before)}  ->  ${express(after)}`,
  ].join("\n");
