import { fail } from "../../../base/error.ts";
import type { Message } from "../schema/message.ts";

export type Node = Message<"NodeProto">;

/** A node as messages name it: `net.onnx, node "/1/Gemm" (Gemm)`; one without a name by its output. */
export function nodeName(node: Node, who: string): string {
  const name = node.name === "" ? `of "${node.output[0] ?? ""}"` : `"${shortened(node.name)}"`;
  return `${who}, node ${name} (${shortened(node.opType)})`;
}

/** Complains about a node of a file. */
export const refuseNode = (node: Node, who: string, expected: string, got: string, fix?: string): never =>
  fail("data", { who: nodeName(node, who), expected, got, fix });

/** A name out of a file, cut where it is long. */
export const shortened = (name: string): string => (name.length > 60 ? `${name.slice(0, 60)}...` : name);
