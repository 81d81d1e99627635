import { NDArray } from "../array/ndarray.ts";
import { fail } from "../base/error.ts";
import { formatShape } from "../base/shape.ts";
import { type Dataset, numbered, type Task } from "./dataset.ts";
import { requireFinite } from "./finite.ts";

/** A header of a few bytes can ask for any number of columns. */
const mostFeatures = 100_000;

/** Classes at most that are found out, as in a table, and that there are at all. */
const [foundClasses, mostClasses] = [20, 65_536];

/**
 * The data set of inputs and targets that lie in an array each, taken as they are: nothing of the inputs is copied.
 * Axes of x past the first are laid out flat. Whole numbers of at most 20 kinds in one column of y are classes.
 *
 * @param task what is predicted, where it is not to be found out
 * @throws ChainruleError `data` for shapes that do not fit each other, a target that is not finite, or is no class
 * where classes are asked for
 */
export function datasetFromArrays(x: NDArray, y: NDArray, name: string, task?: Task): Dataset {
  const rows = x.shape[0] ?? 0;
  const n = x.size / rows;
  if (!(n >= 1 && n <= mostFeatures))
    fail("data", {
      who: name,
      expected: `shape (examples, features) with 1 to ${mostFeatures} features`,
      got: `shape ${formatShape(x.shape)}`,
    });
  if (y.shape[0] !== rows || y.size === 0)
    fail("data", {
      who: `${name}, targets`,
      expected: `${rows} rows, as the inputs have,`,
      got: `shape ${formatShape(y.shape)}`,
    });
  requireFinite(y, `${name}, targets`);
  const k = y.size / rows;
  const inputs = { name, x: x.reshape(rows, n), features: numbered("x", n) };
  const classes = task === "regression" || k > 1 ? undefined : classesOf(y, task);
  if (classes) return { ...inputs, ...labeled(y, classes) };
  if (task !== undefined && task !== "regression")
    fail("data", {
      who: `${name}, targets`,
      expected: `a column of classes as whole numbers, ${task === "binary" ? "two" : `at most ${mostClasses}`} of them`,
      got: k > 1 ? `shape ${formatShape(y.shape)}` : "other numbers",
      fix: k > 1 ? "Save the place of the one in each row, np.argmax(y, axis=1)." : undefined,
    });
  return {
    ...inputs,
    task: "regression",
    y: y.reshape(rows, k),
    targets: k === 1 ? ["y"] : numbered("y", k),
  };
}

/** The classes in order, if the numbers are some. */
function classesOf({ data, size }: NDArray, task: Task | undefined): readonly number[] | undefined {
  const most = task === "binary" ? 2 : task === "multiclass" ? mostClasses : Math.min(foundClasses, size / 2);
  const found = new Set<number>();
  for (const value of data) {
    if (!Number.isInteger(value)) return undefined;
    found.add(value);
    if (found.size > most) return undefined;
  }
  return found.size < 2 ? undefined : [...found].sort((a, b) => a - b);
}

function labeled(y: NDArray, classes: readonly number[]) {
  const places = new Map(classes.map((value, place) => [value, place]));
  const indices = Int32Array.from(y.data, (value) => places.get(value)!);
  return {
    task: classes.length === 2 ? ("binary" as const) : ("multiclass" as const),
    y: new NDArray(indices, [y.size, 1], "int32"),
    targets: ["class"],
    classes: classes.map(String),
  };
}
