import { readdirSync, readFileSync } from "node:fs";
import { asArray } from "../../src/array/convert.ts";
import { readNpy, readNpz, writeNpz } from "../../src/array/npy.ts";
import { writeZip } from "../../src/array/writeZip.ts";
import { readZip } from "../../src/array/zip.ts";
import { readCsv } from "../../src/data/csv.ts";
import { gunzip } from "../../src/data/gunzip.ts";
import { readIdx } from "../../src/data/idx.ts";
import { readJson } from "../../src/data/json.ts";
import { checkpointBytes, checkpointFrom } from "../../src/formats/checkpoint.ts";
import { readConfigFile } from "../../src/formats/configFile.ts";
import type { Imported } from "../../src/formats/imported.ts";
import { readModelFile, writeModel } from "../../src/formats/model.ts";
import { readRunFile } from "../../src/formats/runFile.ts";
import { readSafetensors } from "../../src/formats/safetensors.ts";
import {
  findProof,
  proofOf,
  readKeras,
  readModelNpz,
  readNetwork,
  readOnnx,
  readPytorch,
  readWeightsFile,
  writeModelNpz,
  writeOnnx,
  writeProof,
  writeStateDict,
} from "../../src/formats.ts";
import { parseLayers } from "../../src/nn/parseLayers.ts";
import { interpreter } from "../../src/run/interpreter.ts";
import { sequential } from "../../src/train/model.ts";

/** What is fuzzed: a reader, and files that it reads. */
export interface Target {
  /** Mutated files by default. */
  readonly files: number;
  seeds(): Promise<readonly Uint8Array[]>;
  read(bytes: Uint8Array): unknown;
}

const golden = new URL("../golden/", import.meta.url);
const bytesOf = (path: string) => new Uint8Array(readFileSync(new URL(path, golden)));
const jsonOf = (path: string) => JSON.parse(readFileSync(new URL(path, golden), "utf8"));
const base64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const filesIn = (folder: string, ending: string) =>
  readdirSync(new URL(folder, golden))
    .filter((file) => file.endsWith(ending))
    .map((file) => bytesOf(folder + file));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (given: Uint8Array): string => new TextDecoder().decode(given);

const about = { task: "binary", features: ["a", "b"], targets: ["class"], classes: ["no", "yes"] } as const;
const layers = "4:tanh,batchNorm,layerNorm,dropout(0.2),3:leakyRelu,1:sigmoid";

const trained = async () => {
  const model = sequential(2, parseLayers(layers));
  const x = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ];
  const { checkpoint } = await model.fit(x, [0, 1, 1, 0], { epochs: 2, seed: 1, backend: interpreter });
  model.setWeights(model.weights!, "float32", { offset: [0.5, 0.5], scale: [2, 3] });
  return { model, checkpoint };
};

/** The widest network whose prediction is asked for. */
const mostFeatures = 4096;

/** What was read must also predict, or say why it cannot. */
async function use(imported: Imported | Promise<Imported>): Promise<void> {
  const { model } = await imported;
  const { features } = model.network;
  if (features <= mostFeatures)
    await model.predict([new Array<number>(features).fill(0.5)], { backend: interpreter });
}

const settings = {
  loss: { name: "binaryCrossEntropy", settings: {} },
  optimizer: { name: "sgd", learningRate: 0.1, settings: {} },
  epochs: 1,
  shuffle: true,
  seed: 0,
  l1: 0,
  l2: 0,
};
const run = {
  version: 1,
  chainrule: "0.1.0",
  network: { features: 2, layers: parseLayers("3:tanh,1:sigmoid") },
  dtype: "float32",
  settings,
  data: { source: { kind: "dataset", name: "moons", options: { samples: 10 } }, ...about },
  result: { loss: 0.7, epochs: 1, steps: 1, seconds: 0.01, stopped: "finished", metrics: { accuracy: 0.5 } },
  weights: { file: "weights.safetensors", sha256: "0".repeat(64) },
};

const torchLayers = parseLayers("4:relu,2:softmax");
const idx = [
  bytes("\0\0\x08\x03\0\0\0\x02\0\0\0\x02\0\0\0\x02ABCDEFGH"),
  bytes("\0\0\x08\x01\0\0\0\x04\x01\x02\x03\0"),
];
const tables = [
  'sepal length,species,n\n5.1,setosa,1\n4.9,versicolor,\n6.3,"vir""ginica",3\n',
  "a;b;c\n1,5;x;2\n-3,25;y;NA\n",
  "1\t2\t3\n4\t5\t6\n",
].map(bytes);

