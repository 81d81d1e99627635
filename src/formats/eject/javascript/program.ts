import { counted } from "../../../base/counted.ts";
import { sizeOf } from "../../../base/shape.ts";
import { apart, arrayTypes, ownNames, render } from "../../../compile/javascript/render.ts";
import { Names } from "../../../compile/source/names.ts";
import { formatLayers } from "../../../nn/parseLayers.ts";
import type { Model } from "../../../train/model.ts";
import { type Proof, proofOf } from "../../proof/proof.ts";
import { writeProof } from "../../proof/text.ts";
import type { EjectOptions } from "../ejector.ts";
import { prediction } from "../prediction.ts";
import { encodingParts } from "./encodingParts.ts";
import { declareNumbers, decode64 } from "./numbers.ts";
import { declarations, functionLines, type Part, signature } from "./part.ts";
import { classifyParts, nameParts, predictPart } from "./predictParts.ts";

/** A program, and what it gives to the outside. */
export interface Program {
  readonly text: string;
  readonly declarations: string;
}

/** Names that no array may take. */
const taken = [
  ...ownNames,
  ...["predict", "predictFlat", "classify", "classes", "features", "targets", "encode", "decode"],
  ...["number", "category", "decode64", "enter", "forward", "inputOffset", "inputScale"],
  ...["row", "start"],
];

/**
 * A trained network as an ES module without dependencies, in JavaScript or TypeScript: the kernels of one example, as
 * every backend runs them, written out.
 *
 * @throws ChainruleError `usage` before the model has weights, `data` where an output is not finite
 */
export async function program(
  model: Model,
  { about = {}, name = "model" }: EjectOptions,
  typed: boolean,
): Promise<Program> {
  const proof = await proofOf(model);
  const { dtype, network, scaling } = model;
  const weights = model.weights!;
  const { schedule, x, output, outputs } = prediction(model, 1);
  const used = [...schedule.inputs].filter(([name]) => name !== "X");
  const finite = used.filter(([name]) => weights[name]!.data.every(Number.isFinite));
  const names = new Names(taken);
  const rendered = render([schedule.once, schedule.step], {
    inputs: [...schedule.inputs.values()],
    finite: new Set(finite.map(([, buffer]) => buffer)),
    kept: new Set([output]),
    dtype,
    names,
    typed,
  });
  const array = arrayTypes[dtype];
  const { features } = network;
  const facts = { features, outputs, output: rendered.nameOf(output), array, about };
  const parts = [
    ...nameParts(facts),
    predictPart(facts),
    ...classifyParts(facts),
    ...encodingParts(about.encoding, array),
  ];
  const declared = used.map(([name, buffer]) => {
    const { data, shape } = weights[name]!;
    return declareNumbers(rendered.nameOf(buffer), data, shape[1] ?? sizeOf(shape), dtype);
  });
  const scaled = Object.entries(scaling ?? {}).map(([part, numbers]) =>
    declareNumbers(
      part === "offset" ? "inputOffset" : "inputScale",
      Float64Array.from(numbers),
      features,
      "float64",
    ),
  );
  const hasEncoded = [...declared, ...scaled].flat().some((line) => line.includes("decode64("));
  const isRounded = [rendered.functions, ...rendered.groups].flat().some((line) => line.includes("fround("));
  const [constants, exported] = [
    parts.filter(({ keyword }) => keyword === "const"),
    parts.filter(({ keyword }) => keyword === "function"),
  ];
  const write = (part: Part) => part.write(typed);
  const text = apart([
    header(model, `${name}.${typed ? "ts" : "js"}`, proof, isRounded),
    ...constants.map(write),
    isRounded ? ["const fround = Math.fround;"] : [],
    declared.flat(),
    scaled.flat(),
    rendered.functions,
    [
      "// What a prediction computes, in memory that is taken once.",
      `const ${rendered.nameOf(x)} = new ${array}(${x.length});`,
      ...rendered.arrays,
    ],
    rendered.groups[0]!.length === 0 ? [] : ["// What depends on the weights alone.", ...rendered.groups[0]!],
    enter(rendered.nameOf(x), features, scaling !== undefined, typed),
    [
      "/** The outputs for the row that is in. */",
      ...functionLines(
        `function ${signature("forward", [], "void", typed)}`,
        () => rendered.groups[1]!,
        typed,
      ),
    ],
    ...exported.map(write),
    hasEncoded ? decode64(typed) : [],
    [`// ${writeProof(proof)}`],
  ]);
  return { text: `${text.join("\n")}\n`, declarations: `${declarations(parts).join("\n")}\n` };
}

/** Takes a row in as the model does: scaled in double precision, then rounded to the type of the array. */
function enter(x: string, features: number, isScaled: boolean, typed: boolean): readonly string[] {
  const params = [
    ["row", "ArrayLike<number>"],
    ["start", "number"],
  ] as const;
  const value = (sure: string) =>
    isScaled
      ? `(row[start + j]${sure} - inputOffset[j]${sure}) / inputScale[j]${sure}`
      : `row[start + j]${sure}`;
  return [
    `/** Takes a row in${isScaled ? ", scaled as the training data was" : ""}. */`,
    ...functionLines(
      `function ${signature("enter", params, "void", typed)}`,
      (sure) => [`for (let j = 0; j < ${features}; j++) ${x}[j] = ${value(sure)};`],
      typed,
    ),
  ];
}

/** The widest row of numbers that the header shows. */
const shown = 8;

/** What the network is, how it is called, and about what it gives: the first of its test vectors. */
function header(
  { network, dtype, weights }: Model,
  name: string,
  { inputs: [row], outputs: [output] }: Proof,
  isRounded: boolean,
): readonly string[] {
  const count = Object.values(weights!).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const many = (n: number, what: string) => counted(n.toLocaleString("en-US"), what);
  const some = (numbers: readonly (number | string)[]) =>
    numbers.length > shown ? "..." : numbers.map((x) => Number(Number(x).toPrecision(4))).join(", ");
  return [
    `// A network of ${many(row!.length, "input")} and ${many(output!.length, "output")}, as a program that needs nothing else.`,
    "//",
    `//   layers   ${formatLayers(network.layers)}`,
    `//   weights  ${many(count, "number")}, ${dtype}`,
    "//",
    `//   import { predict } from "./${name}";`,
    `//   predict([[${some(row!)}]]); // about [[${some(output!)}]]`,
    ...(isRounded
      ? [
          "//",
          "// Each operation is rounded to float32 at once (fround), so that the outputs are those of training, bit for bit.",
        ]
      : []),
  ];
}
