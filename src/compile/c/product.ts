import type { MatmulKernel } from "../kernel.ts";
import { type Context, index, loop } from "./context.ts";
import { cutOf, type Product, panelBytes, productOf } from "./cut.ts";
import { addProduct, elementTypes, floatNames, lanesOf, literal } from "./form.ts";
import { packPanel, packRows, tall } from "./pack.ts";
import { tileOf } from "./tile.ts";

/** A product by tiles whose sums stay in registers, of operands that lie in sequence where that pays. */
export function product({ source, nameOf }: Context, kernel: MatmulKernel): string[] {
  const whole = productOf(nameOf, kernel);
  const { dtype, m, k, n, a, b, out } = whole;
  const { isColumn, packsA, packsB, isHigh, isDeep, asksAhead } = cutOf(whole);
  if (isColumn) return column(whole);
  const type = elementTypes[dtype];
  const lanes = lanesOf(dtype);
  const isTransposed = n > 1 && b.along !== 1;
  const steps = `PART(${k}, ${floatNames[dtype].prefix.toUpperCase()}_DEEP)`;
  const tile = (rows: number) => {
    const from = packsA
      ? "rows + i * depth"
      : `${a.name} + ${index([a.down, isHigh ? "(i0 + i)" : "i"], [isDeep ? a.along : 0, "l0"])}`;
    const [aDown, aAlong] = packsA ? [1, tall] : [a.down, a.along];
    const panel = packsB ? "panel" : `${b.name} + ${index([isDeep ? b.down : 0, "l0"], [1, "j"])}`;
    const to = `${out} + ${index([n, isHigh ? "(i0 + i)" : "i"], [1, "j"])}`;
    return `${tileOf(source, dtype, rows, rows === tall && asksAhead)}(depth, ${from}, ${aDown}, ${aAlong}, ${panel}, ${packsB ? "width" : b.down}, ${to}, ${n}, vectors, is_short, columns, ${isDeep ? "l0 == 0" : "1"});`;
  };
  const rowCount = isHigh ? "height" : String(m);
  const left = m % tall;
  const tiles = [
    ...(m >= tall ? [`for (; i + ${tall} <= ${rowCount}; i += ${tall}) ${tile(tall)}`] : []),
    ...(left > 0 ? [`${isHigh ? "if (i < height) " : ""}${tile(left)}`] : []),
  ];
  const panelWidth = `(PANEL * ${lanes})`;
  const short = lanesOf(dtype, "short");
  const pack = packsB
    ? [
        `  const size_t width = vectors * ${lanes} + is_short * ${short};`,
        `  ${packPanel(source, dtype, isTransposed)}(panel, ${b.name} + ${index([isDeep ? b.down : 0, "l0"], [b.along, "j"])}, ${isTransposed ? b.along : b.down}, depth, columns, width);`,
      ]
    : [];
  const panelOf = (head: string, ...sizes: string[]) => [
    `${head} {`,
    ...sizes.map((line) => `  ${line}`),
    ...pack,
    "  size_t i = 0;",
    ...tiles.map((line) => `  ${line}`),
    "}",
  ];
  // Whole panels, and the rest: so that the compiler knows how wide each is, and drops the tiles that no panel needs.
  const rest = `${n} % ${panelWidth}`;
  const panels = [
    ...panelOf(
      `for (size_t j = 0; j + ${panelWidth} <= ${n}; j += ${panelWidth})`,
      `const size_t columns = ${panelWidth}, vectors = PANEL, is_short = 0;`,
    ),
    ...panelOf(
      `if (${rest} > 0)`,
      `const size_t columns = ${rest}, j = ${n} - columns, is_short = IS_SHORT(columns, ${lanes}, ${short});`,
      `const size_t vectors = (columns + ${lanes} - 1) / ${lanes} - is_short;`,
    ),
  ];
  const rowsOfA = packsA
    ? [
        `${packRows(source, dtype, a.along !== 1)}(rows, ${a.name} + ${index([isDeep ? a.along : 0, "l0"], [isHigh ? a.down : 0, "i0"])}, ${a.along === 1 ? a.down : a.along}, depth, ${rowCount});`,
      ]
    : [];
  const blocks = isHigh
    ? [
        `for (size_t i0 = 0; i0 < ${m}; i0 += HIGH) {`,
        `  const size_t height = ${m} - i0 < HIGH ? ${m} - i0 : HIGH;`,
        ...[...rowsOfA, ...panels].map((line) => `  ${line}`),
        "}",
      ]
    : [...rowsOfA, ...panels];
  return [
    ...(packsB ? [`${type} *const panel = (${type} *)notes;`] : []),
    ...(packsA ? [`${type} *const rows = (${type} *)(notes + ${panelBytes(whole)});`] : []),
    ...(isDeep
      ? [
          `for (size_t l0 = 0; l0 < ${k}; l0 += ${steps}) {`,
          `  const size_t depth = ${k} - l0 < ${steps} ? ${k} - l0 : ${steps};`,
          ...blocks.map((line) => `  ${line}`),
          "}",
        ]
      : [`const size_t depth = ${k};`, ...blocks]),
  ];
}

/** One column of few steps. */
function column({ dtype, m, k, a, b, out }: Product): string[] {
  const type = elementTypes[dtype];
  const steps = Array.from({ length: k }, (_, l) => l);
  const sum = steps.reduce(
    (sum, l) => addProduct({ dtype, wide: false }, sum, `from[${l * a.along}]`, `factor[${l}]`),
    literal(dtype, 0),
  );
  return [
    `const ${type} factor[${k}] = { ${steps.map((l) => `${b.name}[${l * b.down}]`).join(", ")} };`,
    ...loop("i", m, [`const ${type} *from = ${a.name} + ${index([a.down, "i"])};`, `${out}[i] = ${sum};`]),
  ];
}
