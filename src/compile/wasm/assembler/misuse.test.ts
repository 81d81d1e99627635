import { expect, test } from "vitest";
import { type Code, type Label, moduleBuilder, type ValueType } from "./module.ts";

function writing(body: (code: Code) => void, results: readonly ValueType[] = []): () => void {
  const module = moduleBuilder({ memory: { initialPages: 1 } });
  return () => module.func([], results, "f", body);
}

test("the engine refuses an instruction without its operands, and names the function", () => {
  const module = moduleBuilder({ memory: { initialPages: 1 } });
  module.func([], [], "half a sum", (code) => {
    code.emit("f32.const", 1);
    code.emit("f32.add");
  });
  expect(() => new WebAssembly.Module(module.bytes())).toThrow(/half a sum/);
});

test("a label of a closed block is refused, and an instruction on locals that gives nothing", () => {
  const kept: Label[] = [];
  expect(
    writing((code) => {
      code.block((label) => kept.push(label));
      code.block(() => code.emit("br", kept[0]!));
    }),
  ).toThrow('wasm function "f": expected a label of a block that is open here but got one that is not.');
  expect(writing((code) => code.apply("v128.store", 0, 1))).toThrow("that gives a number but got v128.store");
});

test("immediates out of range are refused", () => {
  expect(writing((code) => code.emit("i32.const", 2 ** 32))).toThrow("an i32 from -2147483648 to 4294967295");
  expect(writing((code) => code.emit("i32.const", 0.5))).toThrow("but got 0.5");
  expect(writing((code) => code.emit("v128.const", new Uint8Array(15)))).toThrow("16 to 16 but got 15");
});

test.each<[string, (code: Code) => void]>([
  [
    "a lane that a vector does not have",
    (code) => {
      code.emit("v128.const", new Uint8Array(16));
      code.emit("f64x2.extract_lane", 2);
      code.emit("drop");
    },
  ],
  [
    "more alignment than the number is wide",
    (code) => {
      code.emit("i32.const", 0);
      code.emit("i32.load", { align: 8 });
      code.emit("drop");
    },
  ],
])("the engine refuses %s", (_, body) => {
  const module = moduleBuilder({ memory: { initialPages: 1 } });
  module.func([], [], "f", body);
  expect(WebAssembly.validate(module.bytes())).toBe(false);
});

test("immediates of another number or type are errors of type", () => {
  const wrong = (code: Code) => {
    // @ts-expect-error no such instruction
    code.emit("f32.multiply");
    // @ts-expect-error a constant is missing
    code.emit("i32.const");
    // @ts-expect-error one immediate too many
    code.emit("f32.add", 1);
    // @ts-expect-error a lane is missing
    code.emit("v128.load32_lane", { offset: 4 });
    // @ts-expect-error a label is no number
    code.emit("br", 0);
    // @ts-expect-error a memory argument is no number
    code.emit("f32.load", 16);
    // @ts-expect-error a function is no number
    code.emit("call", 0);
    // @ts-expect-error there is no such type
    code.local("f16");
  };
  expect(wrong).toBeTypeOf("function");
});
