import { fail } from "../../base/error.ts";
import { featureNames } from "../../data/encoding.ts";
import type { Model } from "../../train/model.ts";
import { writeDescription } from "../description.ts";
import type { About } from "../imported.ts";
import { proofOf } from "../proof/proof.ts";
import { proofName, writeProof } from "../proof/text.ts";
import { encodeModel } from "./schema/codec.ts";
import { aboutLogits, logitsOf } from "./write/logits.ts";
import { graphOf, type Inputs } from "./write/network.ts";
import { proofOfColumns } from "./write/proof.ts";

export interface OnnxOptions {
  /** What inputs and outputs are called, and how columns become inputs. */
  readonly about?: About;
  /**
   * `logits` leaves out the softmax or sigmoid at the end; a single logit is a number of the name `logit(class)`, and
   * no class. Default `probabilities`: the network as it is.
   */
  readonly output?: "probabilities" | "logits";
  /**
   * `columns` makes an input of each column of the data, numbers or texts, and encodes them inside the file, by
   * `about.encoding`; targets that were scaled come out in their own units. Default `numbers`: one input X of shape
   * (N, features), as `predict` takes it.
   */
  readonly inputs?: Inputs;
}

/** The newest operator set that onnxruntime 1.30 runs (27 and 28 are refused), and the IR version it came with. */
const operatorSet = 26n;
const irVersion = 13n;

/** How far onnxruntime may be off: its exponentials and sums are others than the interpreter's. */
const tolerances = { float32: 1e-6, float64: 1e-12 } as const;

/**
 * A trained model as an ONNX file (onnx.ai, operator set 26): scaling and layers as a graph over any number of rows,
 * test vectors and a description of the layers in its metadata. The graph keeps the names W1, b1, Z1, A1.
 *
 * @throws ChainruleError `usage` before the model has weights, for logits of a network that does not end in softmax
 * or sigmoid, and for columns without an encoding; `data` where an output is not finite
 *
 * @example
 * const model = mlp(2, dense(1, "sigmoid"));
 * model.setWeights({ W1: [[1], [-1]], b1: [0] });
 * const bytes = await writeOnnx(model);
 * readOnnx(bytes).model.weights.W1.tolist(); // [[1], [-1]]
 */
export async function writeOnnx(
  model: Model,
  { about: known, output = "probabilities", inputs = "numbers" }: OnnxOptions = {},
): Promise<Uint8Array> {
  if (!model.weights)
    fail("usage", {
      who: "writeOnnx",
      expected: "a model with weights",
      got: "a new one",
      fix: "Call fit or setWeights first.",
    });
  if (inputs === "columns") requireEncoding(model, known);
  const shown = output === "logits" ? logitsOf(model) : model;
  const about = output === "logits" && known ? aboutLogits(known, model) : known;
  const tolerance = tolerances[shown.dtype];
  const encoding = inputs === "columns" ? about?.encoding : undefined;
  const proof = encoding ? await proofOfColumns(shown, encoding, tolerance) : await proofOf(shown, tolerance);
  return encodeModel({
    irVersion,
    producerName: "chainrule",
    graph: graphOf(shown, inputs, about),
    opsetImport: [{ domain: "", version: operatorSet }],
    metadataProps: [
      { key: "chainrule", value: writeDescription(shown, about, { inputs }) },
      { key: proofName, value: writeProof(proof) },
    ],
  });
}

function requireEncoding({ network: { features } }: Model, about: About | undefined): void {
  const encoded = about?.encoding && featureNames(about.encoding).length;
  if (encoded !== features)
    fail("usage", {
      who: "writeOnnx",
      expected: `an encoding of columns into the ${features} inputs of the network, as about.encoding,`,
      got: encoded === undefined ? "none" : `one into ${encoded}`,
      fix: 'Leave out inputs: "columns" to take the numbers.',
    });
}
