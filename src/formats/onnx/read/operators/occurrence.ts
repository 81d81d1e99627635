import type { NDArray } from "../../../../array/ndarray.ts";
import type { Attributes } from "../attributes.ts";
import { type Node, refuseNode } from "../refuse.ts";
import type { Stack } from "../stack.ts";

/** What an operator is read with. */
export interface Occurrence {
  readonly node: Node;
  readonly who: string;
  readonly opset: number;
  readonly attributes: Attributes;
  /** Constant inputs by their place. */
  readonly inputs: readonly (NDArray | undefined)[];
  readonly dataAt: number;
}

/** Puts what an operator does on the stack. */
export type Read = (stack: Stack, occurrence: Occurrence) => void;

export const refuse = ({ node, who }: Occurrence, expected: string, got: string, fix?: string) =>
  refuseNode(node, who, expected, got, fix);

export const requireDataFirst = (occurrence: Occurrence): void => {
  if (occurrence.dataAt !== 0)
    refuse(occurrence, "the data as its first input", `it as input ${occurrence.dataAt + 1}`);
};

/** An operator over an axis, which must be that of the features. */
export const alongRows =
  (read: Read): Read =>
  (stack, occurrence) => {
    const axis = occurrence.attributes.int("axis", occurrence.opset < 13 ? 1 : -1);
    if (axis !== 1 && axis !== -1) refuse(occurrence, "the axis 1 or -1", String(axis));
    read(stack, occurrence);
  };

/** Complains about a network that would draw or measure something. */
export const refuseTraining = (occurrence: Occurrence): never =>
  refuse(
    occurrence,
    "a network for prediction",
    "training_mode 1",
    "Export it in evaluation mode: model.eval().",
  );
