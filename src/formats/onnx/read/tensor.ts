import { NDArray } from "../../../array/ndarray.ts";
import { allocate } from "../../../base/dtype.ts";
import { fail } from "../../../base/error.ts";
import { formatShape } from "../../../base/shape.ts";
import { elementTypes, readElements } from "../../safetensors/elements.ts";
import { type DataType, dataTypeName } from "../schema/dataTypes.ts";
import type { Message } from "../schema/message.ts";
import { enums } from "../schema/messages.ts";
import { shortened } from "./refuse.ts";

type Tensor = Message<"TensorProto">;

const mostAxes = 8;

/** How the element types are read: their names in safetensors, and the list that holds them where they are not raw. */
const readable: Partial<
  Record<DataType, readonly [raw: string, list: "floatData" | "doubleData" | "int32Data" | "int64Data"]>
> = {
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
  const isRaw = tensor.rawData.length > 0;
  const given = isRaw ? tensor.rawData.length / type.bytes : tensor[list].length;
  if (given !== size)
    fail("data", {
      who,
      expected: `${size} elements for shape ${formatShape(shape)} of ${name}`,
      got: isRaw ? `${tensor.rawData.length} bytes` : `${given}`,
    });
  if (isRaw || list === "int64Data" || isHalf(tensor)) {
    const { buffer, byteOffset, byteLength } = isRaw ? tensor.rawData : packed(tensor, list === "int64Data");
    const { data, dtype } = readElements(type, new DataView(buffer, byteOffset, byteLength), 0, size);
    return new NDArray(data, shape, dtype);
  }
  const dtype = type.becomes === "integer" ? "int32" : type.becomes;
  const data = allocate(dtype, size);
  tensor[list].forEach((value, i) => {
    data[i] = value;
  });
  return new NDArray(data, shape, dtype);
}

/** The bytes that whole numbers of 64 bits, or floats of 16, would have as raw data. */
function packed({ int64Data, int32Data }: Tensor, isWide: boolean): Uint8Array {
  const bytes = new Uint8Array(isWide ? int64Data.length * 8 : int32Data.length * 2);
  const view = new DataView(bytes.buffer);
  if (isWide) for (const [i, value] of int64Data.entries()) view.setBigInt64(i * 8, value, true);
  else for (const [i, value] of int32Data.entries()) view.setUint16(i * 2, value, true);
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
