import { fail } from "../../base/error.ts";
import { listed } from "../../base/listed.ts";
import { formatShape, type Shape } from "../../base/shape.ts";

/** The arrays of one dense layer of a learner's file, by their names there. */
export interface DenseShapes {
  readonly w: string;
  readonly shape: Shape;
  readonly b?: { readonly name: string; readonly shape: Shape };
  /** How many units the layers say it has. */
  readonly units?: number;
}

/** How many numbers come in and go out, where examples are rows and W is inputs x units, or columns and the other way. */
const widths = ({ shape }: DenseShapes, columns: boolean): readonly [number, number] =>
  columns ? [shape[1]!, shape[0]!] : [shape[0]!, shape[1]!];

/** Whether all layers fit together in one convention. */
const fits = (layers: readonly DenseShapes[], columns: boolean): boolean =>
  layers.every((layer, i) => {
    const [inputs, units] = widths(layer, columns);
    return (
      (i === 0 || inputs === widths(layers[i - 1]!, columns)[1]) &&
      (layer.units ?? units) === units &&
      (!layer.b || layer.b.shape.reduce((n, d) => n * d, 1) === units)
    );
  });

/**
 * Whether a learner's weights are those of the columns convention (W is units x inputs, an example a column): which of
 * both fits all shapes, else as the biases lie, (units, 1) or (1, units). What cannot be known is asked.
 *
 * @param given what the caller says
 * @throws ChainruleError `data` where neither fits, or both do
 */
export function isColumns(layers: readonly DenseShapes[], given: boolean | undefined, who: string): boolean {
  const possible = (given === undefined ? [false, true] : [given]).filter((columns) => fits(layers, columns));
  if (possible.length === 1) return possible[0]!;
  const shown = layers.flatMap(({ w, shape, b }) => [
    `${w} ${formatShape(shape)}`,
    ...(b ? [`${b.name} ${formatShape(b.shape)}`] : []),
  ]);
  if (possible.length === 0)
    return fail("data", {
      who,
      expected: `weights that follow one another${unitsSaid(layers)}, each W ${orders(given)}`,
      got: listed(shown),
    });
  const lying = layers.find(({ b }) => b && b.shape.length === 2 && Math.max(...b.shape) > 1);
  if (lying) return lying.b!.shape[1] === 1;
  return fail("data", {
    who,
    expected: "shapes that tell whether a W is inputs x units or units x inputs",
    got: `${listed(shown)}, where both fit`,
    fix: "Say --convention rows (columns: false) for inputs x units, or --convention columns (columns: true).",
  });
}

const unitsSaid = (layers: readonly DenseShapes[]): string =>
  layers.every(({ units }) => units === undefined)
    ? ""
    : ` and have ${layers.map(({ units }) => units).join(", ")} units`;

function orders(given: boolean | undefined): string {
  if (given === undefined) return "inputs x units, or each units x inputs,";
  return given ? "units x inputs," : "inputs x units,";
}
