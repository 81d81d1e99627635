import { expect, test } from "vitest";
import golden from "../../../../test/golden/onnx/schema.json" with { type: "json" };
import { dataTypes } from "./dataTypes.ts";
import type { MessageName } from "./message.ts";
import { enums, messages } from "./messages.ts";

const official: Readonly<Record<string, Readonly<Record<string, unknown>>>> = golden.messages;

test.each(Object.keys(messages) as MessageName[])(
  "%s has its fields' names, numbers, types and labels as the onnx package has them",
  (name) => {
    for (const [field, stated] of Object.entries(messages[name]))
      expect(official[name]![field], field).toEqual([...stated]);
  },
);

test("the table leaves out no message of the official ones that it was compared with", () => {
  expect(Object.keys(messages).sort()).toEqual(Object.keys(official).sort());
});

test("the enums have the official values", () => {
  const { "TensorProto.DataType": types, ...others } = golden.enums;
  expect(enums).toEqual(others);
  expect(types).toMatchObject(dataTypes);
});
