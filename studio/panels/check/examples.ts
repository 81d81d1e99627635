import { NDArray } from "../../../src/array/ndarray.ts";
import { writeNpz } from "../../../src/array/npy.ts";
import type { Convention } from "../../../src/explain/formula/formula.ts";
import { nameFormula } from "../../../src/explain/formula/formula.ts";
import { fewExamples } from "../../engine/examples.ts";
import type { Session } from "../../engine/session.ts";
import type { Stage } from "../../engine/stage.ts";
import { asWritten, type Planting, pictureFor, textbook, walk } from "./walk.ts";

/** Examples in a file that is made on the spot. */
const count = 6;

/** Slips that a teacher shows, each with the value of a network of so many layers that it is made in. */
const shown = [
  ["derivativeLeftOut", (n: number) => `dZ${n - 1}`],
  ["noMean", (n: number) => `dW${n}`],
  ["sameLogTwice", () => "loss"],
  ["transpose", () => "dW1"],
  ["sign", (n: number) => `dZ${n}`],
  ["biasForgotten", () => "Z1"],
  ["activationForgotten", () => "A1"],
  ["ascent", () => "W1_new"],
] as const;

/** A slip that is shown, and where. */
export interface ShownPlanting extends Planting {
  readonly slip: (typeof shown)[number][0];
}

/** The slips that can be shown on this network. */
export function slipsToShow(stage: Stage): ShownPlanting[] {
  const session = stage.session();
  const few = fewExamples(session, count);
  const layers = textbook(pictureFor(session, few)).filter(({ name }) => /^W\d+$/.test(name)).length;
  return shown
    .map(([slip, at]): ShownPlanting => ({ slip, at: at(layers) }))
    .filter((planting) => walk(session, few, planting) !== undefined);
}

/** A learner's file for the run on the stage, `mine.npz`, with a slip in it; without one it is right. */
export async function exampleFile(
  stage: Stage,
  { planting, convention }: { readonly planting?: Planting; readonly convention: Convention },
): Promise<Uint8Array> {
  return writeNpz(exampleArrays(stage.session(), convention, planting));
}

function exampleArrays(
  session: Session,
  convention: Convention,
  planting?: Planting,
): Readonly<Record<string, NDArray>> {
  const made =
    walk(session, fewExamples(session, count), planting) ?? walk(session, fewExamples(session, count))!;
  const { picture, values } = made;
  return Object.fromEntries(
    textbook(picture).flatMap((quantity): [string, NDArray][] => {
      const own = values.get(quantity.name);
      if (!own) return [];
      const { shape, values: numbers } = asWritten(own, quantity, picture, convention);
      return [[nameFormula(quantity.name).numpy, new NDArray(numbers, shape, "float64")]];
    }),
  );
}

/** The line of NumPy that saves everything a check can look at. */
export function saveSnippet(stage: Stage): string {
  const session = stage.session();
  const names = textbook(pictureFor(session, fewExamples(session, count))).map(
    ({ name }) => nameFormula(name).numpy,
  );
  const rows: string[] = [""];
  for (const name of names) {
    const piece = `${name}=${name}, `;
    if ((rows.at(-1) + piece).length > 64) rows.push("");
    rows[rows.length - 1] += piece;
  }
  return ['np.savez("mine.npz",', ...rows.map((row) => `    ${row.trimEnd()}`)].join("\n").replace(/,$/, ")");
}
