/**
 * Chainrule: neural networks that show their work. This entry holds no Node module: it runs in browsers as it is.
 * What needs files, a terminal or processes is in `chainrule/node`.
 */

export type { ArrayInput, ArrayLikeND, Nested, Rows } from "./array/index.ts";
export { asArray, NDArray, RandomState, readNpy, readNpz, writeNpy, writeNpz } from "./array/index.ts";
export type { DType, FloatType, TypedArray } from "./base/dtype.ts";
export { ChainruleError, type ErrorCode } from "./base/error.ts";
export type { Shape } from "./base/shape.ts";
export * from "./data/index.ts";
export * from "./explain/index.ts";
export * from "./formats/index.ts";
export { gradients } from "./grad/gradients.ts";
export { constant, input, named, ops } from "./graph/build.ts";
export { type Evaluator, evaluator } from "./graph/evaluate.ts";
export { express } from "./graph/express.ts";
export type { Graph, Node, Update } from "./graph/node.ts";
export { print } from "./graph/print.ts";
export { verify } from "./graph/verify.ts";
export { confusionMatrix } from "./metrics/confusionMatrix.ts";
export { metrics } from "./metrics/index.ts";
export { type Judgement, judge } from "./metrics/judge.ts";
export type { Metric } from "./metrics/metric.ts";
export { judgementReport } from "./metrics/report.ts";
export * from "./nn/index.ts";
export * from "./plot/index.ts";
export { auto } from "./run/auto.ts";
export type { Backend, Program } from "./run/backend.ts";
export { interpreter } from "./run/interpreter.ts";
export { wasm } from "./run/wasm.ts";
export type { Rule } from "./simplify/rule.ts";
export { rules, type Simplified, type Step, simplify } from "./simplify/simplify.ts";
export * from "./train/index.ts";
