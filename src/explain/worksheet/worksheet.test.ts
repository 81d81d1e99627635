import { expect, test } from "vitest";
import { gluedParticles } from "../../../test/support/particles.ts";
import { planar } from "../../data/planar.ts";
import { xor } from "../../data/xor.ts";
import { adam, dense, dropout, sgd } from "../../nn/index.ts";
import { mlp } from "../../train/model.ts";
import { type Block, formats } from "../document/index.ts";
import { explain } from "../trace/explain.ts";
import { explainPreset } from "../trace/presets.ts";
import { answerKey, worksheet } from "./worksheet.ts";

const twoOutputs = explainPreset("two-outputs");
const headings = (blocks: readonly Block[]) =>
  blocks.flatMap((block) => (block.kind === "heading" && block.level === 3 ? [block.text] : []));
/** The blocks under a question's heading. */
function under(blocks: readonly Block[], title: string): readonly Block[] {
  const start = blocks.findIndex((block) => block.kind === "heading" && block.text === title);
  const end = blocks.findIndex((block, i) => i > start && block.kind === "heading");
  return blocks.slice(start + 1, end < 0 ? undefined : end);
}

test("the questions go through the update in its order, and the answers have their numbers", () => {
  const sheet = headings(worksheet(twoOutputs).blocks);
  expect(sheet).toEqual([
    "1. The shape of each value",
    ...["2. Z1", "3. A1", "4. Z2", "5. A2", "6. loss"],
    ...["7. dA2", "8. dZ2", "9. dW2", "10. db2", "11. dA1", "12. dZ1", "13. dW1", "14. db1"],
    "15. Which way W1[1,0] moves",
    "16. Which way W2[0,1] moves",
    "17. W1 after the step",
    "18. b1 after the step",
    "19. W2 after the step",
    "20. b2 after the step",
  ]);
  expect(headings(answerKey(twoOutputs).blocks)).toEqual(sheet);
});

test("a worksheet gives data and weights and nothing that is to be calculated", () => {
  const { blocks } = worksheet(twoOutputs);
  const given = blocks.flatMap((block) => (block.kind === "matrix" ? [block.name] : []));
  expect(given).toEqual(["X", "Y", "W1", "b1", "W2", "b2"]);
  const blanks = blocks.flatMap((block) => (block.kind === "blank" ? [[block.name, block.shape]] : []));
  expect(blanks).toHaveLength(17);
  expect(blanks[0]).toEqual(["Z1", [1, 2]]);
  expect(blanks.at(-1)).toEqual(["b2", [2]]);
  const text = formats.text({ title: "", language: "en", blocks });
  for (const result of ["0.6457", "0.645656", "0.5933", "0.1729", "-0.0816", "0.1165"])
    expect(text).not.toContain(result);
});

test("the answers are those worked out by hand in the command's test", () => {
  const { blocks } = answerKey(twoOutputs);
  const lines = (title: string) =>
    under(blocks, title).flatMap((block) => (block.kind === "formula" ? [block.formula.text] : []));
  expect(lines("2. Z1")).toEqual([
    "Z1[0,0] = 1 * 0.1 + 2 * 0.2 + 0.1 = 0.6",
    "Z1[0,1] = 1 * 0.3 + 2 * (-0.1) + (-0.2) = -0.1",
  ]);
  expect(lines("6. loss")).toEqual(["loss = (1/2) * ((0.644116 - 1)^2 + (0.468087 - 0)^2) = 0.17288"]);
  expect(lines("19. W2 after the step").map((line) => line.split(" = ").at(-1))).toEqual([
    "0.426336",
    "-0.537624",
    "0.619376",
    "0.172319",
  ]);
  expect(under(blocks, "16. Which way W2[0,1] moves")).toEqual([
    {
      kind: "paragraph",
      text: "Of the 4 elements of W2, W2[0,1] changed most: it fell by 0.0376, from -0.5 to -0.5376, against its gradient dW2[0,1] = 0.0752, because the output was too high (dZ2[0,1] = 0.117) and the unit before it was active (A1[0,0] = 0.646).",
    },
  ]);
});

test("what is given is rounded first, and the answers follow from the rounded numbers", () => {
  const model = mlp(2, dense(1, "identity", { bias: false }));
  model.setWeights({ W1: [[0.1234], [-0.5678]] }, "float64");
  const trace = explain(model, [[1.4362, 2.6812]], [[0]], { optimizer: sgd(0.1) });
  const sheet = formats.text(worksheet(trace));
  expect(sheet).toContain("X (1, 2) = 1.4  2.7");
  expect(sheet).toContain("W1 (2, 1)\n     0.12\n    -0.57");
  expect(formats.text(answerKey(trace))).toContain("Z1[0,0] = 1.4 * 0.12 + 2.7 * (-0.57) = -1.371");
  const exact = formats.text(answerKey(trace, { given: 5 }));
  expect(exact).toContain("Z1[0,0] = 1.4362 * 0.1234 + 2.6812 * (-0.5678) = -1.34516");
});

