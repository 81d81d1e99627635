import type { FloatType } from "../../base/dtype.ts";
import { bytesOf } from "../../base/dtype.ts";
import type { MatmulKernel } from "../kernel.ts";
import { type Context, index, loop } from "./context.ts";
import { elementTypes, floatNames, lanesOf, literal } from "./form.ts";
import { packPanel, packRows, tall } from "./pack.ts";
import { block, comment, type Source } from "./source.ts";
import { wide } from "./wide.ts";

/**
 * How operands are cut, where they are copied first. A panel of b fills half of a first cache, whatever the width of
 * vectors; a block of rows of a the better part of a second one.
 */
export const cuts = `/* Steps along k, and rows of a, after which others come into the caches. */
#if PANEL == 4
#define DEEP 160
#define HIGH ${126 * tall}
#else
#define DEEP 320
#define HIGH ${63 * tall}
#endif
/* The parts of a length that are no longer than that, nearly equal. */
#define PART(length, most) ((length + (length + most - 1) / most - 1) / ((length + most - 1) / most))`;

const [shortestCut, lowestCut] = [160, 63 * tall];

/** Numbers of a panel, and of rows of a, at most: both macros in turn. */
const [panelSize, rowsSize] = [160 * 4 * 16, 160 * 126 * tall];

/** Bytes of notes that products make. */
export const notesBytes = (dtype: FloatType): number => (panelSize + rowsSize) * bytesOf(dtype);

interface Operand {
  readonly name: string;
  /** Elements from a number to the next down and along. */
  readonly down: number;
  readonly along: number;
}

interface Product {
  readonly dtype: FloatType;
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly a: Operand;
  readonly b: Operand;
  readonly out: string;
}

/** Steps up to which a result of one column is written out, a row after the other: they do not wait for each other. */
const shallow = 16;

/** A result of one row or one column is its own transpose: the form whose vectors run along neighbors. */
export function productOf(nameOf: Context["nameOf"], { dtype, m, k, n, a, b, out }: MatmulKernel): Product {
  const operand = ({ array, strides: [down, along] }: MatmulKernel["a"]): Operand => ({
    name: nameOf(array),
    down,
    along,
  });
  const turned = ({ name, down, along }: Operand): Operand => ({ name, down: along, along: down });
  const made = { dtype, k, out: nameOf(out) };
  const [left, right] = [operand(a), operand(b)];
  const columnOfNeighbors = n === 1 && m > 1 && left.down === 1;
  const rowOfOthers = m === 1 && n > 1 && right.along !== 1;
  return columnOfNeighbors || rowOfOthers
    ? { ...made, m: n, n: m, a: turned(right), b: turned(left) }
    : { ...made, m, n, a: left, b: right };
}

/** What is copied first so that it lies in sequence, and whether it is cut. */
interface Cut {
  readonly isColumn: boolean;
  readonly packsA: boolean;
  readonly packsB: boolean;
  readonly isHigh: boolean;
  readonly isDeep: boolean;
}

function cutOf({ dtype, m, k, n, a, b }: Product): Cut {
  const bytes = bytesOf(dtype);
  const isColumn = n === 1 && k <= shallow;
  const isTall = m >= 2 * tall;
  const packsB = !isColumn && ((n > 1 && b.along !== 1) || (isTall && k * n * bytes > 16384));
  // Steps a power of two apart would meet in one place of the caches.
  const isApart = n > 128 || (a.along * bytes) % 1024 === 0;
  const isTurned = a.down === 1 && a.along > 1 && isApart;
  // Rows that all panels of a wide b need do not stay in the caches where they lie far apart.
  const isWide = a.along === 1 && k >= 128 && n >= 256;
  const packsA = !isColumn && isTall && k > 1 && (isTurned || isWide);
  return {
    isColumn,
    packsA,
    packsB,
    isHigh: packsA && m > lowestCut,
    isDeep: (packsA || packsB) && k > shortestCut,
  };
}

/** Whether a product needs memory beside its operands. */
export function makesNotes(kernel: MatmulKernel): boolean {
  const { packsA, packsB } = cutOf(productOf(() => "", kernel));
  return packsA || packsB;
}

