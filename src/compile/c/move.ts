import type {
  CopyKernel,
  GatherKernel,
  OneHotKernel,
  RecordKernel,
  ScatterKernel,
  StreamKernel,
} from "../kernel.ts";
import { type Context, index, loop } from "./context.ts";

/** The result in ascending order, each element from where its strides say. */
export function copy({ nameOf }: Context, { shape, strides, x, out }: CopyKernel): string[] {
  const axes = shape.flatMap((size, axis) => (size === 1 ? [] : [{ size, stride: strides[axis]! }]));
  const names = axes.map((_, axis) => `i${axis}`);
  // Elements of the result to step over: the product of the sizes behind an axis.
  const behind = (axis: number) => axes.slice(axis + 1).reduce((product, { size }) => product * size, 1);
  const own = axes.map((_, axis) => [behind(axis), names[axis]!] as const);
  const from = index(...axes.map(({ stride }, axis) => [stride, names[axis]!] as const));
  let lines = [`${nameOf(out)}[${index(...own)}] = ${nameOf(x)}[${from}];`];
  for (let axis = axes.length - 1; axis >= 0; axis--) lines = loop(names[axis]!, axes[axis]!.size, lines);
  return lines;
}

/** Whether an index is one of `count`: others are passed over, as the interpreter does. */
const isBelow = (value: string, count: number): string => `(uint32_t)${value} < ${count}`;

export function gather({ nameOf }: Context, { width, x, indices, out }: GatherKernel): string[] {
  const [from, to] = [nameOf(x), nameOf(out)];
  return loop("i", indices.length, [
    `const int32_t row = ${nameOf(indices)}[i];`,
    `if (${isBelow("row", x.length / width)}) memcpy(${to} + i * ${width}, ${from} + (size_t)row * ${width}, ${width} * sizeof *${to});`,
  ]);
}

/** Row after row, since a row can be added to more than once. */
export function scatter({ nameOf }: Context, { width, x, indices, out }: ScatterKernel): string[] {
  const [from, to] = [nameOf(x), nameOf(out)];
  return [
    `memset(${to}, 0, ${out.length} * sizeof *${to});`,
    ...loop("i", indices.length, [
      `const int32_t row = ${nameOf(indices)}[i];`,
      `if (!(${isBelow("row", out.length / width)})) continue;`,
      ...loop("j", width, [`${to}[(size_t)row * ${width} + j] += ${from}[i * ${width} + j];`]),
    ]),
  ];
}

export function oneHot({ nameOf }: Context, { classes, labels, out }: OneHotKernel): string[] {
  const to = nameOf(out);
  return [
    `memset(${to}, 0, ${out.length} * sizeof *${to});`,
    ...loop("i", labels.length, [
      `const int32_t label = ${nameOf(labels)}[i];`,
      `if (${isBelow("label", classes)}) ${to}[i * ${classes} + (size_t)label] = 1;`,
    ]),
  ];
}

/** This step's value, or a part of it, of an array that holds one after the other. */
export function stream({ nameOf }: Context, { x, size, out }: StreamKernel): string[] {
  const to = nameOf(out);
  return [`memcpy(${to}, ${nameOf(x)} + (size_t)step * ${size}, ${out.length} * sizeof *${to});`];
}

export function record({ nameOf }: Context, { x, out }: RecordKernel): string[] {
  const to = nameOf(out);
  return [`memcpy(${to} + (size_t)step * ${x.length}, ${nameOf(x)}, ${x.length} * sizeof *${to});`];
}