test("labels of classes are not rounded to other classes", () => {
  const x = [[1], [2]];
  const trace = explain(mlp(1, dense(13, "softmax", { bias: false })), x, [12, 11], { seed: 1 });
  expect([...trace.rounded(1).step("Y").value.data]).toEqual([12, 11]);
});

test("with one example a column, shapes, formulas and the names of elements are turned", () => {
  const trace = explainPreset("two-outputs", { convention: "columns" });
  const { blocks } = worksheet(trace);
  expect(headings(blocks)[14]).toBe("15. Which way W1[0,1] moves");
  expect(formats.text(worksheet(trace))).toContain("One example is a column of X.");
  expect(formats.text(worksheet(trace))).toContain("Z1 = W1 X + b1");
  const [answer] = under(answerKey(trace).blocks, "15. Which way W1[0,1] moves");
  expect(answer).toMatchObject({ text: expect.stringContaining("W1[0,1] changed most") });
  const shapes = under(answerKey(trace).blocks, "1. The shape of each value")[0]!;
  expect(shapes).toMatchObject({ rows: expect.arrayContaining([["db1", "(2, 1)"]]) });
});

test("more than an hour's work is refused, with what makes it less", () => {
  const { x, y } = planar({ samples: 20 });
  const model = mlp(2, dense(4, "tanh"), dense(1, "sigmoid"));
  expect(() => worksheet(explain(model, x, y))).toThrow(
    "worksheet: expected at most 120 numbers to calculate, which is an hour's work, but got 415. Take one example alone (sample: 0, or --sample 0), or a network with fewer units.",
  );
  expect(headings(worksheet(explain(model, x, y, { sample: 3 })).blocks)).toHaveLength(19);
  const wide = mlp(2, dense(40, "tanh"), dense(1, "sigmoid"));
  expect(() => answerKey(explain(wide, x, y, { sample: 3 }))).toThrow(/Take a network with fewer units/);
});

test("numbers that are drawn at random, or too long to write, are refused", () => {
  const dropped = mlp(3, dense(2, "tanh"), dropout(0.5), dense(1, "sigmoid"));
  const { x, y } = xor();
  expect(() => worksheet(explain(dropped, x, y, { sample: 1 }))).toThrow(
    /got D1, whose formula is too long or drawn at random\. Leave out dropout/,
  );
});

test("an optimizer that remembers has its memories among what is given and what is asked", () => {
  const trace = explain(mlp(1, dense(1)), [[2]], [[1]], { optimizer: adam(0.1) });
  const { blocks } = worksheet(trace);
  const given = blocks.flatMap((block) => (block.kind === "matrix" ? [block.name] : []));
  expect(given).toContain("W1.mean");
  expect(headings(blocks).some((title) => title.endsWith("W1.mean after the step"))).toBe(true);
  expect(headings(blocks).filter((title) => title.includes("Which way"))).toEqual(["7. Which way W1 moves"]);
});

test("both sheets speak Korean throughout, without a particle glued to a value", () => {
  for (const document of [worksheet, answerKey]) {
    const text = formats.text(document(twoOutputs, { language: "ko" }));
    const words = text.match(/[A-Za-z]{4,}/g) ?? [];
    const names = ["sigmoid", "halfSquaredError", "loss", "learningRate", "axis"];
    expect(words.filter((word) => !names.includes(word))).toEqual([]);
    expect(gluedParticles(text)).toEqual([]);
  }
});

test("blanks are blanks in every format, and a page that is printed keeps a question together", () => {
  const sheet = worksheet(twoOutputs);
  expect(formats.text(sheet)).toContain("dW2 (2, 2)\n    ____  ____\n    ____  ____");
  const cells = "\\underline{\\hspace{4em}} & \\underline{\\hspace{4em}}";
  for (const format of ["markdown", "latex"] as const)
    expect(formats[format](sheet)).toContain(
      `\\begin{bmatrix}\n${cells} \\\\[1em]\n${cells}\n\\end{bmatrix}`,
    );
  const page = formats.html(sheet);
  expect(page).toContain(
    '<figure class="blank"><figcaption>dW2 (2, 2)</figcaption><table class="matrix"><tr><td></td><td></td></tr><tr><td></td><td></td></tr></table></figure>',
  );
  expect(page).toContain("body > :not(h1, h2, h3, h4) { break-before: avoid; break-inside: avoid }");
  expect(JSON.parse(formats.json(sheet)).blocks).toContainEqual({
    kind: "blank",
    name: "dW2",
    shape: [2, 2],
  });
});
