import { formatLayers } from "../../../nn/parseLayers.ts";
import type { ProgramConfig } from "../../program/config.ts";
import { rateText } from "../../program/numpy/rate.ts";
import { refuse } from "../../program/refuse.ts";
import { dataFunction } from "../python/data.ts";
import { indented } from "../python/frame.ts";
import { initLine } from "./initializers.ts";
import { pytorchLoss } from "./losses.ts";
import { mainFunction } from "./main.ts";
import { type Module, modulesOf, outputsOf, sequentialLines, stepLines, withName } from "./modules.ts";
import { optimizerCall } from "./optimizers.ts";

/**
 * The text of a PyTorch program that trains this network on this data: the modules, weights drawn as the initializers
 * say, loss, optimizer, schedule, penalties and clipping by the library's conventions. It runs alone, and under
 * `torchrun` on several processes with DistributedDataParallel. From equal weights and on full batches it takes the
 * library's steps; PyTorch draws its own weights, orders and dropout masks.
 *
 * @param file what the program will be called
 * @throws ChainruleError `usage` for an optimizer that searches along lines, or weights of classes
 *
 * @example
 * const text = pytorchTraining({
 *   network: { features: 3, layers: [dense(4, "tanh"), dense(1, "sigmoid")] },
 *   settings: { loss: binaryCrossEntropy(), optimizer: adam(0.1), epochs: 10, shuffle: true, seed: 3, l1: 0, l2: 0 },
 *   data: { source: { kind: "dataset", name: "xor", options: {} }, task: "binary", features: [], targets: ["class"] },
 * });
 * text.includes("optimizer = torch.optim.Adam(network.parameters(), lr=0.1, betas=(0.9, 0.999), eps=1e-8)"); // true
 */
export function pytorchTraining(config: ProgramConfig, file = "model.py"): string {
  const { network, settings, dtype = "float32" } = config;
  refuse("pytorchTraining", settings);
  const modules = modulesOf(network);
  const { learningRate } = settings.optimizer;
  return `${[
    ...heading(config, modules, file),
    ...[
      "import argparse",
      "import os",
      "",
      "import numpy as np",
      "import torch",
      "import torch.distributed as dist",
    ],
    "from torch import nn",
    "from torch.nn import functional as F",
    "from torch.nn.parallel import DistributedDataParallel",
    "from torch.utils.data import DistributedSampler",
    ...(dtype === "float64" ? ["", "torch.set_default_dtype(torch.float64)"] : []),
    ...stepLines(modules),
    ...networkFunction(modules),
    ...dataFunction(config, outputsOf(network)),
    ...lossFunction(config, modules),
    ...(typeof learningRate === "number"
      ? []
      : ["", "", "def learning_rate(step, steps):", `    return ${rateText(learningRate)}`]),
    ...trainFunction(config, modules),
    ...mainFunction(settings.seed),
  ].join("\n")}\n`;
}

/** What the program is, how it is started, and where it goes another way than the library. */
function heading({ network, settings }: ProgramConfig, modules: readonly Module[], file: string): string[] {
  const { optimizer, loss, earlyStopping } = settings;
  // The name is a path of the user's, which may hold any letters.
  const shown = /^[\w.-]+$/.test(file) ? file : JSON.stringify(file);
  const notes = [
    `Alone: python3 ${shown}. On two processes, each with its part of every batch:`,
    `torchrun --nproc-per-node 2 ${shown}`,
    "Initial weights, the order of the examples and masks of dropout are PyTorch's own.",
    ...(earlyStopping ? ["All epochs are taken: it does not stop early."] : []),
    ...(hasBatchNorm(modules)
      ? [
          "A batch norm measures the part of a batch that its process has; one of a single example is left out.",
        ]
      : []),
  ];
  return [
    `# ${network.features} inputs, layers ${formatLayers(network.layers)}; loss ${loss.name}; optimizer ${optimizer.name}.`,
    ...notes.map((note) => `# ${note}`),
  ];
}

const hasBatchNorm = (modules: readonly Module[]): boolean =>
  modules.some(({ text }) => text.startsWith("nn.BatchNorm1d("));

function networkFunction(modules: readonly Module[]): string[] {
  const draws = modules.flatMap(({ matrix, weights }, place) =>
    matrix
      ? [
          initLine(`network[${place}].weight`, matrix),
          ...(weights.has("bias") ? [`nn.init.zeros_(network[${place}].bias)`] : []),
        ]
      : [],
  );
  const body = [...withName("network", sequentialLines(modules)), ...draws, "return network"];
  return ["", "", "def make_network():", ...indented(body)];
}

