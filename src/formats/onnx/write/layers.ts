import type { NDArray } from "../../../array/ndarray.ts";
import { fail } from "../../../base/error.ts";
import type { ActivationLayer } from "../../../nn/layers/activation.ts";
import type { BatchNorm } from "../../../nn/layers/batchNorm.ts";
import type { Dense } from "../../../nn/layers/dense.ts";
import type { Layer } from "../../../nn/layers/layer.ts";
import type { LayerNorm } from "../../../nn/layers/layerNorm.ts";
import { writeActivation } from "./activations.ts";
import type { GraphWriter } from "./graphWriter.ts";

/** What a layer is written with. */
export interface LayerScope {
  readonly writer: GraphWriter;
  /** Writes a weight of the layer, by its symbol, and returns its name: `W2` for `W` in the second dense layer. */
  put(symbol: string): string;
  weight(symbol: string): NDArray;
  /** The name of a value by its symbol: `Z2` in the second dense layer. */
  name(symbol: string): string;
}

/** Writes a layer over the tensor `x`; returns the tensor it gives. A method, so that one table may hold all kinds. */
type Write<L extends Layer> = { write(layer: L, x: string, scope: LayerScope): string }["write"];

const dense: Write<Dense> = ({ activation, bias }, x, { writer, put, name }) => {
  // Without a bias too: into a MatMul onnxruntime fuses a factor before it, rounded to float32.
  const z = writer.node("Gemm", [x, put("W"), ...(bias ? [put("b")] : [])], name("Z"));
  return writeActivation(writer, activation, z, name("A"));
};

const activation: Write<ActivationLayer> = (layer, x, { writer, name }) =>
  writeActivation(writer, layer.activation, x, name("A"));

/**
 * Above this BatchNormalization is not exact enough: onnxruntime computes `x s + (beta - mean s)` with
 * s = gamma / sqrt(variance + epsilon), which cancels where `mean s` is large.
 */
const largestShift = 4;

const batchNorm: Write<BatchNorm> = ({ epsilon, momentum }, x, scope) => {
  const { writer, put, name, weight } = scope;
  const [gamma, beta, mean, variance] = [put("gamma"), put("beta"), put("mean"), put("variance")];
  const [gammas, means, variances] = [weight("gamma").data, weight("mean").data, weight("variance").data];
  const isExact = means.every(
    (value, i) => Math.abs((gammas[i]! * value) / Math.sqrt(variances[i]! + epsilon)) <= largestShift,
  );
  // The operator's epsilon is a float32 for float64 too.
  if (writer.dtype === "float32" && isExact)
    return writer.node("BatchNormalization", [x, gamma, beta, mean, variance], name("Ztilde"), {
      epsilon: { float: epsilon },
      momentum: { float: momentum },
    });
  const centered = writer.node("Sub", [x, mean], name("Zcentered"));
  return writeNormal(scope, centered, variance, epsilon, gamma, beta);
};

/** Spelled out: onnxruntime's LayerNormalization takes the variance as E[x^2] - E[x]^2, which cancels. */
const layerNorm: Write<LayerNorm> = ({ epsilon }, x, scope) => {
  const { writer, put, name } = scope;
  const [gamma, beta] = [put("gamma"), put("beta")];
  const axis = writer.constant("lastAxis", [-1], [1], "INT64");
  const mean = (of: string, output: string) => writer.node("ReduceMean", [of, axis], name(output));
  const centered = writer.node("Sub", [x, mean(x, "Zmean")], name("Zcentered"));
  const squares = writer.node("Mul", [centered, centered], name("Zsquares"));
  return writeNormal(scope, centered, mean(squares, "Zvariance"), epsilon, gamma, beta);
};

/** `gamma centered / sqrt(variance + epsilon) + beta`, in the order of the interpreter. */
function writeNormal(
  { writer, name }: LayerScope,
  centered: string,
  variance: string,
  epsilon: number,
  gamma: string,
  beta: string,
): string {
  const small = writer.constant(name("epsilon"), [epsilon], []);
  const deviation = writer.node(
    "Sqrt",
    [writer.node("Add", [variance, small], name("Zsafe"))],
    name("Zdeviation"),
  );
  const normal = writer.node("Div", [centered, deviation], name("Znorm"));
  return writer.node("Add", [writer.node("Mul", [gamma, normal], name("Zscaled")), beta], name("Ztilde"));
}

const writers: Readonly<Record<string, Write<Layer>>> = {
  dense,
  activation,
  dropout: (_, x) => x,
  batchNorm,
  layerNorm,
};

/** Writes a layer; returns the tensor it gives. */
export function writeLayer(layer: Layer, x: string, scope: LayerScope): string {
  const write = Object.hasOwn(writers, layer.type) ? writers[layer.type] : undefined;
  if (!write)
    return fail("usage", {
      who: "writeOnnx",
      expected: `layers of ${Object.keys(writers).join(", ")}`,
      got: `"${layer.type}"`,
    });
  return write(layer, x, scope);
}