/** A product by tiles whose sums stay in registers, of operands that lie in sequence where that pays. */
export function product({ source, nameOf }: Context, kernel: MatmulKernel): string[] {
  const whole = productOf(nameOf, kernel);
  const { dtype, m, k, n, a, b, out } = whole;
  const { isColumn, packsA, packsB, isHigh, isDeep } = cutOf(whole);
  if (isColumn) return column(whole);
  const type = elementTypes[dtype];
  const lanes = lanesOf(dtype);
  const isTransposed = n > 1 && b.along !== 1;
  const tile = (rows: number) => {
    const from = packsA
      ? "rows + i * depth"
      : `${a.name} + ${index([a.down, isHigh ? "(i0 + i)" : "i"], [isDeep ? a.along : 0, "l0"])}`;
    const [aDown, aAlong] = packsA ? [1, tall] : [a.down, a.along];
    const panel = packsB ? "panel" : `${b.name} + ${index([isDeep ? b.down : 0, "l0"], [1, "j"])}`;
    const to = `${out} + ${index([n, isHigh ? "(i0 + i)" : "i"], [1, "j"])}`;
    return `${tileOf(source, dtype, rows)}(depth, ${from}, ${aDown}, ${aAlong}, ${panel}, ${packsB ? `vectors * ${lanes}` : b.down}, ${to}, ${n}, vectors, columns, ${isDeep ? "l0 == 0" : "1"});`;
  };
  const rowCount = isHigh ? "height" : String(m);
  const left = m % tall;
  const tiles = [
    ...(m >= tall ? [`for (; i + ${tall} <= ${rowCount}; i += ${tall}) ${tile(tall)}`] : []),
    ...(left > 0 ? [`${isHigh ? "if (i < height) " : ""}${tile(left)}`] : []),
  ];
  const width = `(PANEL * ${lanes})`;
  const pack = packsB
    ? [
        `  ${packPanel(source, dtype, isTransposed)}(panel, ${b.name} + ${index([isDeep ? b.down : 0, "l0"], [b.along, "j"])}, ${isTransposed ? b.along : b.down}, depth, columns, vectors);`,
      ]
    : [];
  const panelOf = (head: string, sizes: string) => [
    `${head} {`,
    `  ${sizes}`,
    ...pack,
    "  size_t i = 0;",
    ...tiles.map((line) => `  ${line}`),
    "}",
  ];
  // Whole panels, and the rest: so that the compiler knows how wide each is, and drops the tiles that no panel needs.
  const rest = `${n} % ${width}`;
  const panels = [
    ...panelOf(
      `for (size_t j = 0; j + ${width} <= ${n}; j += ${width})`,
      `const size_t columns = ${width}, vectors = PANEL;`,
    ),
    ...panelOf(
      `if (${rest} > 0)`,
      `const size_t columns = ${rest}, j = ${n} - columns, vectors = (columns + ${lanes} - 1) / ${lanes};`,
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
    ...(packsA ? [`${type} *const rows = (${type} *)notes + ${panelSize};`] : []),
    ...(isDeep
      ? [
          `for (size_t l0 = 0; l0 < ${k}; l0 += PART(${k}, DEEP)) {`,
          `  const size_t depth = ${k} - l0 < PART(${k}, DEEP) ? ${k} - l0 : PART(${k}, DEEP);`,
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
  const terms = steps.map((l) => `from[${l * a.along}] * factor[${l}]`);
  return [
    `const ${type} factor[${k}] = { ${steps.map((l) => `${b.name}[${l * b.down}]`).join(", ")} };`,
    ...loop("i", m, [
      `const ${type} *from = ${a.name} + ${index([a.down, "i"])};`,
      `${out}[i] = ${[literal(dtype, 0), ...terms].join(" + ")};`,
    ]),
  ];
}

/** The function of a tile with so many rows; one copy of it for each number of vectors, their sums in variables. */
function tileOf(source: Source, dtype: FloatType, rows: number): string {
  const { prefix } = floatNames[dtype];
  const name = `${prefix}_tile${rows}`;
  return source.helper(name, () => {
    const [type, v, lanes] = [elementTypes[dtype], `${prefix}v`, lanesOf(dtype)];
    const [load, store, part] = (["load", "store", "storePart"] as const).map((each) =>
      wide(source, dtype, each),
    );
    const splat = v.toUpperCase();
    const parameters = `size_t depth, const ${type} *a, size_t a_down, size_t a_along, const ${type} *b, size_t b_down, ${type} *c, size_t c_down`;
    const body = (vectors: number): string[] => {
      const all = Array.from({ length: rows }, (_, i) =>
        Array.from({ length: vectors }, (_, w) => `c${i}${w}`),
      );
      const place = (i: number, w: number) => `c + ${i} * c_down + ${w} * ${lanes}`;
      return [
        `${v} ${all.flatMap((row) => row.map((c) => `${c} = ${splat}(0)`)).join(", ")};`,
        "if (!begins) {",
        ...all.map((row, i) => `  ${row.map((c, w) => `${c} = ${load}(${place(i, w)});`).join(" ")}`),
        "}",
        "TWICE",
        "for (size_t l = 0; l < depth; l++) {",
        ...all[0]!.map((_, w) => `  const ${v} b${w} = ${load}(b + ${w} * ${lanes});`),
        ...all.map(
          (row, i) =>
            `  { const ${v} x = ${splat}(a[${i} * a_down]); ${row.map((c, w) => `${c} += x * b${w};`).join(" ")} }`,
        ),
        "  a += a_along;",
        "  b += b_down;",
        "}",
        ...all.map((row, i) =>
          row
            .slice(0, -1)
            .map((c, w) => `${store}(${place(i, w)}, ${c});`)
            .join(" "),
        ),
        `const size_t last = columns - ${vectors - 1} * ${lanes};`,
        `if (last == ${lanes}) {`,
        ...all.map((row, i) => `  ${store}(${place(i, vectors - 1)}, ${row.at(-1)});`),
        "} else {",
        `  const ${v} rest[${rows}] = { ${all.map((row) => row.at(-1)).join(", ")} };`,
        `  for (size_t i = 0; i < ${rows}; i++) ${part}(c + i * c_down + ${vectors - 1} * ${lanes}, rest[i], last);`,
        "}",
      ].filter((line) => line.trim() !== "");
    };
    const one = (vectors: number) =>
      block(`PRODUCT static void ${name}_${vectors}(${parameters}, size_t columns, int begins)`, [
        "MAY_FUSE",
        ...body(vectors),
      ]);
    const call = (vectors: number) =>
      `${name}_${vectors}(depth, a, a_down, a_along, b, b_down, c, c_down, columns, begins)`;
    return [
      comment([`c += a b for ${rows} rows and up to PANEL vectors of columns: the sums stay in registers.`]),
      ...one(1),
      ...one(2),
      "#if PANEL == 4",
      ...one(3),
      ...one(4),
      "#endif",
      ...block(`INLINE void ${name}(${parameters}, size_t vectors, size_t columns, int begins)`, [
        "switch (vectors) {",
        `case 1: ${call(1)}; break;`,
        `case 2: ${call(2)}; break;`,
        "#if PANEL == 4",
        `case 3: ${call(3)}; break;`,
        `case 4: ${call(4)}; break;`,
        "#endif",
        "}",
      ]),
    ].join("\n");
  });
}
