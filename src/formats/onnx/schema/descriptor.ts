import { create, createFileRegistry, type DescMessage } from "@bufbuild/protobuf";
import {
  type DescriptorProto,
  DescriptorProtoSchema,
  EnumDescriptorProtoSchema,
  FieldDescriptorProtoSchema,
  FileDescriptorProtoSchema,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
} from "@bufbuild/protobuf/wkt";
import { type Field, isRun, type MessageName, type ScalarName } from "./message.ts";
import { choiceName, enums, messages } from "./messages.ts";

const scalarTypes: Readonly<Record<ScalarName, Type>> = {
  int32: Type.INT32,
  int64: Type.INT64,
  float: Type.FLOAT,
  double: Type.DOUBLE,
  string: Type.STRING,
  bytes: Type.BYTES,
};

const isScalar = (type: string): type is ScalarName => Object.hasOwn(scalarTypes, type);
const isInside = (name: string, outer: string) => name.startsWith(`${outer}.`);

function field(name: string, [number, type, count]: Field) {
  // As lists of numbers, weights would take four times their bytes, and a second for a million of them.
  if (isRun(type, count))
    return create(FieldDescriptorProtoSchema, { name, number, label: Label.OPTIONAL, type: Type.BYTES });
  const named = Object.hasOwn(messages, type) ? Type.MESSAGE : Type.ENUM;
  return create(FieldDescriptorProtoSchema, {
    name,
    number,
    label: count === "one" || count === "choice" ? Label.OPTIONAL : Label.REPEATED,
    ...(isScalar(type) ? { type: scalarTypes[type] } : { type: named, typeName: `.onnx.${type}` }),
    ...(count === "packed" && { options: { packed: true } }),
    ...(count === "choice" && { oneofIndex: 0 }),
  });
}

function message(name: MessageName): DescriptorProto {
  const fields: [string, Field][] = Object.entries(messages[name]);
  const inside = (names: string[]) => names.filter((other) => isInside(other, name));
  return create(DescriptorProtoSchema, {
    name: name.split(".").at(-1)!,
    field: fields.map(([key, value]) => field(key, value)),
    oneofDecl: fields.some(([, [, , count]]) => count === "choice") ? [{ name: choiceName }] : [],
    nestedType: inside(Object.keys(messages)).map((other) => message(other as MessageName)),
    enumType: inside(Object.keys(enums)).map((other) =>
      create(EnumDescriptorProtoSchema, {
        name: other.split(".").at(-1)!,
        value: Object.entries(enums[other as keyof typeof enums]).map(([key, number]) => ({
          name: key,
          number,
        })),
      }),
    ),
  });
}

const topLevel = (Object.keys(messages) as MessageName[]).filter((name) => !name.includes("."));

/** The table of messages as the file descriptor that `protoc` would make of onnx.proto, but for runs of floats. */
const fileDescriptor = () =>
  create(FileDescriptorProtoSchema, {
    name: "onnx.proto",
    package: "onnx",
    syntax: "proto2",
    messageType: topLevel.map(message),
  });

let model: DescMessage | undefined;

/** The descriptor of a message, made when it is first asked for. */
export function descriptorOf(name: "ModelProto" | "GraphProto"): DescMessage {
  model ??= createFileRegistry(fileDescriptor(), () => undefined).getMessage("onnx.ModelProto")!;
  return name === "ModelProto" ? model : model.fields.find((field) => field.name === "graph")!.message!;
}
