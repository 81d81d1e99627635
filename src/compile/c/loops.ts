import { reductionLanes } from "../../op/op.ts";
import type { Buffer, MapKernel } from "../kernel.ts";
import { type Leaf, leavesOf } from "../operands.ts";
import type { Names } from "../source/names.ts";
import { type Context, loop } from "./context.ts";
import { elementTypes, flagTypeOf, lanesOf, prefixOf, type Reading, typeOf } from "./form.ts";
import { wide, wideElements } from "./wide.ts";

/** How a map goes through its arrays. */
export interface Loops {
  /** Lines ahead of the loops, and in them ahead of what is computed. */
  readonly before: readonly string[];
  readonly loads: readonly string[];
  readonly flagType: string;
  /** What a leaf is called. */
  leaf(leaf: Leaf): string;
  store(out: Buffer, value: string): string;
  /** A value with elements behind the end of the arrays made harmless. */
  present(value: string, neutral: string): string;
  /** The lanes of a total that this round adds to. */
  sums(lanes: string): { readonly load: string; store(value: string): string };
  around(body: readonly string[], rows: number, columns: number): readonly string[];
}

/** @param local names that are taken in the function of the kernel */
export const loopsOf = (context: Context, kernel: MapKernel, local: Names): Loops =>
  context.form === "portable" ? byElements(context, kernel, local) : byVectors(context, kernel, local);

/** The leaves by array and way of reading, with a name for each. */
function namedLeaves(kernel: MapKernel, nameOf: Context["nameOf"], local: Names) {
  const names = new Map<string, { readonly leaf: Leaf; readonly name: string }>();
  const keyOf = (leaf: Leaf) => `${leaf.kind} ${nameOf(leaf.buffer)}`;
  for (const leaf of leavesOf(kernel)) {
    if (names.has(keyOf(leaf))) continue;
    const suffix = { element: "i", row: "c", column: "r", splat: "0" }[leaf.kind];
    names.set(keyOf(leaf), { leaf, name: local.unique(`${nameOf(leaf.buffer)}_${suffix}`) });
  }
  return { all: [...names.values()], nameOfLeaf: (leaf: Leaf) => names.get(keyOf(leaf))!.name };
}

/** One element after the other. */
function byElements({ nameOf }: Context, kernel: MapKernel, local: Names): Loops {
  const { dtype, rows, columns, results, totals } = kernel;
  const reading: Reading = { dtype, wide: false };
  const { all, nameOfLeaf } = namedLeaves(kernel, nameOf, local);
  const isFlat =
    rows === 1 || columns === 1 || all.every(({ leaf }) => leaf.kind === "element" || leaf.kind === "splat");
  const i = rows * columns === 1 ? "0" : "i";
  const places = {
    element: i,
    row: isFlat ? (rows === 1 ? i : "0") : "c",
    column: isFlat ? (rows === 1 ? "0" : i) : "r",
    splat: "0",
  };
  const element = (leaf: Leaf): string => {
    const text = `${nameOf(leaf.buffer)}[${places[leaf.kind]}]`;
    if (leaf.buffer.dtype === "bool") return `${text} != 0`;
    return leaf.buffer.dtype === "int32" ? `(${elementTypes[dtype]})${text}` : text;
  };
  const loads = all.map(({ leaf, name }) => {
    const type = leaf.buffer.dtype === "bool" ? "int" : elementTypes[dtype];
    return `const ${type} ${name} = ${element(leaf)};`;
  });
  // Where one array alone is written, and each read is a plain one, an element needs no name.
  const isPlain =
    results.length + totals.length === 1 && all.every(({ leaf }) => leaf.buffer.dtype === dtype);
  return {
    before: [],
    loads: isPlain ? [] : loads,
    flagType: flagTypeOf(reading),
    leaf: (leaf) => (isPlain ? element(leaf) : nameOfLeaf(leaf)),
    store: (out, value) =>
      out.dtype === "bool"
        ? `${nameOf(out)}[${i}] = (uint8_t)(${value});`
        : `${nameOf(out)}[${i}] = ${value};`,
    present: (value) => (/^[\w[\]]+$/.test(value) ? value : `(${value})`),
    sums: (lanes) => {
      const place = i === "0" ? `${lanes}[0]` : `${lanes}[i % ${reductionLanes}]`;
      return { load: place, store: (value) => `${place} = ${value};` };
    },
    around(body) {
      if (i === "0") return body;
      if (isFlat) return loop("i", rows * columns, body);
      return loop("r", rows, loop("c", columns, [`const size_t i = r * ${columns} + c;`, ...body]));
    },
  };
}

