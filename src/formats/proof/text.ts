import * as v from "valibot";
import { fail } from "../../base/error.ts";
import { complain } from "../runFile/complain.ts";
import type { Proof } from "./proof.ts";

/** What a proof is called in the metadata of a file, and what a line of a program begins with that holds one. */
export const proofName = "chainrule.proof";

const finite = v.pipe(v.number("a number"), v.finite("a finite number"));
const rows = <T>(item: v.GenericSchema<unknown, T>) =>
  v.pipe(
    v.array(v.array(item, "a list of numbers"), "a list of examples"),
    v.minLength(1, "at least one example"),
  );

const schema: v.GenericSchema<unknown, Proof> = v.pipe(
  v.object(
    {
      version: v.literal(1, "1"),
      weights: v.pipe(v.string("text"), v.regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits")),
      dtype: v.picklist(["float32", "float64"], '"float32" or "float64"'),
      inputs: rows(v.union([finite, v.string()], "a number or text")),
      outputs: rows(finite),
      tolerance: v.pipe(
        v.number("a number from 0"),
        v.finite("a finite number"),
        v.minValue(0, "a number from 0"),
      ),
    },
    "an object",
  ),
  v.check(({ inputs, outputs }) => inputs.length === outputs.length, "as many outputs as inputs"),
);

/**
 * A proof as one line of text, for the metadata of a file or a comment of a program.
 *
 * @example
 * const model = mlp(1, dense(1));
 * model.setWeights({ W1: [[2]], b1: [1] });
 * writeProof(await proofOf(model)).startsWith("chainrule.proof {"); // true
 */
export const writeProof = (proof: Proof): string => `${proofName} ${JSON.stringify(proof)}`;

/**
 * The proof in the text of a program, or in the metadata that {@link writeProof} wrote; undefined where there is none.
 *
 * @throws ChainruleError `data` for one that is damaged
 *
 * @example
 * const model = mlp(1, dense(1));
 * model.setWeights({ W1: [[2]], b1: [1] });
 * const program = `# a program\n# ${writeProof(await proofOf(model))}\n`;
 * findProof(program, "program.py").outputs[0]; // [1]
 */
export function findProof(text: string, who: string): Proof | undefined {
  const mark = `${proofName} {`;
  const start = text.indexOf(mark);
  if (start < 0) return undefined;
  const end = text.indexOf("\n", start);
  const line = text.slice(start + mark.length - 1, end < 0 ? undefined : end);
  const { success, output, issues } = v.safeParse(schema, parsed(line, who), { abortEarly: true });
  return success ? output : complain(issues[0], who);
}

/** JSON, with what closes a comment behind it. */
function parsed(line: string, who: string): unknown {
  try {
    return JSON.parse(line.slice(0, line.lastIndexOf("}") + 1));
  } catch (error) {
    return fail(
      "data",
      {
        who,
        expected: "test vectors in JSON",
        got: "a line that is cut off or changed",
        fix: "Export the network again.",
      },
      error,
    );
  }
}
