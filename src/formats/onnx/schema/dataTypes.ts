/** The element types of TensorProto.DataType by name. */
export const dataTypes = {
  FLOAT: 1,
  UINT8: 2,
  INT8: 3,
  UINT16: 4,
  INT16: 5,
  INT32: 6,
  INT64: 7,
  STRING: 8,
  BOOL: 9,
  FLOAT16: 10,
  DOUBLE: 11,
  UINT32: 12,
  UINT64: 13,
  COMPLEX64: 14,
  COMPLEX128: 15,
  BFLOAT16: 16,
} as const;

export type DataType = keyof typeof dataTypes;

/** `DOUBLE` for 11; the number itself for a type that is not in the table. */
export const dataTypeName = (number: number): string =>
  Object.entries(dataTypes).find(([, value]) => value === number)?.[0] ?? `type ${number}`;
