import { type FloatType, isFloat } from "../../base/dtype.ts";
import { fail } from "../../base/error.ts";
import type { Buffer, Kernel } from "../kernel.ts";
import { operandsOf, resultsOf } from "../operands.ts";
import { type Names, nameArrays } from "../source/names.ts";
import { terms } from "../source/term.ts";
import type { Context } from "./context.ts";
import { functions } from "./functions.ts";
import { map } from "./map.ts";
import { matmul } from "./matmul.ts";
import { reduce } from "./reduce.ts";

/** Names that the statements have for themselves, which no array may take. */
export const ownNames = ["fround", "bits", "powerOfTwo", "scale", "exponent", "lanes", "i", "j", "k", "x"];

/** Kernels as the text of a JavaScript or TypeScript program. */
export interface Rendered {
  /** Functions that the statements call. */
  readonly functions: readonly string[];
  /** Declarations of the arrays that are computed. */
  readonly arrays: readonly string[];
  /** The statements of each group of kernels, those of different kernels apart. */
  readonly groups: readonly (readonly string[])[];
  nameOf(buffer: Buffer): string;
}

type Writer<K extends Kernel["kind"]> = (
  context: Context,
  kernel: Extract<Kernel, { kind: K }>,
) => readonly string[];

/** Those that predictions are made of. */
const writers: { readonly [K in Kernel["kind"]]?: Writer<K> } = {
  map,
  reduce,
  matmul,
  products: (context, { products }) => products.flatMap((product) => matmul(context, product)),
};

/**
 * Statements that compute what kernels compute, in the same order and with the same rounding: the same bits as the
 * interpreter's.
 *
 * @param inputs arrays that the program declares itself
 * @param finite those of them that hold no NaN or infinity
 * @param kept arrays that must be arrays, though they hold one number
 * @throws ChainruleError `internal` for a kernel that this renderer does not know
 */
export function render(
  groups: readonly (readonly Kernel[])[],
  {
    inputs,
    finite,
    kept,
    dtype,
    names,
    typed,
  }: {
    readonly inputs: readonly Buffer[];
    readonly finite: ReadonlySet<Buffer>;
    readonly kept: ReadonlySet<Buffer>;
    readonly dtype: FloatType;
    readonly names: Names;
    readonly typed: boolean;
  },
): Rendered {
  const kernels = groups.flat();
  const known = nameArrays(inputs, kernels, names);
  const made = terms(dtype);
  const numbers = new Set(
    kernels
      .flatMap(resultsOf)
      .filter((buffer) => buffer.length === 1 && !kept.has(buffer) && isFloat(buffer.dtype)),
  );
  const aliases = new Map<Buffer, string>();
  const sure = typed ? "!" : "";
  const scratch: string[] = [];
  const declared = (name: string, type: string, length: number) => `const ${name} = new ${type}(${length});`;
  const nameOf = (buffer: Buffer): string => aliases.get(buffer) ?? known.get(buffer)!;
  const context: Context = {
    dtype,
    functions: functions(dtype, made, names, typed),
    terms: made,
    names,
    nameOf,
    at: (buffer, index) => (numbers.has(buffer) ? nameOf(buffer) : `${nameOf(buffer)}[${index}]${sure}`),
    store: (buffer, index, value) =>
      numbers.has(buffer) ? `const ${nameOf(buffer)} = ${value};` : `${nameOf(buffer)}[${index}] = ${value};`,
    alias: (buffer, name) => void aliases.set(buffer, name),
    isFinite: (buffer) => finite.has(buffer),
    isNumber: (buffer) => numbers.has(buffer),
    scratch(wish, length) {
      const name = names.numbered(wish);
      scratch.push(declared(name, arrayTypes[dtype], length));
      return name;
    },
  };
  const written = groups.map((group) => apart(group.map((kernel) => statementsOf(context, kernel))));
  const read = new Set([...kernels.flatMap(operandsOf), ...kept]);
  const arrays = kernels
    .flatMap(resultsOf)
    .filter((buffer) => !numbers.has(buffer) && read.has(buffer))
    .map((buffer) => declared(nameOf(buffer), arrayTypes[buffer.dtype], buffer.length));
  return {
    functions: apart(context.functions.text()),
    arrays: [...arrays, ...scratch],
    groups: written,
    nameOf,
  };
}

export const arrayTypes = {
  float32: "Float32Array",
  float64: "Float64Array",
  int32: "Int32Array",
  bool: "Uint8Array",
} as const;

/** Parts with an empty line between each two that are not empty. */
export const apart = (parts: readonly (readonly string[])[]): readonly string[] =>
  parts.filter(({ length }) => length > 0).flatMap((lines, i) => (i === 0 ? lines : ["", ...lines]));

function statementsOf(context: Context, kernel: Kernel): readonly string[] {
  const write = writers[kernel.kind] as Writer<Kernel["kind"]> | undefined;
  if (write) return write(context, kernel as never);
  return fail("internal", {
    who: "render",
    expected: `a kernel among ${Object.keys(writers).join(", ")}`,
    got: kernel.kind,
  });
}
