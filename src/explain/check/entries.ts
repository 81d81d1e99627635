import { asArray } from "../../array/convert.ts";
import { type ArrayInput, NDArray } from "../../array/ndarray.ts";
import { ChainruleError, fail } from "../../base/error.ts";
import { listed } from "../../base/listed.ts";
import type { Entry } from "./case.ts";
import { nameReader } from "./names.ts";
import type { Picture } from "./picture.ts";
import type { CheckSettings } from "./settings.ts";

/** A learner's arrays by the learner's names; one that holds no numbers as the error that says so. */
export type Arrays =
  | Readonly<Record<string, ArrayInput | ChainruleError>>
  | ReadonlyMap<string, ArrayInput | ChainruleError>;

/** The arrays under the names of the step's values. */
export function entriesOf(
  arrays: Arrays,
  picture: Picture,
  { names }: CheckSettings,
): { entries: Map<string, Entry>; unknown: string[]; noNumbers: string[] } {
  const values = [...picture.quantities.keys()];
  const last = picture.output.name!;
  const missingOutputs = values.flatMap((name) =>
    /^d?Z\d+$/.test(name) && !values.includes(name.replace("Z", "A"))
      ? [[name.replace("Z", "A"), name] as const]
      : [],
  );
  const meaning = nameReader(values, new Map(missingOutputs), last, names);
  const entries = new Map<string, Entry>();
  const unknown: string[] = [];
  const noNumbers: string[] = [];
  const given: (readonly [string, ArrayInput | ChainruleError])[] =
    arrays instanceof Map
      ? [...arrays]
      : Object.entries(arrays as Readonly<Record<string, ArrayInput | ChainruleError>>);
  for (const absent of Object.keys(names ?? {}))
    if (!given.some(([name]) => name === absent))
      fail("usage", {
        who: `names, ${absent}`,
        expected: "the name of an array of the file",
        got: "none of that name",
        fix: `It holds ${listed(given.map(([name]) => name))}.`,
      });
  for (const [written, values] of given) {
    const meant = meaning(written);
    if (values instanceof ChainruleError) {
      if (meant) throw values;
      noNumbers.push(written);
    } else if (!meant) unknown.push(written);
    else {
      const array = arrayOf(written, values);
      const twin = entries.get(meant.name);
      // Without activation A2 is Z2, and programs keep both.
      if (twin && isSame(twin.array, array)) continue;
      if (twin)
        fail("usage", {
          who: "check",
          expected: `one array for ${meant.name}`,
          got: `two that differ, "${twin.written}" and "${written}"`,
          fix: "Leave one out, or say what it is with names.",
        });
      entries.set(meant.name, { ...meant, written, array });
    }
  }
  if (entries.size === 0)
    fail("usage", {
      who: "check",
      expected: `arrays with names such as ${values
        .filter((name) => !name.includes("change"))
        .slice(0, 12)
        .join(", ")}`,
      got: given.length === 0 ? "none" : listed([...unknown, ...noNumbers].map((name) => `"${name}"`)),
      fix: "Rename them, or say what they are with names: hidden=A1.",
    });
  return { entries, unknown, noNumbers };
}

function arrayOf(name: string, values: ArrayInput): NDArray {
  if (values instanceof NDArray) return values;
  return asArray(values, values instanceof Float32Array ? "float32" : "float64", name);
}

const isSame = (a: NDArray, b: NDArray): boolean =>
  a.shape.join() === b.shape.join() && a.data.every((x, i) => Object.is(x, b.data[i]));
