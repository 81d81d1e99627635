import { sizeOf } from "../../base/shape.ts";
import type { View } from "../../op/op.ts";
import type { Node } from "../node.ts";
import type { Kernel } from "./kernel.ts";
import { offsets } from "./offsets.ts";

export function view(node: Node, op: View): Kernel {
  const axes = node.shape.map((_, axis) => axis);
  const places = offsets(node.shape, axes, [...op.strides(node.inputs[0]!, node.attributes)]);
  return (out, x) => {
    for (let i = 0; i < places.length; i++) out[i] = x![places[i]!]!;
  };
}

export const gather =
  (node: Node): Kernel =>
  (out, x, indices) => {
    const width = sizeOf(node.shape.slice(1));
    indices!.forEach((row, i) => {
      out.set(x!.subarray(row * width, (row + 1) * width), i * width);
    });
  };

export const scatter =
  (node: Node): Kernel =>
  (out, rows, indices) => {
    const width = sizeOf(node.shape.slice(1));
    out.fill(0);
    indices!.forEach((row, i) => {
      for (let j = 0; j < width; j++) out[row * width + j] = out[row * width + j]! + rows![i * width + j]!;
    });
  };

export const oneHot =
  (node: Node): Kernel =>
  (out, labels) => {
    const classes = node.shape[1]!;
    out.fill(0);
    labels!.forEach((label, i) => {
      if (label >= 0 && label < classes) out[i * classes + label] = 1;
    });
  };
