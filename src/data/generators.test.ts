import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Generator } from "./generator.ts";
import { planar } from "./planar.ts";
import { datasets, findDataset, makeDataset, needsFiles } from "./registry.ts";
import { xor } from "./xor.ts";

interface Golden {
  readonly generated: readonly {
    readonly name: string;
    readonly options: Record<string, number>;
    readonly x: number[];
    readonly y: number[];
  }[];
}
const golden: Golden = JSON.parse(
  readFileSync(new URL("../../test/golden/data.json", import.meta.url), "utf8"),
);

test.each(golden.generated)("$name with $options gives the reference points to 1e-14", (reference) => {
  const { x, y } = makeDataset(reference.name, reference.options);
  expect([...y.data]).toEqual(reference.y);
  expect(x.size).toBe(reference.x.length);
  reference.x.forEach((value, i) => {
    expect(Math.abs(x.data[i]! - value), `coordinate ${i}`).toBeLessThanOrEqual(
      1e-14 * Math.max(1, Math.abs(value)),
    );
  });
});

test("the flower of lesson 4 has the points and sums of NumPy", () => {
  const { x, y } = planar();
  expect(x.shape).toEqual([400, 2]);
  expect(x.at(0, 0)).toBeCloseTo(1.2044422922543192, 14);
  expect(x.at(0, 1)).toBeCloseTo(3.576114148128845, 14);
  expect(x.at(2, 0)).toBeCloseTo(0.09524719604502052, 14);
  expect(x.at(2, 1)).toBeCloseTo(-1.2799553276531797, 14);
  expect(Array.from(x.data).reduce((sum, v) => sum + v, 0)).toBeCloseTo(10.087983277441637, 11);
  expect(Array.from(x.data).reduce((sum, v) => sum + v * v, 0)).toBeCloseTo(3156.783789349409, 9);
  expect(y.data.indexOf(1)).toBe(200);
});

test("an odd flower gives the second class the point more", () => {
  const { y } = planar({ samples: 5 });
  expect([...y.data]).toEqual([0, 0, 1, 1, 1]);
});

test("exclusive or is the four rows of lesson 2", () => {
  const { x, y, classes, task } = xor();
  expect(x.tolist()).toEqual([
    [0, 0, 1],
    [0, 1, 1],
    [1, 0, 1],
    [1, 1, 1],
  ]);
  expect(y.tolist()).toEqual([[0], [1], [1], [0]]);
  expect([classes, task]).toEqual([["0", "1"], "binary"]);
});

/** Computed with NumPy from the formulas in the docstrings, for 3 samples and otherwise the defaults. */
test.each([
  [
    "spirals",
    [
      0.6172481730892335, -0.13532515703802678, 0.10052284429864375, -0.8729019216621334,
      -0.05790970833357231, 0.021630774025793657,
    ],
    [0, 1, 1],
  ],
  [
    "checkerboard",
    [
      -0.165955990594852, 0.4406489868843162, -0.9997712503653102, -0.39533485473632046, -0.7064882183657739,
      -0.8153228104624044,
    ],
    [1, 1, 0],
  ],
  [
    "linearRegression",
    [-0.9997712503653102, -0.39533485473632046, -0.7064882183657739],
    [-1.1851494366197013, -0.25275384598625483, -0.8130324072258056],
  ],
  [
    "sineRegression",
    [-0.165955990594852, 0.4406489868843162, -0.9997712503653102],
    [-0.9440014065215392, 0.31944236780409274, -0.1091562317519713],
  ],
])("%s follows its documented stream", (name, x, y) => {
  const made = makeDataset(name, { samples: 3 });
  x.forEach((value, i) => {
    expect(made.x.data[i]).toBeCloseTo(value, 14);
  });
  y.forEach((value, i) => {
    expect(made.y.data[i]).toBeCloseTo(value, 14);
  });
  expect(made.x.size).toBe(x.length);
});

const drawn = [...datasets.values()].filter((entry): entry is Generator => !needsFiles(entry));

