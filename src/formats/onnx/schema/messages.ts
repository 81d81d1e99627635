/**
 * The messages of onnx.proto (onnx 1.23, proto2) that a network of layers is told in: each field with its number, its
 * type and how often it comes. A `packed` list stands as one run of bytes; one field of a `choice` is set at most.
 * Fields that are not here, such as functions and training, are passed over when a file is read.
 */
export const messages = {
  ModelProto: {
    ir_version: [1, "int64", "one"],
    producer_name: [2, "string", "one"],
    producer_version: [3, "string", "one"],
    domain: [4, "string", "one"],
    model_version: [5, "int64", "one"],
    doc_string: [6, "string", "one"],
    graph: [7, "GraphProto", "one"],
    opset_import: [8, "OperatorSetIdProto", "many"],
    metadata_props: [14, "StringStringEntryProto", "many"],
  },
  OperatorSetIdProto: { domain: [1, "string", "one"], version: [2, "int64", "one"] },
  StringStringEntryProto: { key: [1, "string", "one"], value: [2, "string", "one"] },
  GraphProto: {
    node: [1, "NodeProto", "many"],
    name: [2, "string", "one"],
    initializer: [5, "TensorProto", "many"],
    doc_string: [10, "string", "one"],
    input: [11, "ValueInfoProto", "many"],
    output: [12, "ValueInfoProto", "many"],
    value_info: [13, "ValueInfoProto", "many"],
  },
  NodeProto: {
    input: [1, "string", "many"],
    output: [2, "string", "many"],
    name: [3, "string", "one"],
    op_type: [4, "string", "one"],
    attribute: [5, "AttributeProto", "many"],
    doc_string: [6, "string", "one"],
    domain: [7, "string", "one"],
  },
  AttributeProto: {
    name: [1, "string", "one"],
    f: [2, "float", "one"],
    i: [3, "int64", "one"],
    s: [4, "bytes", "one"],
    t: [5, "TensorProto", "one"],
    g: [6, "GraphProto", "one"],
    floats: [7, "float", "many"],
    ints: [8, "int64", "many"],
    type: [20, "AttributeProto.AttributeType", "one"],
  },
  TensorProto: {
    dims: [1, "int64", "many"],
    data_type: [2, "int32", "one"],
    float_data: [4, "float", "packed"],
    int32_data: [5, "int32", "packed"],
    string_data: [6, "bytes", "many"],
    int64_data: [7, "int64", "packed"],
    name: [8, "string", "one"],
    raw_data: [9, "bytes", "one"],
    double_data: [10, "double", "packed"],
    external_data: [13, "StringStringEntryProto", "many"],
    data_location: [14, "TensorProto.DataLocation", "one"],
  },
  ValueInfoProto: {
    name: [1, "string", "one"],
    type: [2, "TypeProto", "one"],
    doc_string: [3, "string", "one"],
  },
  TypeProto: { tensor_type: [1, "TypeProto.Tensor", "choice"] },
  "TypeProto.Tensor": { elem_type: [1, "int32", "one"], shape: [2, "TensorShapeProto", "one"] },
  TensorShapeProto: { dim: [1, "TensorShapeProto.Dimension", "many"] },
  "TensorShapeProto.Dimension": {
    dim_value: [1, "int64", "choice"],
    dim_param: [2, "string", "choice"],
    denotation: [3, "string", "one"],
  },
} as const;

/** The values of the enums that fields of {@link messages} have. */
export const enums = {
  "AttributeProto.AttributeType": {
    UNDEFINED: 0,
    FLOAT: 1,
    INT: 2,
    STRING: 3,
    TENSOR: 4,
    GRAPH: 5,
    FLOATS: 6,
    INTS: 7,
    STRINGS: 8,
    TENSORS: 9,
    GRAPHS: 10,
    SPARSE_TENSOR: 11,
    SPARSE_TENSORS: 12,
    TYPE_PROTO: 13,
    TYPE_PROTOS: 14,
  },
  "TensorProto.DataLocation": { DEFAULT: 0, EXTERNAL: 1 },
} as const;

/** The name of the oneof that the fields of a choice stand in. */
export const choiceName = "value";
