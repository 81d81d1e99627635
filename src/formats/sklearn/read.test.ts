import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { asArray } from "../../array/convert.ts";
import { writeNpy } from "../../array/npy.ts";
import { writeZip } from "../../array/writeZip.ts";
import { readZip } from "../../array/zip.ts";
import { readModelNpz } from "../npz/read.ts";

interface Case {
  readonly file: string;
  readonly classes: readonly string[];
  readonly inputs: readonly (readonly number[])[];
  readonly outputs: readonly (readonly number[])[];
}

const folder = new URL("../../../test/golden/sklearn/", import.meta.url);
const bytesOf = (file: string) => new Uint8Array(readFileSync(new URL(file, folder)));
const { cases } = JSON.parse(readFileSync(new URL("cases.json", folder), "utf8")) as {
  readonly cases: readonly Case[];
};

test.each(cases)("$file gives what scikit-learn gives, within 1e-6", async ({ file, inputs, outputs }) => {
  const { model } = await readModelNpz(bytesOf(file), {}, file);
  const given = (await model.predict(inputs)).data;
  const expected = outputs.flat();
  expect(given.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) expect(Math.abs(given[i]! - value)).toBeLessThan(1e-6);
});

test("the file tells the task, the classes and the type of the numbers", async () => {
  const about = async (file: string) => (await readModelNpz(bytesOf(file))).about;
  expect(await about("tanhClasses.npz")).toEqual({
    task: "multiclass",
    classes: ["setosa", "virginica", "버시컬러"],
  });
  expect(await about("twoClasses.npz")).toEqual({ task: "binary", classes: ["False", "True"] });
  expect(await about("severalLabels.npz")).toEqual({});
  expect(await about("numbers.npz")).toEqual({ task: "regression" });
  expect((await readModelNpz(bytesOf("numbers.npz"))).model.dtype).toBe("float64");
  expect((await readModelNpz(bytesOf("float32.npz"))).model.dtype).toBe("float32");
});

/** A file of scikit-learn with one array in place of another. */
async function changed(name: string, content: Uint8Array): Promise<Uint8Array> {
  const files = await readZip(bytesOf("tanhClasses.npz"));
  return writeZip(files.set(`${name}.npy`, content));
}

test("a file that does not fit together is refused with the array", async () => {
  const activation = (await readZip(bytesOf("tanhClasses.npz"))).get("activation.npy")!.slice();
  activation[activation.length - 16] = 0x66;
  await expect(readModelNpz(await changed("activation", activation), {}, "mlp.npz")).rejects.toThrow(
    'mlp.npz, array "activation": expected an activation of scikit-learn but got "fanh". Did you mean "tanh"? Known: identity, logistic, tanh, relu, softmax.',
  );
  await expect(
    readModelNpz(await changed("activation", writeNpy(asArray(1))), {}, "mlp.npz"),
  ).rejects.toThrow('mlp.npz, array "activation": expected text but got an array of type <f8.');
  await expect(
    readModelNpz(await changed("intercepts_1", writeNpy(asArray([1, 2]))), {}, "mlp.npz"),
  ).rejects.toThrow('mlp.npz, array "intercepts_1": expected shape (3,) but got (2,).');
  await expect(
    readModelNpz(await changed("scale_", writeNpy(asArray([1, 0, 1]))), {}, "mlp.npz"),
  ).rejects.toThrow("mlp.npz: expected finite numbers in mean_ and scale_, and no scale of 0");
});

test("the page shows the code that wrote these files", () => {
  const read = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8");
  const [, shown] =
    /# What docs\/sklearn.md shows.\n([\s\S]*?)\n+# End of/.exec(read("scripts/golden/sklearnNpz.py")) ?? [];
  expect(read("docs/sklearn.md")).toContain(`\`\`\`text\n${shown}\n\`\`\``);
});