/** The loss of a batch, penalties on the weights of dense layers included. */
function lossFunction({ settings }: ProgramConfig, modules: readonly Module[]): string[] {
  const { loss, l1, l2 } = settings;
  const { expression, isSum, ofLogits } = pytorchLoss(loss);
  const matrices = modules.flatMap(({ matrix }, place) => (matrix ? [`network[${place}].weight`] : []));
  const penalty = (factor: string, term: string) =>
    `loss = loss + ${factor} * sum(${term} for W in [${matrices.join(", ")}])`;
  return [
    ...["", "", "def loss_of(network, Z, Y, world=1):"],
    `    """The loss of ${ofLogits ? "logits" : "outputs"} Z against targets Y."""`,
    ...indented([
      `loss = ${expression}`,
      ...(isSum ? ["loss = world * loss  # a sum, while processes average their gradients"] : []),
      ...(l1 > 0 ? [penalty(String(l1), "W.abs().sum()")] : []),
      ...(l2 > 0 ? [penalty(`${l2} / 2`, "(W ** 2).sum()")] : []),
      "return loss",
    ]),
  ];
}

function trainFunction({ settings, dtype = "float32" }: ProgramConfig, modules: readonly Module[]): string[] {
  const { epochs, batchSize, shuffle, optimizer, loss, clipValue, clipNorm } = settings;
  const isScheduled = typeof optimizer.learningRate !== "number";
  const trained = pytorchLoss(loss).ofLogits ? "network[:-1]" : "network";
  const every = Math.max(1, Math.floor(epochs / 10));
  const step = [
    ...(hasBatchNorm(modules) ? ["if len(rows) == 1:", "    continue"] : []),
    "optimizer.zero_grad()",
    "loss = loss_of(network, trained(X[rows]), Y[rows], world)",
    "loss.backward()",
    ...(clipValue === undefined ? [] : [`nn.utils.clip_grad_value_(network.parameters(), ${clipValue})`]),
    ...(clipNorm === undefined ? [] : clipLines(clipNorm)),
    "optimizer.step()",
    ...(isScheduled ? ["schedule.step()"] : []),
    "total += len(rows) * loss.detach()",
  ];
  return [
    ...["", "", `def train(network, X, Y, epochs=${epochs}):`],
    '    """Trains the network; gives the loss of the last epoch."""',
    ...indented([
      "rank, world = (dist.get_rank(), dist.get_world_size()) if dist.is_initialized() else (0, 1)",
      "device = next(network.parameters()).device",
      `X = torch.as_tensor(X, dtype=torch.${dtype}, device=device)`,
      `Y = torch.as_tensor(Y, dtype=torch.${dtype}, device=device)`,
      // Of full batches the order does not matter, and stays.
      `sampler = DistributedSampler(X, world, rank, shuffle=${shuffle && batchSize !== undefined ? "True" : "False"}, seed=${settings.seed})`,
      `batch = ${batchSize === undefined ? "len(sampler)" : `max(1, ${batchSize} // world)`}`,
      ...(isScheduled ? ["steps = epochs * -(-len(sampler) // batch)"] : []),
      `trained = ${trained}${trained === "network" ? "" : `  # all but ${modules.at(-1)!.text}: its loss takes the logits`}`,
      ...["if world > 1:", "    trained = DistributedDataParallel(trained)"],
      `optimizer = ${optimizerCall(optimizer)}`,
      ...(isScheduled
        ? ["schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: learning_rate(step, steps))"]
        : []),
      ...["network.train()", "for epoch in range(1, epochs + 1):"],
      ...indented([
        "sampler.set_epoch(epoch)",
        "order = torch.tensor(list(sampler), device=device)",
        "total = torch.zeros((), device=device)",
        "for rows in order.split(batch):",
        ...indented(step),
        "total /= len(order)",
        ...["if world > 1:", "    dist.all_reduce(total)", "    total /= world"],
        every === 1 ? "if rank == 0:" : `if rank == 0 and epoch % ${every} == 0:`,
        '    print(f"epoch {epoch}  loss {total.item():.6f}", flush=True)',
      ]),
      ...["network.eval()", "return total.item()"],
    ]),
  ];
}

/** Without the number that PyTorch's own function adds to the norm. */
const clipLines = (limit: number): string[] => [
  "gradients = [p.grad for p in network.parameters()]",
  "norm = torch.sqrt(sum((g ** 2).sum() for g in gradients))",
  "for g in gradients:",
  `    g *= torch.clamp(${limit} / norm, max=1)`,
];
