import { sizeOf } from "../../../base/shape.ts";
import { elementTypes } from "../../../compile/c/form.ts";
import { declaration, portable } from "../../../compile/c/portable.ts";
import { block, comment } from "../../../compile/c/source.ts";
import type { Model } from "../../../train/model.ts";
import { proofOf } from "../../proof/proof.ts";
import { writeProof } from "../../proof/text.ts";
import type { EjectOptions } from "../ejector.ts";
import { prediction } from "../prediction.ts";
import { header } from "./header.ts";
import { prefixFor, signatures } from "./identifiers.ts";
import { mainFunction } from "./main.ts";
import { numbers } from "./numbers.ts";

/** Names around the arrays. */
const taken = ["x", "y", "row", "rows", "input_offset", "input_scale", "predict"];

/**
 * What makes compilers round as the program says. GCC fuses products with sums unless it is told not to; a processor
 * that computes in more digits, or a compiler that may calculate otherwise, is refused.
 */
const strictness = `#if defined __FAST_MATH__ || FLT_EVAL_METHOD == 2
#error "Compile without -ffast-math, and for a processor that rounds to float: on 32-bit x86 with -msse2 -mfpmath=sse."
#endif
#if defined __GNUC__ && !defined __clang__
#pragma GCC optimize("fp-contract=off")
#elif defined _MSC_VER
#pragma fp_contract(off)
#else
#pragma STDC FP_CONTRACT OFF
#endif`;

/**
 * A trained network as one file of C99.
 *
 * @throws ChainruleError `usage` before the model has weights, `data` where an output is not finite
 */
export async function program(model: Model, { about = {}, name = "model" }: EjectOptions): Promise<string> {
  const proof = await proofOf(model);
  const { dtype, network, scaling } = model;
  const { features } = network;
  const weights = model.weights!;
  const prefix = prefixFor(name);
  const { schedule, x, output, outputs } = prediction(model, 1);
  const { functions, calls, computed, nameOf } = portable(
    [schedule.once, schedule.step],
    schedule.inputs.values(),
    [...taken, ...signatures(model, prefix).map((text) => /\w+(?=\()/.exec(text)![0])],
  );
  const [once, step] = calls as [readonly string[], readonly string[]];
  const type = elementTypes[dtype];
  const isResult = computed.has(output) && schedule.step.length > 0;
  const locals = [...computed].filter(([buffer]) => buffer !== output || !isResult);
  const bytes = locals.reduce((sum, [{ length }]) => sum + length, 0) * (dtype === "float32" ? 4 : 8);
  const arrays = [...schedule.inputs]
    .filter(([name]) => name !== "X")
    .map(([name, buffer]) => {
      const { data, shape } = weights[name]!;
      return numbers(dtype, nameOf(buffer), data, shape[1] ?? sizeOf(shape));
    });
  const scales = Object.entries(scaling ?? {}).map(([part, values]) =>
    numbers("float64", `input_${part}`, values, values.length),
  );
  const [one, many] = signatures(model, prefix);
  const body = [
    ...locals.map(([buffer, name]) => declaration(buffer, name)),
    ...once,
    ...block("for (size_t row = 0; row < rows; row++)", [
      ...takeIn(nameOf(x), features, type, scaling !== undefined),
      ...(isResult ? [`${type} *const ${nameOf(output)} = y + row * ${outputs};`] : []),
      ...step,
      ...(isResult ? [] : [`memcpy(y + row * ${outputs}, ${nameOf(output)}, ${outputs} * sizeof *y);`]),
    ]),
  ];
  const parts = [
    header(model, { prefix, name, about, proof, bytes }),
    includes([...arrays, ...functions].some((text) => /\b(NAN|INFINITY)\b/.test(text))),
    strictness,
    ...arrays,
    ...scales,
    ...functions,
    `${comment([`The outputs for rows of ${features}, ${outputs} for each, to y.`])}\n${block(many, body).join("\n")}`,
    `${comment(["The outputs for one row."])}\n${block(one, [`${prefix}_predict_rows(x, y, 1);`]).join("\n")}`,
    mainFunction({ prefix, dtype, features, outputs }),
    comment([writeProof(proof)]),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** The headers; that of libm for two constants alone, which need no library. */
const includes = (hasSpecial: boolean): string =>
  ["float", ...(hasSpecial ? ["math"] : []), "stddef", "stdint", "string"]
    .map((name) => `#include <${name}.h>`)
    .join("\n");

/** A row as the model takes it: scaled in double precision, then rounded to the type of the array. */
function takeIn(x: string, features: number, type: string, isScaled: boolean): string[] {
  if (!isScaled) return [`const ${type} *const ${x} = x + row * ${features};`];
  const value = `(x[row * ${features} + j] - input_offset[j]) / input_scale[j]`;
  return [
    `${type} ${x}[${features}];`,
    `for (size_t j = 0; j < ${features}; j++) ${x}[j] = ${type === "float" ? `(float)(${value})` : value};`,
  ];
}

/** The header that programs include which use the file. */
export function headerFile(model: Model, { name = "model" }: EjectOptions): string {
  const prefix = prefixFor(name);
  const guard = `${prefix.toUpperCase()}_H`;
  const [one, many] = signatures(model, prefix);
  return [
    comment([`${name}.c: a network of ${model.network.features} inputs.`]),
    `#ifndef ${guard}`,
    `#define ${guard}`,
    "",
    "#include <stddef.h>",
    "",
    "#ifdef __cplusplus",
    'extern "C" {',
    "#endif",
    "",
    comment(["The outputs for one row x, to y."]),
    `${one};`,
    "",
    comment(["The same for rows that lie one after the other."]),
    `${many};`,
    "",
    "#ifdef __cplusplus",
    "}",
    "#endif",
    "",
    "#endif",
    "",
  ].join("\n");
}
