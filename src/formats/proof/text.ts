import * as v from "valibot";
import { fail } from "../../base/error.ts";
import { parseJson } from "../parseJson.ts";
import { complain } from "../runFile/complain.ts";
import { mostOff, type Proof } from "./proof.ts";

/** What a proof is called in the metadata of a file, and what a line of a program begins with that holds one. */
export const proofName = "chainrule.proof";

/** Examples of a proof, at most: a file has a handful. */
const mostExamples = 1000;

type Value = number | string;

/** Examples, each a list of as many values. */
const rows = <T extends Value>(holds: (value: Value) => boolean, values: string) =>
  v.pipe(
    v.array(v.unknown(), "a list of examples"),
    v.minLength(1, "at least one example"),
    v.maxLength(mostExamples, `at most ${mostExamples} examples`),
    // One check for a whole row: it may have a million values.
    v.custom<T[][]>(
      (given) =>
        (given as unknown[]).every((row) => Array.isArray(row) && row.length > 0 && row.every(holds)),
      `examples of ${values}`,
    ),
    v.check((given) => given.every(({ length }) => length === given[0]!.length), "examples of equal length"),
  );

const isNumber = (value: Value): boolean => Number.isFinite(value);

const schema: v.GenericSchema<unknown, Proof> = v.pipe(
  v.object(
    {
      version: v.literal(1, "1"),
      weights: v.pipe(v.string("text"), v.regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits")),
      dtype: v.picklist(["float32", "float64"], '"float32" or "float64"'),
      inputs: rows<Value>(
        (value) => typeof value === "string" || isNumber(value),
        "finite numbers and texts",
      ),
      outputs: rows<number>(isNumber, "finite numbers"),
      tolerance: v.pipe(
        v.number(`a number from 0 to ${mostOff}`),
        v.minValue(0, `a number from 0 to ${mostOff}`),
        v.maxValue(mostOff, `a number from 0 to ${mostOff}`),
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
  // A program has it near its end: a name before it may read the same. Metadata are the proof alone, whose texts may.
  const start = text.startsWith(mark) ? 0 : text.lastIndexOf(mark);
  if (start < 0) return undefined;
  const end = text.indexOf("\n", start);
  const line = text.slice(start + mark.length - 1, end < 0 ? undefined : end);
  const { success, output, issues } = v.safeParse(schema, parsed(line, who), { abortEarly: true });
  return success ? output : complain(issues[0], who);
}

/** JSON, with what closes a comment behind it. */
function parsed(line: string, who: string): unknown {
  try {
    return parseJson(line.slice(0, line.lastIndexOf("}") + 1));
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
