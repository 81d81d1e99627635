import { shortestFloat32 } from "../../../base/shortestFloat32.ts";
import { enums } from "../schema/messages.ts";
import { type Node, refuseNode } from "./refuse.ts";

const types = enums["AttributeProto.AttributeType"];

/** The attributes of a node, each asked for with its type and its default. */
export interface Attributes {
  float(name: string, otherwise: number): number;
  int(name: string, otherwise: number): number;
  text(name: string, otherwise: string): string;
  floats(name: string): readonly number[];
  ints(name: string): readonly number[];
}

/**
 * @throws ChainruleError `data` for a name that comes twice; and when asked, for another type, or a whole number beyond
 * 2^53
 */
export function attributesOf(node: Node, who: string): Attributes {
  const found = new Map<string, Node["attribute"][number]>();
  for (const attribute of node.attribute) {
    if (found.has(attribute.name)) refuseNode(node, who, "each attribute once", `"${attribute.name}" twice`);
    found.set(attribute.name, attribute);
  }
  const get = (name: string, type: keyof typeof types) => {
    const attribute = found.get(name);
    // Very old files state no type.
    if (attribute && attribute.type !== types[type] && attribute.type !== types.UNDEFINED)
      refuseNode(node, who, `${name} as ${type}`, `an attribute of type ${attribute.type}`);
    return attribute;
  };
  return {
    float(name, otherwise) {
      const attribute = get(name, "FLOAT");
      return attribute ? shortestFloat32(attribute.f) : otherwise;
    },
    int(name, otherwise) {
      const value = get(name, "INT")?.i;
      if (value === undefined) return otherwise;
      if (!Number.isSafeInteger(Number(value))) refuseNode(node, who, `${name} below 2^53`, String(value));
      return Number(value);
    },
    floats: (name) => get(name, "FLOATS")?.floats ?? [],
    ints: (name) => get(name, "INTS")?.ints.map(Number) ?? [],
    text(name, otherwise) {
      const bytes = get(name, "STRING")?.s;
      return bytes ? new TextDecoder().decode(bytes.subarray(0, 100)) : otherwise;
    },
  };
}
