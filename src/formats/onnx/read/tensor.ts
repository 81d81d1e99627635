import { NDArray } from "../../../array/ndarray.ts";
import { fail } from "../../../base/error.ts";
import { formatShape } from "../../../base/shape.ts";
import { elementTypes, readElements } from "../../safetensors/elements.ts";
import { type DataType, dataTypeName } from "../schema/dataTypes.ts";
import type { Message } from "../schema/message.ts";
import { enums } from "../schema/messages.ts";
import { shortened } from "./refuse.ts";

type Tensor = Message<"TensorProto">;

/** The lists that hold elements which are not raw. */
type List = "floatData" | "doubleData" | "int32Data" | "int64Data";

const mostAxes = 8;

/** How the element types are read: their names in safetensors, and the list that holds them where they are not raw. */
const readable: Partial<Record<DataType, readonly [raw: string, list: List]>> = {
  FLOAT: ["F32", "floatData"],
  DOUBLE: ["F64", "doubleData"],
  FLOAT16: ["F16", "int32Data"],
  BFLOAT16: ["BF16", "int32Data"],
  INT64: ["I64", "int64Data"],
  INT32: ["I32", "int32Data"],
  INT16: ["I16", "int32Data"],
  INT8: ["I8", "int32Data"],
  UINT16: ["U16", "int32Data"],
  UINT8: ["U8", "int32Data"],
  BOOL: ["BOOL", "int32Data"],
};

const halves: readonly string[] = ["FLOAT16", "BFLOAT16"];

/** Whether the elements are of 16 bits, which widen to float32. */
export const isHalf = ({ dataType }: Tensor): boolean => halves.includes(dataTypeName(dataType));

/**
 * The array in a tensor, checked against its shape before anything is allocated.
 *
 * @throws ChainruleError `data` for data in another file, negative or too many axes, an element type that is no
 * number, or more or fewer elements than the shape has
 */
export function readTensor(tensor: Tensor, file: string): NDArray {
  const who = `${file}, tensor "${shortened(tensor.name)}"`;
  if (tensor.dataLocation === enums["TensorProto.DataLocation"].EXTERNAL) {
    const place = tensor.externalData.find(({ key }) => key === "location")?.value ?? "";
    fail("data", {
      who,
      expected: "its data in the file",
      got: `data in another file, "${shortened(place)}"`,
      fix: 'Save it whole: onnx.save(onnx.load("model.onnx"), "whole.onnx").',
    });
  }
  const shape = shapeOf(tensor, who);
  const size = shape.reduce((product, length) => product * length, 1);
  const name = dataTypeName(tensor.dataType);
  const found = Object.hasOwn(readable, name) ? readable[name as DataType] : undefined;
  if (!found) return fail("data", { who, expected: "elements that are numbers", got: name });
  const [raw, list] = found;
  const type = elementTypes[raw]!;
  const bytes = tensor.rawData.length > 0 ? tensor.rawData : packed(tensor, list, type.bytes);
  if (bytes.length !== size * type.bytes)
    fail("data", {
      who,
      expected: `${size} elements for shape ${formatShape(shape)} of ${name}`,
      got: `${bytes.length / type.bytes}`,
    });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { data, dtype } = readElements(type, view, 0, size);
  return new NDArray(data, shape, dtype);
}

/** A list as the bytes that it would have as raw data. */
function packed(tensor: Tensor, list: List, width: number): Uint8Array {
  if (list === "floatData" || list === "doubleData") return tensor[list];
  const bytes = new Uint8Array(tensor[list].length * width);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of tensor[list].entries())
    if (typeof value === "bigint") view.setBigInt64(i * width, value, true);
    else if (width === 4) view.setInt32(i * width, value, true);
    else if (width === 2) view.setInt16(i * width, value, true);
    else view.setInt8(i, value);
  return bytes;
}

function shapeOf({ dims }: Tensor, who: string): number[] {
  if (dims.length > mostAxes)
    fail("data", { who, expected: `at most ${mostAxes} axes`, got: `${dims.length}` });
  let size = 1n;
  for (const length of dims) {
    if (length < 0n) fail("data", { who, expected: "axes of a length from 0", got: String(length) });
    size *= length;
    if (length > BigInt(Number.MAX_SAFE_INTEGER) || size > BigInt(Number.MAX_SAFE_INTEGER))
      fail("data", { who, expected: "at most 2^53 elements", got: `shape (${dims.join(", ")})` });
  }
  return dims.map(Number);
}
