import {
  activations,
  initializers,
  losses,
  makeDataset,
  type ProgramConfig,
  parseLayers,
  parseLearningRate,
  parseLoss,
  parseOptimizer,
  sequential,
} from "../../src/index.ts";

/** Runs whose Python programs scripts/golden/pythonPrograms.py runs, and the tests write again. */

interface Case {
  readonly data?: string;
  readonly options?: Readonly<Record<string, number>>;
  readonly layers?: string;
  readonly init?: string;
  readonly loss?: string;
  readonly optimizer?: string;
  readonly lr?: string;
  readonly settings?: Partial<ProgramConfig["settings"]>;
}

const written: Readonly<Record<string, string>> = {
  huber: "huber(0.5)",
  binaryCrossEntropy: "binaryCrossEntropy(labelSmoothing=0.2)",
  crossEntropy: "crossEntropy(labelSmoothing=0.1)",
};

/** The last layer that a loss is defined for. */
const lastOf = (loss: string): string =>
  ({ binaryCrossEntropy: "1:sigmoid", crossEntropy: "2:softmax" })[loss] ?? "1";

const optimizerCases = [
  "sgd(momentum=0.9)",
  "sgd(momentum=0.9,nesterov=true,weightDecay=0.01)",
  "rmsProp(momentum=0.9,centered=true)",
  "rmsProp(decay=0.9,weightDecay=0.02)",
  "adagrad(epsilon=0.001)",
  "adam(beta1=0.8,epsilon=0.001,weightDecay=0.01)",
  "adamW(weightDecay=0.1)",
];

const cases: Readonly<Record<string, Case>> = {
  ...Object.fromEntries(
    Object.keys(losses).map((loss) => [
      `loss ${loss}`,
      { loss: written[loss] ?? loss, layers: `4:tanh,${lastOf(loss)}`, lr: "0.005" },
    ]),
  ),
  ...Object.fromEntries(
    optimizerCases.map((optimizer) => [`optimizer ${optimizer}`, { optimizer, lr: "0.01" }]),
  ),
  ...Object.fromEntries(
    Object.keys(activations)
      .filter((name) => name !== "softmax")
      .map((name) => [`activation ${name}`, { layers: `4:${name},1:sigmoid` }]),
  ),
  "a step behind a softmax": { layers: "3:softmax,step,4:tanh,1:sigmoid", optimizer: "adam", lr: "0.1" },
  "stepDecay, batches": { lr: "stepDecay(0.5,every=3,factor=0.5)", settings: { batchSize: 16 } },
  "exponentialDecay, batches": {
    lr: "exponentialDecay(0.5,factor=0.9,every=2)",
    settings: { batchSize: 17 },
  },
  "cosine with a warm-up": { lr: "cosine(0.5,warmup=3,final=0.01)" },
  linearWarmup: { lr: "linearWarmup(0.5,warmup=4)" },
  piecewise: { lr: "piecewise(0.5,2:0.1,4:0.2)" },
  "penalties and clipping": {
    settings: { l1: 0.01, l2: 0.1, clipNorm: 0.05, clipValue: 0.03 },
    optimizer: "sgd(momentum=0.9)",
    lr: "0.5",
  },
  "norms, standardized": {
    layers: "4:tanh,batchNorm,3,layerNorm,relu,1:sigmoid",
    settings: { scale: "standardize" },
  },
  "batch norms over batches, onto 0 to 1": {
    layers: "batchNorm(0.7),4:silu,batchNorm,1:sigmoid",
    settings: { scale: "minMax", batchSize: 16 },
  },
  "classes in three columns": { data: "blobs", options: { samples: 30 }, layers: "4:gelu,3:softmax" },
};

export const epochs = 5;

/** A run, and what it began and ended with. */
export interface TrainedRun {
  readonly config: ProgramConfig;
  readonly x: unknown;
  readonly y: unknown;
  readonly start: Record<string, unknown>;
  readonly end: Record<string, unknown>;
  readonly loss: number;
}

function configOf({ data = "planar", options = { samples: 50 }, ...one }: Case): ProgramConfig {
  const dataset = makeDataset(data, options);
  const layers = one.layers ?? "4:tanh,1:sigmoid";
  const usual = layers.endsWith("softmax") ? "crossEntropy" : "binaryCrossEntropy";
  return {
    network: {
      features: dataset.features.length,
      layers: parseLayers(layers, one.init === undefined ? {} : { init: one.init }),
    },
    dtype: "float64",
    settings: {
      loss: parseLoss(one.loss ?? usual),
      optimizer: parseOptimizer(one.optimizer ?? "sgd", parseLearningRate(one.lr ?? "0.2")),
      ...{ epochs, shuffle: false, seed: 3, l1: 0, l2: 0 },
      ...one.settings,
    },
    data: {
      source: { kind: "dataset", name: data, options },
      task: dataset.task,
      features: dataset.features,
      targets: dataset.targets,
      ...(dataset.classes && { classes: dataset.classes }),
    },
  };
}

/** The runs by name, as settings alone. */
export const trainingConfigs = (): Map<string, ProgramConfig> =>
  new Map(Object.entries(cases).map(([name, one]) => [name, configOf(one)]));

/** Runs that draw dropout masks, new orders or other weights: their programs only have to run. */
export const freeConfigs = (): Map<string, ProgramConfig> =>
  new Map<string, ProgramConfig>([
    ...Object.keys(initializers).map((kind): [string, ProgramConfig] => [
      `weights of ${kind}`,
      configOf({
        layers: "3:tanh,1:sigmoid",
        init: { constant: "constant(0.5)", normal: "normal(0,0.1)", uniform: "uniform(-1,1)" }[kind] ?? kind,
      }),
    ]),
    [
      "dropout, shuffled batches, float32",
      {
        ...configOf({
          layers: "8:relu,dropout(0.2),1:sigmoid",
          settings: { batchSize: 16, shuffle: true, earlyStopping: {} },
        }),
        dtype: "float32",
      },
    ],
  ]);

/** Trains as the configuration says. */
export async function trainedRun(config: ProgramConfig): Promise<TrainedRun> {
  const { source } = config.data;
  const dataset = makeDataset(
    source.kind === "dataset" ? source.name : "",
    source.options as Record<string, number>,
  );
  const { network, settings } = config;
  const model = sequential(network.features, network.layers);
  const options = { ...settings, dtype: "float64" } as const;
  const listed = () =>
    Object.fromEntries(Object.entries(model.weights!).map(([name, array]) => [name, array.tolist()]));
  await model.fit(dataset.x, dataset.y, { ...options, epochs: 0 });
  const start = listed();
  const { history } = await model.fit(dataset.x, dataset.y, options);
  return {
    ...{ config, start, end: listed(), loss: history.loss.at(-1)! },
    ...{ x: dataset.x.tolist(), y: dataset.y.tolist() },
  };
}
