import { counted } from "../../../base/counted.ts";
import { sizeOf } from "../../../base/shape.ts";
import { comment } from "../../../compile/c/source.ts";
import { formatLayers } from "../../../nn/parseLayers.ts";
import type { Model } from "../../../train/model.ts";
import type { About } from "../../imported.ts";
import type { Proof } from "../../proof/proof.ts";

interface Facts {
  readonly prefix: string;
  readonly name: string;
  readonly about: About;
  readonly proof: Proof;
  /** Memory on the stack. */
  readonly bytes: number;
}

/** The most inputs or outputs whose names or values are shown. */
const shown = 16;

/** What the network is, how it is called and compiled, and about what it gives: the first of its test vectors. */
export function header(
  { network, dtype, weights }: Model,
  { prefix, name, about, proof: { inputs, outputs }, bytes }: Facts,
): string {
  const [input, output] = [inputs[0]!, outputs[0]!];
  const count = Object.values(weights!).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const many = (n: number, what: string) => counted(n.toLocaleString("en-US"), what);
  const some = (values: readonly (number | string)[]) =>
    values.length > shown / 2
      ? "..."
      : values.map((value) => Number(Number(value).toPrecision(4))).join(", ");
  const named = (title: string, texts: readonly string[] | undefined, length: number) =>
    texts && texts.length === length && length <= shown ? [`  ${title.padEnd(9)}${texts.join(", ")}`] : [];
  return comment(
    [
      `A network of ${many(input.length, "input")} and ${many(output.length, "output")}, as a program that needs nothing else.`,
      "",
      `  layers   ${formatLayers(network.layers)}`,
      `  weights  ${many(count, "number")}, ${dtype}`,
      `  stack    ${many(bytes, "byte")}`,
      ...named("inputs", about.features, input.length),
      ...named("classes", about.classes, Math.max(2, output.length)),
      ...named("outputs", about.classes ? undefined : about.targets, output.length),
      "",
      `  ${prefix}_predict(x, y);   x = {${some(input)}} gives y of about {${some(output)}}`,
      "",
      `  cc -std=c99 -O3 -c ${name}.c`,
      `  cc -std=c99 -O3 -DCHAINRULE_MAIN -o ${name} ${name}.c   reads rows of numbers, prints the outputs`,
      "",
      "The outputs are those of training, bit for bit: all is added in its order, and rounded after each operation.",
    ].map((line) => line.trimEnd()),
  );
}
