import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { asArray } from "../array/convert.ts";
import { NDArray } from "../array/ndarray.ts";
import type { ChainruleError } from "../base/error.ts";
import { readSafetensors, writeSafetensors } from "./safetensors.ts";

interface Golden {
  readonly cases: readonly {
    readonly about: string;
    readonly base64: string;
    readonly dtype: string;
    readonly values: readonly (number | "nan" | "inf" | "-inf")[];
  }[];
  readonly mixed: string;
  readonly empty: string;
}
const golden: Golden = JSON.parse(
  readFileSync(new URL("../../test/golden/safetensorsFiles.json", import.meta.url), "utf8"),
);
const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
const numberOf = { nan: Number.NaN, inf: Infinity, "-inf": -Infinity };

test.each(golden.cases)(
  "$about of the reference implementation reads as $dtype",
  ({ base64, dtype, values }) => {
    const array = readSafetensors(bytesOf(base64)).tensors.get("a")!;
    expect(array.dtype).toBe(dtype);
    expect(array.tolist()).toEqual(values.map((v) => (typeof v === "number" ? v : numberOf[v])));
  },
);

/** The tensors of the golden file `mixed`, in its order. */
const mixed = new Map([
  ["b1", asArray([0.5, -1])],
  [
    "W1",
    asArray(
      [
        [1.5, -2],
        [0.25, 3],
      ],
      "float32",
    ),
  ],
  ["none", new NDArray(new Int32Array(0), [0, 3], "int32")],
  ["steps", asArray(7, "int32")],
  ['가중치 "x"', asArray([1, 0], "bool")],
]);

test("the same tensors give the same bytes as the reference implementation", () => {
  expect(writeSafetensors(mixed, { "made by": "safetensors" })).toEqual(bytesOf(golden.mixed));
  expect(writeSafetensors(new Map())).toEqual(bytesOf(golden.empty));
});

test("a file of the reference implementation reads whole: names, shapes, metadata", () => {
  const { tensors, metadata } = readSafetensors(bytesOf(golden.mixed));
  expect(metadata).toEqual({ "made by": "safetensors" });
  expect([...tensors].map(([name, { shape, dtype }]) => [name, shape, dtype])).toEqual([
    ["b1", [2], "float64"],
    ["W1", [2, 2], "float32"],
    ["none", [0, 3], "int32"],
    ["steps", [], "int32"],
    ['가중치 "x"', [2], "bool"],
  ]);
  expect(tensors.get("W1")!.tolist()).toEqual([
    [1.5, -2],
    [0.25, 3],
  ]);
});

const bits = ({ data }: NDArray) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

test.each(["float64", "float32"] as const)(
  "%s values come back with their bits: -0, infinities, the smallest, NaN",
  (dtype) => {
    const values = [-0, 0, Infinity, -Infinity, 5e-324, 2 ** -149, 1.7976931348623157e308, 0.1, Number.NaN];
    const array = asArray(values, dtype);
    const back = readSafetensors(writeSafetensors(new Map([["a", array]]))).tensors.get("a")!;
    expect(bits(back)).toEqual(bits(array));
    expect(back.dtype).toBe(dtype);
  },
);

test("the order of the names stays, whatever the widths, and every tensor starts where its elements align", () => {
  const tensors = new Map([
    ["mask", asArray([1, 0, 1], "bool")],
    ["W1", asArray([[1, 2, 3]], "float32")],
    ["__proto__", asArray([0.1])],
  ]);
  const bytes = writeSafetensors(tensors);
  const length = new DataView(bytes.buffer).getUint32(0, true);
  expect(new TextDecoder().decode(bytes.subarray(8, 8 + length)).trimEnd()).toBe(
    '{"mask":{"dtype":"BOOL","shape":[3],"data_offsets":[20,23]},' +
      '"W1":{"dtype":"F32","shape":[1,3],"data_offsets":[8,20]},' +
      '"__proto__":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}',
  );
  expect(length % 8).toBe(0);
  const back = readSafetensors(bytes).tensors;
  expect([...back.keys()]).toEqual(["mask", "W1", "__proto__"]);
  expect(back.get("__proto__")!.tolist()).toEqual([0.1]);
});

test("one array under two names is written twice, since tensors may not share bytes", () => {
  const shared = asArray([1, 2]);
  const back = readSafetensors(
    writeSafetensors(
      new Map([
        ["a", shared],
        ["b", shared],
      ]),
    ),
  ).tensors;
  expect([back.get("a")!.tolist(), back.get("b")!.tolist()]).toEqual([
    [1, 2],
    [1, 2],
  ]);
});

