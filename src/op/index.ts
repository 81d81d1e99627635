/**
 * The table of ops: one file and one line for each. Everything that handles ops (shape checks, derivatives,
 * printing, every backend, every test) loops over this table and never asks an op for its name.
 */
import { abs } from "./abs.ts";
import { add } from "./add.ts";
import { argmax } from "./argmax.ts";
import { broadcast } from "./broadcast.ts";
import { div } from "./div.ts";
import { dropoutMask } from "./dropoutMask.ts";
import { elu } from "./elu.ts";
import { equal } from "./equal.ts";
import { erf } from "./erf.ts";
import { exp } from "./exp.ts";
import { expm1 } from "./expm1.ts";
import { gatherRows } from "./gatherRows.ts";
import { gelu } from "./gelu.ts";
import { greater } from "./greater.ts";
import { greaterEqual } from "./greaterEqual.ts";
import { leakyRelu } from "./leakyRelu.ts";
import { constant, input } from "./leaves.ts";
import { less } from "./less.ts";
import { lessEqual } from "./lessEqual.ts";
import { log } from "./log.ts";
import { log1p } from "./log1p.ts";
import { matmul } from "./matmul.ts";
import { max } from "./max.ts";
import { maximum } from "./maximum.ts";
import { minimum } from "./minimum.ts";
import { mul } from "./mul.ts";
import { neg } from "./neg.ts";
import { oneHot } from "./oneHot.ts";
import { pow } from "./pow.ts";
import { relu } from "./relu.ts";
import { reshape } from "./reshape.ts";
import { scatterRows } from "./scatterRows.ts";
import { select } from "./select.ts";
import { selu } from "./selu.ts";
import { sigmoid } from "./sigmoid.ts";
import { sign } from "./sign.ts";
import { silu } from "./silu.ts";
import { softplus } from "./softplus.ts";
import { sqrt } from "./sqrt.ts";
import { square } from "./square.ts";
import { step } from "./step.ts";
import { stopGradient } from "./stopGradient.ts";
import { sub } from "./sub.ts";
import { sum } from "./sum.ts";
import { tanh } from "./tanh.ts";
import { transpose } from "./transpose.ts";

export const table = {
  ...{ input, constant },
  ...{ add, sub, mul, div, neg, abs, square, sqrt, pow },
  ...{ minimum, maximum, sign, less, lessEqual, greater, greaterEqual, equal, select },
  ...{ exp, expm1, log, log1p, erf },
  ...{ sigmoid, tanh, relu, leakyRelu, elu, selu, softplus, silu, gelu, step },
  ...{ sum, max, argmax, matmul },
  ...{ broadcast, reshape, transpose, stopGradient },
  ...{ gatherRows, scatterRows, oneHot, dropoutMask },
};

export type Table = typeof table;
export type OpName = keyof Table;
