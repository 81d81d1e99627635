import { c } from "./c.ts";
import { nodePeer } from "./node.ts";
import type { Peer } from "./peer.ts";
import { pythonPeer } from "./python.ts";

const hasClasses = ({ key }: { key: string }) => !key.startsWith("W1") && key !== "W5";

/** Everything that can be measured; the first is what the others are compared with. */
export const peers: readonly Peer[] = [
  nodePeer({
    key: "chainrule",
    title: "Chainrule",
    module: "./chainrule.ts",
    threads: [1, 2],
    inWhole: true,
    first: ["chainrule.js"],
  }),
  nodePeer({
    key: "native",
    title: "Chainrule native",
    module: "./chainrule.ts",
    variant: "native",
    threads: [1, 2],
    inWhole: true,
    first: ["chainrule.js", "tiered"],
  }),
  nodePeer({
    key: "native-fast",
    title: "Chainrule native, fused",
    module: "./chainrule.ts",
    variant: "fast",
    threads: [1, 2],
    inWhole: true,
  }),
  nodePeer({
    key: "js",
    title: "plain JavaScript",
    module: "./javascript/index.ts",
    first: ["javascript.js"],
  }),
  nodePeer({
    key: "tfjs-cpu",
    title: "TensorFlow.js cpu",
    module: "./npm/tfjs.ts",
    variant: "cpu",
    needs: "@tensorflow/tfjs",
    float64: false,
    first: ["tfjs.js", "cpu"],
  }),
  nodePeer({
    key: "tfjs-wasm",
    title: "TensorFlow.js wasm",
    module: "./npm/tfjs.ts",
    variant: "wasm",
    needs: "@tensorflow/tfjs-backend-wasm",
    float64: false,
    first: ["tfjs.js", "wasm"],
  }),
  nodePeer({
    key: "jax-js",
    title: "jax-js",
    module: "./npm/jaxjs.ts",
    needs: "@jax-js/jax",
    first: ["jaxjs.js"],
  }),
  nodePeer({
    key: "numpy-ts",
    title: "numpy-ts",
    module: "./npm/numpyTs.ts",
    needs: "numpy-ts",
    does: ({ kind }) => kind === "product",
  }),
  // Its networks have one activation for all layers, always biases, and update after each row: it takes a first step.
  nodePeer({
    key: "brain",
    title: "brain.js",
    module: "",
    needs: "brain.js",
    does: () => false,
    first: ["brain.js"],
  }),
  pythonPeer({ key: "numpy", title: "NumPy", needs: "numpy", module: "numpy_peer" }),
  pythonPeer({ key: "torch", title: "PyTorch", needs: "torch", module: "torch_peer" }),
  pythonPeer({
    key: "torch-compiled",
    title: "PyTorch compiled",
    needs: "torch",
    module: "torch_peer",
    variant: "compiled",
    does: ({ kind }) => kind !== "product",
    first: false,
  }),
  pythonPeer({ key: "jax", title: "JAX", needs: "jax", module: "jax_peer" }),
  pythonPeer({
    key: "sklearn",
    title: "scikit-learn",
    needs: "sklearn",
    module: "sklearn_peer",
    does: hasClasses,
  }),
  c,
];
