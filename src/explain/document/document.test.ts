import { expect, test } from "vitest";
import { widthOf } from "../../base/textTable.ts";
import {
  code,
  type Document,
  formats,
  formula,
  heading,
  list,
  matrix,
  paragraph,
  picture,
  table,
} from "./index.ts";

const document: Document = {
  title: "One layer & <its> numbers_",
  language: "en",
  blocks: [
    heading(2, "Backward"),
    paragraph("100 % of $5 #1 <script>alert(1)</script> [a](b) *c* `d`"),
    formula(
      {
        text: "dW2 = (1/2) * (A1^T @ dZ2)",
        latex: "dW_2 = \\frac{1}{2} A_1^\\top dZ_2",
        numpy: "dW2 = A1.T @ dZ2 / 2",
      },
      "the chain rule",
    ),
    matrix("W1", [2, 2], [0.4, -0.2, 10, Number.NaN]),
    matrix("loss", [], [0.25]),
    table(
      ["name", "value"],
      [
        ["x_1", "0.5"],
        ["y|", "-12"],
      ],
    ),
    list(["one", "two"], true),
    code("a < b", "python"),
  ],
};

test("terminal text is aligned and nothing in it is escaped", () => {
  expect(formats.text(document)).toBe(`One layer & <its> numbers_

Backward
--------

100 % of $5 #1 <script>alert(1)</script> [a](b) *c* \`d\`

  dW2 = (1/2) * (A1^T @ dZ2)
  dW2 = A1.T @ dZ2 / 2
      the chain rule

  W1 (2, 2)
     0.4  -0.2
    10.0   nan

  loss = 0.25

name  value
x_1     0.5
y|      -12

1. one
2. two

  a < b
`);
});

test("in Markdown, markup in a text is escaped", () => {
  const text = formats.markdown(document);
  expect(text).toContain("# One layer & \\<its\\> numbers\\_\n");
  expect(text).toContain("100 % of $5 \\#1 \\<script\\>alert(1)\\</script\\> \\[a\\](b) \\*c\\* \\`d\\`");
  expect(text).toContain("$$\ndW_2 = \\frac{1}{2} A_1^\\top dZ_2\n$$");
  expect(text).toContain("| name | value |\n| --- | ---: |\n| x\\_1 | 0.5 |\n| y\\| | -12 |");
});

test("in HTML no text becomes markup, formulas are MathML, and nothing is loaded", () => {
  const text = formats.html(document);
  expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(text).not.toMatch(/<script|https?:|src=/);
  expect(text).toContain(
    '<math display="block"><mrow><mi>d</mi><msub><mi>W</mi><mn>2</mn></msub><mo>=</mo><mfrac><mn>1</mn><mn>2</mn></mfrac>',
  );
  expect(text).toContain('<td class="right">-0.2</td>');
  expect(text).toContain("prefers-color-scheme: dark");
});

test("LaTeX escapes what is special to it", () => {
  const text = formats.latex(document);
  expect(text).toContain("\\title{One layer \\& \\textless{}its\\textgreater{} numbers\\_}");
  expect(text).toContain("100 \\% of \\$5 \\#1 \\textless{}script");
  expect(text).toContain("\\begin{bmatrix}\n0.4 & -0.2 \\\\\n10.0 & \\text{nan}\n\\end{bmatrix}");
});

test("LaTeX writes in mathematics the signs that its input encoding does not know", () => {
  const text = formats.latex({ title: "t", language: "en", blocks: [paragraph("* (or ⊙): 0.2 → 0.3")] });
  expect(text).toContain("* (or $\\odot$): 0.2 $\\to$ 0.3");
  expect(text).toMatch(/^[\x20-\x7E\n]*$/);
});

test("JSON is the blocks, with all digits and with words where JSON has no number", () => {
  const data = JSON.parse(formats.json({ ...document, blocks: [matrix("W", [1, 2], [1 / 3, -Infinity])] }));
  expect(data.blocks).toEqual([{ kind: "matrix", name: "W", shape: [1, 2], values: [[1 / 3, "-inf"]] }]);
});

test("a large matrix shows its corners and what it is as a whole", () => {
  const values = Float64Array.from({ length: 400 }, (_, i) => i - 200);
  const text = formats.text({ title: "t", language: "en", blocks: [matrix("X", [40, 10], values)] });
  expect(text.split("\n").slice(2)).toEqual([
    "  X (40, 10)  min -200, mean -0.5, max 199, norm 2309",
    "    -200  -199  -198  ...  -193  -192  -191",
    "    -190  -189  -188  ...  -183  -182  -181",
    "    -180  -179  -178  ...  -173  -172  -171",
    "     ...   ...   ...  ...   ...   ...   ...",
    "     170   171   172  ...   177   178   179",
    "     180   181   182  ...   187   188   189",
    "     190   191   192  ...   197   198   199",
    "",
  ]);
  const korean = formats.text({ title: "t", language: "ko", blocks: [matrix("X", [40, 10], values)] });
  expect(korean).toContain("최솟값 -200, 평균 -0.5, 최댓값 199, 노름 2309");
});

test("Hangul counts two columns when lines are broken and cells are aligned", () => {
  const text = "출력이 너무 낮고 은닉층의 활성화 값이 양수이므로 가중치가 커졌다. ".repeat(4).trim();
  const lines = formats
    .text(
      { title: "제목", language: "ko", blocks: [paragraph(text), table(["이름", "a"], [["손실", "b"]])] },
      { width: 40 },
    )
    .split("\n");
  expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(40);
  expect(Math.max(...lines.map(widthOf))).toBeGreaterThan(30);
  expect(lines.slice(-3)).toEqual(["이름  a", "손실  b", ""]);
});

test("in Markdown, a number or a sign at the beginning of a line makes no list, and a heading keeps its number", () => {
  const blocks = [heading(1, "1. Shapes"), paragraph("1. first\n- second")];
  expect(formats.markdown({ title: "t", language: "en", blocks })).toBe(
    "# t\n\n## 1. Shapes\n\n1\\. first\n\\- second\n",
  );
});

test("a picture is itself in HTML, a file in Markdown, and in a terminal what is drawn with characters", () => {
  const blocks = [picture({ file: "dots.svg", svg: "<svg></svg>", says: "Two dots.", text: "o o" })];
  const dots: Document = { title: "t", language: "en", blocks };
  expect(formats.html(dots)).toContain("<figure><svg></svg><figcaption>Two dots.</figcaption></figure>");
  expect(formats.markdown(dots)).toBe("# t\n\n![Two dots.](dots.svg)\n");
  expect(formats.text(dots)).toBe("t\n\n  o o\n[Two dots.]\n");
  expect(formats.latex(dots)).toContain("\\emph{Two dots.}");
});