/** Columns from which on rows are gone through one by one, the last vector of each in part. */
const wideRows = 64;

/**
 * Vectors of elements. Where rows are short, vectors run over their ends: what all rows share is then repeated behind
 * itself, so that every place in it begins a vector.
 */
function byVectors({ source, nameOf }: Context, kernel: MapKernel, local: Names): Loops {
  const { dtype, rows, columns, totals } = kernel;
  const reading: Reading = { dtype, wide: true };
  const [lanes, vector, splat] = [lanesOf(dtype), typeOf(reading), prefixOf(reading).toUpperCase()];
  const { all, nameOfLeaf } = namedLeaves(kernel, nameOf, local);
  const [hasRows, hasColumns] = (["row", "column"] as const).map((kind) =>
    all.some(({ leaf }) => leaf.kind === kind),
  );
  const isFlat = !(hasRows || hasColumns) || columns < wideRows || totals.length > 0;
  const size = rows * columns;
  const call = (name: Parameters<typeof wide>[2], ...operands: string[]) =>
    `${wide(source, dtype, name)}(${operands.join(", ")})`;
  const special = (name: Parameters<typeof wideElements>[2], ...operands: string[]) =>
    `${wideElements(source, dtype, name)}(${operands.join(", ")})`;
  const before: string[] = [];
  const loads: string[] = [];
  const perRow: string[] = [];
  for (const { leaf, name } of all) {
    const { buffer } = leaf;
    const array = nameOf(buffer);
    const type = buffer.dtype === "bool" ? flagTypeOf(reading) : vector;
    const declare = (text: string) => `const ${type} ${name} = ${text};`;
    const one = (place: string) =>
      buffer.dtype === "bool"
        ? special("flag", `${array}[${place}]`)
        : `${splat}(${buffer.dtype === "int32" ? `(${elementTypes[dtype]})` : ""}${array}[${place}])`;
    const many = (place: string) => {
      if (buffer.dtype === "bool") return special("flags", `${array} + ${place}`);
      return buffer.dtype === "int32"
        ? special("ints", `${array} + ${place}`)
        : call("load", `${array} + ${place}`);
    };
    if (leaf.kind === "splat") before.push(declare(one("0")));
    else if (leaf.kind === "element") loads.push(declare(many("i")));
    else if (leaf.kind === "row" && isFlat) {
      const again = local.unique(`${array}_again`);
      before.push(
        `${elementTypes[dtype]} ${again}[${columns} + ${lanes}];`,
        `for (size_t j = 0; j < ${columns} + ${lanes}; j++) ${again}[j] = ${array}[j % ${columns}];`,
      );
      loads.push(declare(call("load", `${again} + c`)));
    } else if (leaf.kind === "row") loads.push(declare(many("c")));
    else if (isFlat)
      loads.push(declare(call("column", `${array} + i / ${columns}`, `i % ${columns}`, String(columns))));
    else perRow.push(declare(one("r")));
  }
  const isPart = isFlat ? undefined : `${columns} - c`;
  return {
    before: [...before, ...(isFlat && hasRows ? ["size_t c = 0;"] : [])],
    loads,
    flagType: flagTypeOf(reading),
    leaf: nameOfLeaf,
    store(out, value) {
      const place = `${nameOf(out)} + i`;
      if (out.dtype === "bool") return `${special("storeFlags", place, value, isPart ?? lanes)};`;
      if (isPart === undefined) return `${call("store", place, value)};`;
      return `if (${isPart} >= ${lanes}) ${call("store", place, value)}; else ${call("storePart", place, value, isPart)};`;
    },
    present: (value, neutral) =>
      size % reductionLanes === 0 ? value : call("first", value, `${size} - i`, neutral),
    sums: (name) => ({
      load: call("load", `${name} + i % ${reductionLanes}`),
      store: (value) => `${call("store", `${name} + i % ${reductionLanes}`, value)};`,
    }),
    around(body) {
      if (isFlat) {
        const next = hasRows ? [`c += ${lanes} % ${columns};`, `if (c >= ${columns}) c -= ${columns};`] : [];
        return loop("i", size, [...body, ...next], lanes);
      }
      return loop("r", rows, [
        ...perRow,
        ...loop("c", columns, [`const size_t i = r * ${columns} + c;`, ...body], lanes),
      ]);
    },
  };
}