test("a file inside a larger buffer reads from where it starts", () => {
  const bytes = writeSafetensors(new Map([["a", asArray([0.25])]]));
  const larger = new Uint8Array(bytes.length + 3);
  larger.set(bytes, 3);
  expect(readSafetensors(larger.subarray(3)).tensors.get("a")!.tolist()).toEqual([0.25]);
});

test("the reserved name is refused as a tensor", () => {
  expect(() => writeSafetensors(new Map([["__metadata__", asArray([1])]]))).toThrow(
    "writeSafetensors: expected tensors not named __metadata__ but got one of that name.",
  );
});

/** A file from its header as text and so many bytes of data. */
function file(header: string, data = 0, length = new TextEncoder().encode(header).length): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + data);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(text, 8);
  return bytes;
}
const tensor = (offsets: string, rest = '"dtype":"F32","shape":[2]') => `{${rest},"data_offsets":${offsets}}`;
const whole = writeSafetensors(mixed);

test.each<[string, Uint8Array, string]>([
  [
    "an empty file",
    new Uint8Array(0),
    "expected a safetensors file, which starts with 8 bytes but got 0. Is the file complete?",
  ],
  ["seven bytes", new Uint8Array(7), "which starts with 8 bytes but got 7."],
  ["a header cut short", whole.subarray(0, 100), "bytes but got 92 bytes in all. Is the file complete?"],
  [
    "data cut short",
    whole.subarray(0, whole.length - 1),
    "expected 38 bytes of data but got 37. Is the file complete?",
  ],
  [
    "bytes after the last tensor",
    file(`{"a":${tensor("[0,8]")}}`, 9),
    "expected 8 bytes of data, as the header says but got 9. What follows belongs to no tensor.",
  ],
  ["data of no tensor at all", file("{}", 4), "expected 0 bytes of data, as the header says but got 4."],
  [
    "another format",
    new TextEncoder().encode("PK\u0003\u0004 this is a zip archive"),
    "expected a header of at most 100 MB but got a length of",
  ],
  [
    "a header of all the bits",
    new Uint8Array(64).fill(255),
    "expected a header of at most 100 MB but got a length of 18446744073709552000 bytes. Is it a safetensors file?",
  ],
  ["an empty header", file(""), "expected a header in JSON but got one that does not start with {."],
  ["a list as header", file("[]"), "expected a header in JSON but got one that does not start with {."],
  [
    "a header that is no JSON",
    file('{"a":}'),
    "expected a header in JSON but got text that does not parse (",
  ],
  [
    "a header that is no UTF-8",
    file("{}").map((byte, i) => (i === 9 ? 0xff : byte)),
    "expected a header in JSON but got text that does not parse (",
  ],
  [
    "a shape nested deep",
    file(
      `{"a":{"dtype":"F32","shape":{"b":${"[".repeat(20_000)}${"]".repeat(20_000)}},"data_offsets":[0,0]}}`,
    ),
    "expected a header in JSON but got text that does not parse (lists or objects more than 100 deep in one another).",
  ],
  [
    "a shape of a hundred axes",
    file(`{"a":{"dtype":"F32","shape":[${Array(100).fill(1)}],"data_offsets":[0,4]}}`, 4),
    "expected at most 64 axes but got 100.",
  ],
  ["two headers", file("{}{}"), "expected a header in JSON but got text that does not parse ("],
  [
    "a name twice",
    file(`{"a":${tensor("[0,8]")},"a":${tensor("[8,16]")}}`, 16),
    'expected each name once in the header but got "a" twice.',
  ],
  [
    "a name twice, once escaped",
    file(`{"a":${tensor("[0,8]")},"\\u0061":${tensor("[8,16]")}}`, 16),
    'expected each name once in the header but got "a" twice.',
  ],
  [
    "a field twice",
    file(`{"a":${tensor("[0,8]", '"dtype":"F32","dtype":"I32","shape":[2]')}}`, 8),
    'expected each name once in the header but got "dtype" twice.',
  ],
  [
    "a number as tensor",
    file('{"a":3}'),
    'tensor "a": expected an object with dtype, shape and data_offsets but got 3.',
  ],
  [
    "a null as tensor",
    file('{"a":null}'),
    'tensor "a": expected an object with dtype, shape and data_offsets but got null.',
  ],
  [
    "no dtype",
    file(`{"a":${tensor("[0,8]", '"shape":[2]')}}`, 8),
    'tensor "a": expected a dtype that Chainrule reads but got none.',
  ],
  [
    "an unknown dtype",
    file(`{"a":${tensor("[0,8]", '"dtype":"F33","shape":[2]')}}`, 8),
    'tensor "a": expected a dtype that Chainrule reads but got "F33". Did you mean "F32"?',
  ],
  [
    "a dtype named like a method",
    file(`{"a":${tensor("[0,8]", '"dtype":"toString","shape":[2]')}}`, 8),
    'expected a dtype that Chainrule reads but got "toString".',
  ],
  [
    "a float of 8 bits",
    file(`{"a":${tensor("[0,2]", '"dtype":"F8_E4M3","shape":[2]')}}`, 2),
    'expected a dtype that Chainrule reads but got "F8_E4M3".',
  ],
  [
    "no shape",
    file(`{"a":${tensor("[0,8]", '"dtype":"F32"')}}`, 8),
    'tensor "a": expected a shape of whole numbers but got none.',
  ],
  [
    "a negative size",
    file(`{"a":${tensor("[0,8]", '"dtype":"F32","shape":[-2]')}}`, 8),
    "expected a shape of whole numbers but got [-2].",
  ],
  [
    "half a size",
    file(`{"a":${tensor("[0,8]", '"dtype":"F32","shape":[1.5]')}}`, 8),
    "expected a shape of whole numbers but got [1.5].",
  ],
  [
    "sizes whose product overflows",
    file(`{"a":${tensor("[0,8]", '"dtype":"F32","shape":[4294967296,4294967296]')}}`, 8),
    "expected a shape of whole numbers but got [4294967296,4294967296].",
  ],
  [
    "no offsets",
    file('{"a":{"dtype":"F32","shape":[2]}}', 8),
    "expected data_offsets [start, end], start not after end but got none.",
  ],
  [
    "one offset",
    file(`{"a":${tensor("[0]")}}`, 8),
    "expected data_offsets [start, end], start not after end but got [0].",
  ],
  [
    "offsets the wrong way round",
    file(`{"a":${tensor("[8,0]")}}`, 8),
    "expected data_offsets [start, end], start not after end but got [8,0].",
  ],
  [
    "a negative offset",
    file(`{"a":${tensor("[-8,0]")}}`, 8),
    "expected data_offsets [start, end], start not after end but got [-8,0].",
  ],
  [
    "a size that is not the shape's",
    file(`{"a":${tensor("[0,4]")}}`, 4),
    'tensor "a": expected 8 bytes for F32 of shape (2,) but got 4.',
  ],
  [
    "offsets outside the file",
    file(`{"a":${tensor("[0,8]")}}`, 4),
    "expected 8 bytes of data but got 4. Is the file complete?",
  ],
  [
    "a hole at the start",
    file(`{"a":${tensor("[4,12]")}}`, 12),
    'tensor "a": expected data that starts at byte 0 but got byte 4, which leaves a hole.',
  ],
  [
    "a hole between tensors",
    file(`{"b":${tensor("[12,20]")},"a":${tensor("[0,8]")}}`, 20),
    'tensor "b": expected data that starts at byte 8, where the tensor before it ends but got byte 12, which leaves a hole.',
  ],
  [
    "tensors that overlap",
    file(`{"a":${tensor("[0,8]")},"b":${tensor("[4,12]")}}`, 12),
    'tensor "b": expected data that starts at byte 8, where the tensor before it ends but got byte 4, which overlaps.',
  ],
  [
    "metadata that is a list",
    file('{"__metadata__":["x"]}'),
    'expected an object as __metadata__ but got ["x"].',
  ],
  [
    "metadata that is not text",
    file('{"__metadata__":{"epoch":3}}'),
    "expected text as __metadata__.epoch but got 3.",
  ],
  [
    "a truth value of 2",
    file(`{"a":${tensor("[0,1]", '"dtype":"BOOL","shape":[1]')}}`, 1).with(-1, 2),
    'tensor "a": expected 0 or 1 for each BOOL but got 2 as element 0.',
  ],
])("%s is refused with what is wrong", (_, bytes, message) => {
  try {
    readSafetensors(bytes, "w.safetensors");
    expect.unreachable();
  } catch (error) {
    expect((error as ChainruleError).code).toBe("data");
    expect((error as ChainruleError).message).toMatch(/^w\.safetensors(, tensor "\w+")?: expected /);
    expect((error as ChainruleError).message).toContain(message);
  }
});

test("a header of millions of escapes is read as any other", () => {
  const note = "\n".repeat(4_000_000);
  expect(readSafetensors(file(JSON.stringify({ __metadata__: { note } }))).metadata.note).toBe(note);
});
