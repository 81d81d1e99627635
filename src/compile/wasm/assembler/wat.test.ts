import { expect, test } from "vitest";
import { moduleBuilder } from "./module.ts";
import { wat } from "./wat.ts";
import { f32Text, f64Text } from "./watNumber.ts";

test("a module prints as text with the names it was given", () => {
  const module = moduleBuilder({ memory: { initialPages: 1, maximumPages: 4, shared: true } });
  const square = module.func(["x: f32"], ["f32"], "square", (code, x) => {
    code.emit("local.get", x);
    code.emit("local.get", x);
    code.emit("f32.mul");
  });
  module.func(
    ["n: i32"],
    ["f32"],
    "sum of squares",
    (code, n) => {
      const sum = code.local("f32", "sum");
      const lanes = code.local("v128");
      code.local("f32", "sum");
      code.emit("i32.const", 16);
      code.emit("v128.load", { offset: 32, align: 4 });
      code.emit("v128.const", Float32Array.of(1, -2, 0.5, 0));
      code.emit("i8x16.shuffle", [0, 1, 2, 3, 4, 5, 6, 7, 24, 25, 26, 27, 28, 29, 30, 31]);
      code.emit("local.set", lanes);
      code.block((done) => {
        code.loop((again) => {
          code.emit("local.get", n);
          code.emit("i32.eqz");
          code.emit("br_if", done);
          code.emit("local.get", n);
          code.if(
            () => code.emit("br", again),
            () => code.emit("nop"),
          );
        });
      });
      code.emit("local.get", sum);
      code.emit("f32.const", 0.1);
      code.emit("call", square);
      code.emit("f32.add");
    },
    true,
  );
  module.data(8, new TextEncoder().encode('hi "é"\n'));
  expect(wat(module.bytes())).toBe(`(module
  (import "env" "memory" (memory 1 4 shared))
  (func $square (param $x f32) (result f32)
    local.get $x
    local.get $x
    f32.mul
  )
  (func $sum_of_squares (export "sum of squares") (param $n i32) (result f32)
    (local $sum f32) (local $2 v128) (local $sum.3 f32)
    i32.const 16
    v128.load offset=32 align=4
    v128.const i32x4 0x3f800000 0xc0000000 0x3f000000 0x00000000
    i8x16.shuffle 0 1 2 3 4 5 6 7 24 25 26 27 28 29 30 31
    local.set $2
    block $block1
      loop $loop2
        local.get $n
        i32.eqz
        br_if $block1
        local.get $n
        if $if3
          br $loop2
        else
          nop
        end
      end
    end
    local.get $sum
    f32.const 0.1
    call $square
    f32.add
  )
  (data (i32.const 8) "hi \\22\\c3\\a9\\22\\0a")
)
`);
});

test.each([
  [0.1, "0.1"],
  [1 / 3, "0.33333334"],
  [16777216, "16777216"],
  [1e-45, "1e-45"],
  [3.4028234663852886e38, "3.4028235e+38"],
  [-0, "-0"],
  [Number.NEGATIVE_INFINITY, "-inf"],
])("the f32 nearest to %d is written %s", (value, text) => {
  expect(f32Text(new Uint8Array(Float32Array.of(value).buffer))).toBe(text);
});

test("a NaN is written with its sign and payload", () => {
  expect(f32Text(new Uint8Array(Uint32Array.of(0xffc00001).buffer))).toBe("-nan:0x400001");
  expect(f64Text(new Uint8Array(BigUint64Array.of(0x7ff8000000000000n).buffer))).toBe("nan:0x8000000000000");
  expect(f64Text(new Uint8Array(Float64Array.of(0.1).buffer))).toBe("0.1");
});
