import { fail } from "../../base/error.ts";
import { formatShape } from "../../base/shape.ts";
import { formatLayers } from "../../nn/parseLayers.ts";
import type { Entries, Entry } from "./case.ts";
import type { Picture } from "./picture.ts";
import { misfits } from "./size.ts";

/**
 * Refuses a file whose arrays are those of another network. One weight matrix or one computed value of another shape
 * among many that fit is a slip instead, and is judged.
 *
 * @throws ChainruleError `shape` that names all that does not fit
 */
export function requireShapes(picture: Picture, entries: Entries): void {
  const wrong = misfits(picture, entries);
  const all = wrong.length === entries.size;
  const many = wrong.length > 1 && wrong.length > entries.size / 3;
  if (all || many || wrong.some(({ name }) => !isOwnShape(name, picture))) refuseShapes(picture, wrong);
}

const isOwnShape = (name: string, { quantities, parameters }: Picture): boolean =>
  quantities.get(name)!.role !== "given" || parameters.some((parameter) => parameter.name === name);

function refuseShapes(picture: Picture, wrong: readonly Entry[]): never {
  const list = (all: readonly Entry[], shape: (entry: Entry) => readonly number[]) =>
    all.map((entry) => `${entry.written} ${formatShape(shape(entry))}`).join(", ");
  fail("shape", {
    who: "check",
    expected: `arrays of the network ${formatLayers(picture.network.layers)}: ${list(wrong, ({ name }) => picture.quantities.get(name)!.shape)}, or transposed,`,
    got: list(wrong, ({ array }) => array.shape),
    fix:
      wrong.length === 1 && wrong[0]!.name === "Y"
        ? "Class numbers run from 0 to one less than the number of outputs."
        : "Are the layers those of your network?",
  });
}
