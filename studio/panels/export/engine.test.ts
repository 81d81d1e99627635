import { expect, test } from "vitest";
import { readNpz } from "../../../src/array/npy.ts";
import { fingerprint, type Thing } from "./engine.ts";
import { begun } from "./testing.ts";

test("pictures are SVG documents in the page's language, light or dark", async () => {
  const { text } = begun({}, 100);
  for (const thing of ["boundary", "loss", "network"] as const)
    expect(await text(thing)).toMatch(/^<svg .*<\/svg>$/s);
  expect(await text("boundary")).toContain("Decision boundary");
  const korean = await text("loss", { language: "ko", theme: "dark" });
  expect(korean).toContain("에포크별 손실");
  expect(korean).toContain("chainrule-dark");
});

test("a boundary over two of three inputs holds the third at its mean", async () => {
  const { text } = begun({ data: "xor", layers: "4:sigmoid,1:sigmoid" }, 10);
  expect(await text("boundary", { axes: [0, 1] })).toContain(">x2<");
  expect(await text("boundary", { axes: [0, 2] })).toContain(">x3<");
});

test("a regression has no boundary, which is said", async () => {
  const { text } = begun({ data: "sineRegression", layers: "4:tanh,1" }, 10);
  await expect(text("boundary")).rejects.toThrow(
    "expected classes, and two inputs or more but got numbers to predict",
  );
});

test("tables have a line for every epoch, example and weight", async () => {
  const { text } = begun({ dtype: "float64" }, 1000);
  const lines = async (thing: Thing) => (await text(thing)).trimEnd().split("\n");
  const history = await lines("history");
  expect([history.length, history[0]]).toEqual([1001, "epoch,loss,accuracy,learningRate"]);
  expect(history[1]).toMatch(/^1,0\.693162166140294\d*,0\.\d+,1\.2$/);
  const data = await lines("data");
  expect([data.length, data[0]]).toEqual([401, "x1,x2,class"]);
  const weights = await lines("weights");
  expect(weights.length).toBe(18);
  expect(weights.slice(0, 2)[0]).toBe("name,row,column,value");
  expect(weights[9]).toMatch(/^b1,,0,-?\d/);
});

test("the npz holds weights and data with their shapes", async () => {
  const { taken, session } = begun({}, 5);
  const arrays = await readNpz((await taken("arrays")).content as Uint8Array);
  expect([...arrays].map(([name, { shape }]) => [name, ...shape])).toEqual([
    ["W1", 2, 4],
    ["b1", 4],
    ["W2", 4, 1],
    ["b2", 1],
    ["X", 400, 2],
    ["Y", 400, 1],
  ]);
  expect([...arrays.get("W1")!.data]).toEqual([...session.arrays().get("W1")!]);
});

test("files are called by data, layers and position; programs find the data under its name", async () => {
  const { taken } = begun({ data: "points", source: "-1,0.5,0;1,0.25,1;2,0,1" }, 3);
  expect((await taken("weights")).name).toBe("points-4-1-after-3-weights.csv");
  expect((await taken("settings")).name).toBe("run.json");
  const { name } = await taken("data");
  expect(name).toBe("points-data.csv");
  expect((await taken("numpy")).content).toContain(`np.loadtxt("${name}"`);
  expect((await taken("typescript")).content).toContain(`readTableFile("${name}")`);
});

test("the derivation is a whole LaTeX document, and Markdown", async () => {
  const { text } = begun();
  const latex = await text("latex", { convention: "columns" });
  expect(latex).toMatch(/^\\documentclass.*\\end\{document\}\s*$/s);
  expect(await text("markdown", { language: "ko" })).toMatch(/^# /);
});

test("the worksheet asks what its key answers, of the example that was chosen", async () => {
  const { text } = begun({}, 50);
  const [questions, answers] = await Promise.all([text("questions"), text("answers")]);
  const titles = (page: string) => [...page.matchAll(/<h4>(\d+\. [^<]*)</g)].map(([, title]) => title);
  expect(titles(questions).length).toBeGreaterThan(5);
  expect(titles(questions)).toEqual(titles(answers));
  expect(questions).not.toBe(await text("questions", { example: 7 }));
});

test("a worksheet of too many numbers is refused with what to do", async () => {
  const { text } = begun({ layers: "50:tanh,50:tanh,1:sigmoid" });
  await expect(text("questions")).rejects.toThrow("at most 120 numbers to calculate");
});

test("a fingerprint is that of the same bits, and of no others", async () => {
  const [one, same, later] = [begun({}, 1000), begun({}, 1000), begun({}, 1001)];
  expect(await fingerprint(one.stage)).toEqual({ steps: 1000, digits: "5a1fb3de1c10", parameters: 17 });
  same.session.seek(1200);
  same.session.seek(1000);
  expect((await fingerprint(same.stage)).digits).toBe("5a1fb3de1c10");
  expect((await fingerprint(later.stage)).digits).not.toBe("5a1fb3de1c10");
});