test.each(drawn)(
  "$name is whole: finite points, labels inside its classes, a name for each column",
  (entry) => {
    const { x, y, task, classes, features, targets, name } = entry();
    expect(name).toBe(entry.name);
    expect(x.shape).toEqual([y.shape[0], features.length]);
    expect(y.shape[1]).toBe(targets.length);
    expect([...x.data, ...y.data].every(Number.isFinite)).toBe(true);
    if (task === "regression") expect(classes).toBeUndefined();
    else expect([...new Set(y.data)].sort()).toEqual(classes!.map((_, i) => i));
  },
);

test.each(drawn.filter((entry) => "seed" in entry.options))(
  "$name changes with its seed and only with it",
  (entry) => {
    const points = (seed: number) => [...entry({ seed }).x.data];
    expect(points(7)).toEqual(points(7));
    expect(points(7)).not.toEqual(points(8));
  },
);

test("names are found whatever their case and hyphens", () => {
  expect(findDataset("gaussian-quantiles").name).toBe("gaussianQuantiles");
  expect(findDataset("FASHION_MNIST").name).toBe("fashionMnist");
});

test.each([
  [
    "unknown name",
    "monns",
    {},
    'dataset: expected the name of a data set but got "monns". Did you mean "moons"? Known: planar, xor,',
  ],
  [
    "unknown option",
    "moons",
    { nois: 1 },
    'moons: expected options among samples, noise, seed but got "nois". Did you mean "noise"?',
  ],
  ["option where there is none", "xor", { seed: 1 }, 'xor: expected no options but got "seed".'],
  [
    "zero samples",
    "planar",
    { samples: 0 },
    'planar, option "samples": expected an integer from 2 to 10000000 but got 0. The default is 400.',
  ],
  ["half a sample", "blobs", { samples: 2.5 }, "expected an integer from 2 to 10000000 but got 2.5."],
  ["text for a number", "blobs", { samples: "many" }, 'but got "many".'],
  ["empty text for a number", "blobs", { samples: "" }, 'but got "".'],
  [
    "negative noise",
    "moons",
    { noise: -0.1 },
    'option "noise": expected a finite number of at least 0 but got -0.1.',
  ],
  [
    "infinite noise",
    "moons",
    { noise: Infinity },
    "expected a finite number of at least 0 but got Infinity.",
  ],
  [
    "a radius past the outer circle",
    "circles",
    { factor: 1.5 },
    "expected a finite number from 0 to 1 but got 1.5.",
  ],
  ["a negative seed", "moons", { seed: -1 }, "expected an integer from 0 to 4294967295 but got -1."],
  [
    "fewer points than rings",
    "gaussianQuantiles",
    { samples: 3, classes: 5 },
    "at least as many samples as classes (5) but got 3.",
  ],
  [
    "a data set that needs files",
    "mnist",
    {},
    'dataset "mnist": expected the bytes of its files but got only its name.',
  ],
])("%s is refused", (_, name, options, message) => {
  expect(() => makeDataset(name, options)).toThrow(message);
});

test("options may come as text, as from a command line", () => {
  expect([...makeDataset("moons", { samples: "4", noise: "0" }).y.data].sort()).toEqual([0, 0, 1, 1]);
});

test.each<[unknown, string]>([
  [400, "planar: expected options by name but got 400. Write planar({ samples: 400 })."],
  ["many", 'planar: expected options by name but got "many". Write planar({ samples: 400 }).'],
  [[100], "planar: expected options by name but got [100]. Write planar({ samples: 400 })."],
  [null, "planar: expected options by name but got null. Write planar({ samples: 400 })."],
])("planar(%o) is refused: its options have names", (given, message) => {
  expect(() => planar(given as never)).toThrow(expect.objectContaining({ code: "usage", message }));
});

test("a data set without options says how it is called", () => {
  expect(() => xor(4 as never)).toThrow("xor: expected options by name but got 4. Write xor().");
});
