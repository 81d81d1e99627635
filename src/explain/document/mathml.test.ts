import { expect, test } from "vitest";
import { table } from "../../op/index.ts";
import { mathml } from "./mathml.ts";

/** The names of elements in order, closed ones checked against those that are open. */
function depthAtEnd(markup: string): number {
  const open: string[] = [];
  for (const [, close, name, self] of markup.matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g))
    if (close) expect(open.pop()).toBe(name);
    else if (!self) open.push(name!);
  return open.length;
}

const formulas = Object.values(table).map(({ name, formula }) => [name, formula.latex] as const);

test.each(formulas)("the LaTeX of %s is MathML without a command left in it", (_, latex) => {
  const filled = latex.replaceAll(/\{(\w{2,}|[a-z])\}/g, (whole, key: string) =>
    ["cases", "otherwise", "argmax", "sign", "erf"].includes(key) ? whole : "Z_1",
  );
  const markup = mathml(filled);
  expect(depthAtEnd(markup)).toBe(0);
  expect(markup.replaceAll("<mo>{</mo>", "")).not.toMatch(
    /[\\{}]|undefined|<mi>(frac|odot|begin|end|left|operatorname)<\/mi>/,
  );
});

test("a sign stands by its number, and a difference between its terms", () => {
  expect(mathml("(-2) - -x", false)).toBe(
    '<math><mrow><mo>(</mo><mo form="prefix">−</mo><mn>2</mn><mo>)</mo><mo>−</mo><mo form="prefix">−</mo><mi>x</mi></mrow></math>',
  );
});

test("matrices have rows and cells", () => {
  expect(mathml("\\begin{bmatrix}\n1 & a \\\\\n\\cdots & 2\n\\end{bmatrix}", false)).toBe(
    "<math><mrow><mo>[</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mi>a</mi></mtd></mtr><mtr><mtd><mo>⋯</mo></mtd><mtd><mn>2</mn></mtd></mtr></mtable><mo>]</mo></mrow></math>",
  );
});

test("what is markup in a text is escaped", () => {
  expect(mathml("\\text{a < b} < c", false)).toBe(
    "<math><mrow><mtext>a &lt; b</mtext><mo>&lt;</mo><mi>c</mi></mrow></math>",
  );
});

test("a definition has one sign", () => {
  expect(mathml("W_1 := a", false)).toBe(
    "<math><mrow><msub><mi>W</mi><mn>1</mn></msub><mo>:=</mo><mi>a</mi></mrow></math>",
  );
});
