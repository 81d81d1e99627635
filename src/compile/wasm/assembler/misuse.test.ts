import { expect, test } from "vitest";
import { type Code, type Label, moduleBuilder, type ValueType } from "./module.ts";

function writing(body: (code: Code) => void, results: readonly ValueType[] = []): () => void {
  const module = moduleBuilder({ memory: { initialPages: 1 } });
  return () => module.func([], results, "f", body);
}

test("an instruction without its operands is refused where it is written", () => {
  expect(
    writing((code) => {
      code.emit("f32.const", 1);
      code.emit("f32.add");
    }),
  ).toThrow('wasm function "f": expected f32 on the stack for f32.add but got none in this block.');
  expect(
    writing((code) => {
      code.emit("v128.const", new Uint8Array(16));
      code.emit("i32.const", 1);
      code.emit("f32x4.mul");
    }),
  ).toThrow('wasm function "f": expected v128 on the stack for f32x4.mul but got i32.');
});

test("a block must leave its result and nothing else, and cannot take what lies outside it", () => {
  expect(writing((code) => code.emit("i32.const", 1))).toThrow(
    'wasm function "f": expected [] at the end of the function but got also i32.',
  );
  expect(writing((code) => code.block(() => {}, "i32"))).toThrow("i32 on the stack for end of the block");
  expect(
    writing((code) => {
      code.emit("i32.const", 1);
      code.block(() => code.emit("drop"));
    }),
  ).toThrow("none in this block");
  expect(
    writing((code) => {
      code.emit("i32.const", 1);
      code.if(() => code.emit("i32.const", 1), undefined, "i32");
    }),
  ).toThrow("an otherwise that leaves i32");
});

test("what follows a branch needs no operands", () => {
  expect(
    writing(
      (code) => {
        code.emit("unreachable");
        code.emit("f32.add");
      },
      ["f32"],
    ),
  ).not.toThrow();
});

test("an unknown local, global, function or a label of a closed block is refused", () => {
  expect(writing((code) => code.emit("local.get", 0))).toThrow("a known local but got local 0");
  expect(writing((code) => code.emit("global.get", 3))).toThrow("a known global but got global 3");
  expect(writing((code) => code.emit("call", { index: 9 }))).toThrow("a known function but got function 9");
  const kept: Label[] = [];
  expect(
    writing((code) => {
      code.block((label) => kept.push(label));
      code.block(() => code.emit("br", kept[0]!));
    }),
  ).toThrow("a label of a block that is open here");
});

test("immediates out of range are refused", () => {
  expect(writing((code) => code.emit("i32.const", 2 ** 32))).toThrow("an i32 from -2147483648 to 4294967295");
  expect(writing((code) => code.emit("i32.const", 0.5))).toThrow("but got 0.5");
  expect(writing((code) => code.emit("i64.const", 2n ** 64n))).toThrow("an i64");
  expect(
    writing((code) => {
      code.emit("v128.const", new Uint8Array(16));
      code.emit("f64x2.extract_lane", 2);
    }),
  ).toThrow("a lane from 0 to 1 but got 2");
  expect(
    writing((code) => {
      code.emit("i32.const", 0);
      code.emit("i32.load", { align: 8 });
    }),
  ).toThrow("an alignment that is a power of two up to 4 but got 8");
  expect(writing((code) => code.emit("v128.const", new Uint8Array(15)))).toThrow("16 to 16 but got 15");
});

test("a module refuses a name twice, data beyond its memory, and a shared memory without a maximum", () => {
  const module = moduleBuilder({ memory: { initialPages: 1 } });
  module.func([], [], "f", () => {});
  expect(() => module.func([], [], "f", () => {})).toThrow('a name for each function but got "f" twice');
  expect(() => module.data(65535, new Uint8Array(2))).toThrow("an end at byte 65537");
  expect(() => moduleBuilder({ memory: { initialPages: 1, shared: true } })).toThrow("maximumPages");
});

test("immediates of another number or type are errors of type", () => {
  const wrong = (code: Code, label: Label) => {
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
    // @ts-expect-error labels come as a list, before the default
    code.emit("br_table", label);
    // @ts-expect-error a memory argument is no number
    code.emit("f32.load", 16);
    // @ts-expect-error a function is no number
    code.emit("call", 0);
    // @ts-expect-error there is no such type
    code.local("f16");
  };
  expect(wrong).toBeTypeOf("function");
});

test("an instruction on locals takes locals of its types and leaves one value", () => {
  const applying = (name: "f32.add" | "f32.neg" | "f32.store", ...types: ("f32" | "f64")[]) =>
    writing((code) => void code.apply(name, ...types.map((type) => code.local(type))));
  expect(applying("f32.add", "f32", "f32")).not.toThrow();
  expect(applying("f32.add", "f32", "f64")).toThrow(
    'wasm function "f": expected an instruction on locals, here f32.add on f32 f32 but got f32 f64.',
  );
  expect(applying("f32.neg", "f32", "f32")).toThrow("here f32.neg on f32 but got f32 f32");
  expect(writing((code) => void code.apply("f32.neg", 7))).toThrow("here f32.neg on f32 but got no local");
  expect(applying("f32.store", "f32", "f32")).toThrow("an instruction on locals");
});

test("a part leaves nothing on the stack and takes nothing from it", () => {
  const placing = (write: (code: Code["emit"]) => void) =>
    writing((code) => {
      const part = code.part();
      code.emit("i32.const", 1);
      write(part.writer.emit);
      part.place();
      code.emit("drop");
    });
  const balanced = placing((emit) => {
    emit("i32.const", 2);
    emit("drop");
  });
  expect(balanced).not.toThrow();
  expect(placing((emit) => emit("i32.const", 2))).toThrow("[] at the end of the part but got also i32");
  expect(placing((emit) => emit("drop"))).toThrow("none in this block");
});