/** Every reader of files that are not the library's own memory, by name. */
export const targets: Readonly<Record<string, Target>> = {
  safetensors: {
    files: 3000,
    seeds: async () => [
      ...jsonOf("safetensorsFiles.json").cases.map((one: { base64: string }) => base64(one.base64)),
      bytesOf("pytorch/sequential.safetensors"),
    ],
    read: (given) => readSafetensors(given, "fuzz"),
  },
  model: {
    files: 2000,
    async seeds() {
      const { model } = await trained();
      return [writeModel(model), writeModel(model, { about, proof: await proofOf(model) })];
    },
    read: (given) => use(readModelFile(given, "fuzz")),
  },
  stateDict: {
    files: 1500,
    seeds: async () => [
      bytesOf("pytorch/sequential.safetensors"),
      await writeStateDict((await trained()).model, { dialect: "pytorch", about }),
    ],
    read: (given) => use(readWeightsFile(given, { layers: torchLayers }, "fuzz")),
  },
  checkpoint: {
    files: 1000,
    seeds: async () => [checkpointBytes((await trained()).checkpoint)],
    read: (given) => checkpointFrom(given, "fuzz"),
  },
  npy: {
    files: 2000,
    seeds: async () => jsonOf("dataFiles.json").npy.map((one: { base64: string }) => base64(one.base64)),
    read: (given) => readNpy(given, "fuzz"),
  },
  npz: {
    files: 1500,
    seeds: async () => [
      await writeNpz({
        W1: asArray([
          [1, 2],
          [3, 4],
        ]),
        b1: asArray([0.5, 1]),
      }),
      await writeNpz({ flags: asArray([[1, 0, 1]], "bool"), classes: asArray([3, -1], "int32") }),
    ],
    read: (given) => readNpz(given, "fuzz"),
  },
  modelNpz: {
    files: 1500,
    seeds: async () => [
      await writeModelNpz((await trained()).model, { about }),
      ...filesIn("sklearn/", ".npz"),
    ],
    read: (given) => use(readModelNpz(given, {}, "fuzz")),
  },
  pytorch: {
    files: 3000,
    seeds: async () => filesIn("pytorch/", ".pt"),
    read: (given) => use(readPytorch(given, { layers: torchLayers }, "fuzz")),
  },
  keras: {
    files: 2000,
    seeds: async () => filesIn("keras/", ".keras"),
    read: (given) => use(readKeras(given, "fuzz")),
  },
  // Changes of the HDF5 file alone: the library that reads it is C.
  kerasWeights: {
    files: 2000,
    seeds: async () => {
      const files = await readZip(bytesOf("keras/norms.keras"));
      return [files.get("model.weights.h5")!];
    },
    async read(given) {
      const files = await readZip(bytesOf("keras/norms.keras"));
      return use(readKeras(writeZip(new Map([...files, ["model.weights.h5", given]])), "fuzz"));
    },
  },
  onnx: {
    files: 3000,
    seeds: async () => [
      ...jsonOf("onnx/files.json").map((one: { base64: string }) => base64(one.base64)),
      await writeOnnx((await trained()).model, { about }),
    ],
    read: (given) => use(readOnnx(given, "fuzz")),
  },
  network: {
    files: 1000,
    async seeds() {
      const { model } = await trained();
      return [
        writeModel(model, { about }),
        await writeModelNpz(model),
        await writeOnnx(model),
        bytesOf("keras/double.keras"),
        bytesOf("sklearn/numbers.npz"),
      ];
    },
    read: (given) => use(readNetwork(given, {}, "fuzz")),
  },
  run: {
    files: 2000,
    seeds: async () => [bytes(JSON.stringify(run))],
    read: (given) => readRunFile(text(given), "fuzz"),
  },
  config: {
    files: 1000,
    seeds: async () => [
      bytes(
        JSON.stringify({
          version: run.version,
          chainrule: run.chainrule,
          network: run.network,
          dtype: run.dtype,
          settings,
          data: run.data,
        }),
      ),
    ],
    read: (given) => readConfigFile(text(given), "fuzz"),
  },
  proof: {
    files: 1000,
    seeds: async () => [bytes(`# ${writeProof(await proofOf((await trained()).model))}\n`)],
    read: (given) => findProof(text(given), "fuzz"),
  },
  csv: { files: 2000, seeds: async () => tables, read: (given) => readCsv(given, { name: "fuzz" }) },
  json: {
    files: 1000,
    seeds: async () =>
      ['[{"a":1,"b":"x"},{"a":2.5,"b":null}]', '{"a":[1,2],"b":["x","y"]}', "[[1,2],[3,4]]"].map(bytes),
    read: (given) => readJson(given, { name: "fuzz" }),
  },
  idx: { files: 1500, seeds: async () => idx, read: (given) => readIdx(given, "fuzz") },
  gzip: {
    files: 1500,
    seeds: async () =>
      Promise.all([bytes("size,kind\n".repeat(50)), new Uint8Array(20_000)].map((content) => gzip(content))),
    read: (given) => gunzip(given, "fuzz"),
  },
};

async function gzip(content: Uint8Array): Promise<Uint8Array> {
  const packed = new Blob([content.slice()]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
