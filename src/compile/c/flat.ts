import type { FloatType } from "../../base/dtype.ts";
import type { Buffer, MatmulKernel } from "../kernel.ts";
import { Names } from "../source/names.ts";
import { type Context, index, loop } from "./context.ts";
import { productOf } from "./cut.ts";
import { addProduct, elementTypes, lanesOf, prefixOf, readingOfRows, typeOf } from "./form.ts";
import { reserved } from "./reserved.ts";
import { indented } from "./source.ts";
import { arrays, type Sheet } from "./straight/arrays.ts";
import { wide } from "./wide.ts";

/** Values of the macro LANES for which rows of a narrow result are put side by side. */
const widths = [16, 8, 4];

const lanesAt = (dtype: FloatType, width: number): number => (dtype === "float32" ? width : width / 2);

/** Steps along k up to which that pays, and for each column of the result. */
const shallow = 16;
const shallowColumn = 8;

/** Whether several rows of a product fill a vector, for the widest vectors at least, and follow each other in `a`. */
const isFlat = ({ dtype, m, k, n, a }: MatmulKernel): boolean =>
  k > 0 &&
  k <= Math.min(shallow, shallowColumn * n) &&
  a.strides[0] === k &&
  (a.strides[1] === 1 || k === 1) &&
  (n & (n - 1)) === 0 &&
  2 * n <= lanesAt(dtype, widths[0]!) &&
  m * n >= 2 * lanesAt(dtype, widths[0]!);

/**
 * A product with fewer columns than a vector has lanes: rows of the result side by side in vectors, each sum in
 * sequence along k. What `other` gives is for vectors that a row of the result fills.
 */
export function flat(context: Context, kernel: MatmulKernel, other: readonly string[]): readonly string[] {
  if (!isFlat(kernel)) return other;
  const fitting = widths.filter((width) => 2 * kernel.n <= lanesAt(kernel.dtype, width));
  return [
    ...fitting.flatMap((width, i) => [
      `#${i === 0 ? "if" : "elif"} LANES == ${width}`,
      ...rowsSideBySide(context, kernel, lanesAt(kernel.dtype, width)),
    ]),
    "#else",
    ...other,
    "#endif",
  ];
}

function rowsSideBySide(
  { source, nameOf }: Context,
  { dtype, m, k, n, a, b, out }: MatmulKernel,
  lanes: number,
): string[] {
  const [type, vector] = [elementTypes[dtype], typeOf({ dtype, wide: true })];
  const [store, part] = (["store", "storePart"] as const).map((name) => wide(source, dtype, name));
  const rows = lanes / n;
  const window: Buffer = { name: "from", dtype, length: rows * k };
  const factors: Buffer = { ...b.array, length: (k - 1) * b.strides[0] + (n - 1) * b.strides[1] + 1 };
  const names = new Names([...reserved, ...[a.array, b.array, out].map(nameOf)]);
  const [before, inside]: [string[], string[]] = [[], []];
  const sheet: Sheet = {
    source,
    names,
    nameOf: (buffer) => (buffer === factors ? nameOf(b.array) : buffer.name),
    lanes: () => lanes,
    before,
    inside,
    isFixed: (buffer) => buffer === factors,
  };
  const { pick } = arrays(sheet);
  const places = Array.from({ length: lanes }, (_, e) => [Math.floor(e / n), e % n] as const);
  inside.push(`${vector} sum = ${prefixOf({ dtype, wide: true }).toUpperCase()}(0);`);
  for (let l = 0; l < k; l++) {
    const left = pick(
      window,
      dtype,
      places.map(([i]) => i * k + l),
    );
    const right = pick(
      factors,
      dtype,
      places.map(([, j]) => l * b.strides[0] + j * b.strides[1]),
    );
    inside.push(`sum = ${addProduct({ dtype, wide: true }, "sum", left, right)};`);
  }
  const whole = Math.floor(m / rows) * rows;
  const to = `${nameOf(out)} + ${index([n, "i"])}`;
  const round = (last: string) => [
    `const ${type} *from = ${nameOf(a.array)} + ${index([k, "i"])};`,
    ...inside,
    last,
  ];
  const rest = m - whole;
  return [
    ...before,
    "size_t i = 0;",
    `for (; i < ${whole}; i += ${rows}) {`,
    ...indented(round(`${store}(${to}, sum);`)),
    "}",
    ...(rest > 0 ? round(`${part}(${to}, sum, ${rest * n});`) : []),
  ];
}

/** Rows of narrow products whose sums fit into registers together. */
const mostRows = 12;

/**
 * Products of few rows with as many steps along k, each row of which fits into a vector: in one loop, because the sums
 * of one alone wait for each other. What `other` gives is for shorter vectors.
 */
export function narrow(
  { source, nameOf }: Context,
  kernels: readonly MatmulKernel[],
  other: readonly string[],
): readonly string[] {
  const products = kernels.map((kernel) => productOf(nameOf, kernel));
  const { dtype, k } = products[0]!;
  const widest = Math.max(...products.map(({ n }) => n));
  const rowCount = products.reduce((count, { m }) => count + m, 0);
  const isNarrow = products.every(({ b, n }) => n > 1 && b.along === 1);
  if (k === 0 || rowCount > mostRows || !isNarrow || widest > lanesAt(dtype, widths[0]!)) return other;
  const reading = readingOfRows(dtype, widest);
  const [vector, splat] = [typeOf(reading), prefixOf(reading).toUpperCase()];
  const [load, part] = (["load", "storePart"] as const).map((name) =>
    wide(source, dtype, name, reading.wide),
  );
  const sums = products.map(({ m }, p) => Array.from({ length: m }, (_, i) => `sum${p + 1}_${i}`));
  const steps = products.flatMap(({ a, b }, p) => [
    `const ${vector} row${p + 1} = ${load}(${b.name} + ${index([b.down, "l"])});`,
    ...sums[p]!.map((sum, i) => {
      const place = index([a.along, "l"], [i === 0 ? 0 : 1, String(i * a.down)]);
      return `${sum} = ${addProduct(reading, sum, `${splat}(${a.name}[${place}])`, `row${p + 1}`)};`;
    }),
  ]);
  return [
    `#if ${lanesOf(dtype)} >= ${widest}`,
    `${vector} ${sums
      .flat()
      .map((sum) => `${sum} = ${splat}(0)`)
      .join(", ")};`,
    ...loop("l", k, steps),
    ...products.flatMap(({ n, out }, p) =>
      sums[p]!.map((sum, i) => `${part}(${out}${i === 0 ? "" : ` + ${i * n}`}, ${sum}, ${n});`),
    ),
    "#else",
    ...other,
    "#endif",
  ];
}
