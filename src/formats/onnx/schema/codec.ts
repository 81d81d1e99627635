import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { fail } from "../../../base/error.ts";
import { descriptorOf } from "./descriptor.ts";
import { faultOf } from "./guard.ts";
import type { Draft, Message } from "./message.ts";

/** The bytes of a model. */
export const encodeModel = (model: Draft<"ModelProto">): Uint8Array<ArrayBuffer> => {
  const descriptor = descriptorOf("ModelProto");
  return toBinary(descriptor, create(descriptor, { ...model }));
};

/** The bytes of a graph: the same for the same graph, whoever wrote it in what order of fields. */
export const encodeGraph = (graph: Draft<"GraphProto"> | Message<"GraphProto">): Uint8Array => {
  const descriptor = descriptorOf("GraphProto");
  return toBinary(descriptor, create(descriptor, { ...graph }));
};

/**
 * The model in the bytes of an ONNX file. Fields that are not in the table of messages are passed over.
 *
 * @throws ChainruleError `data` for bytes that are no such message, or more than a network of layers can have
 */
export function decodeModel(bytes: Uint8Array, who: string): Message<"ModelProto"> {
  const fault = faultOf(bytes, "ModelProto");
  if (fault) fail("data", { who, ...fault, fix: "Is it a whole ONNX file?" });
  try {
    const message = fromBinary(descriptorOf("ModelProto"), bytes, { readUnknownFields: false });
    return message as unknown as Message<"ModelProto">;
  } catch (cause) {
    const got = `one that does not decode (${cause instanceof Error ? cause.message : cause})`;
    return fail("data", { who, expected: "an ONNX model", got }, cause);
  }
}
