import { expect, test } from "vitest";
import { moduleBuilder } from "./module.ts";
import { run } from "./testing.ts";

test("a trap's stack trace names the functions", () => {
  const module = moduleBuilder({ memory: { initialPages: 1 } });
  const inner = module.func([], [], "matmul 4x3", (code) => code.emit("unreachable"));
  module.func([], [], "step", (code) => code.emit("call", inner), true);
  const { call } = run(module);
  let stack = "";
  try {
    call("step");
  } catch (error) {
    stack = (error as Error).stack!;
  }
  expect(stack).toMatch(/at .*matmul 4x3 .*\n\s+at .*step /);
});

test("only exported functions are seen from outside, and the memory is imported", () => {
  const module = moduleBuilder({ memory: { initialPages: 2, maximumPages: 9, shared: true } });
  module.func([], [], "inside", () => {});
  module.func([], [], "outside", () => {}, true);
  const compiled = new WebAssembly.Module(module.bytes());
  expect(WebAssembly.Module.exports(compiled)).toEqual([{ name: "outside", kind: "function" }]);
  expect(WebAssembly.Module.imports(compiled)).toEqual([{ module: "env", name: "memory", kind: "memory" }]);
  const unshared = new WebAssembly.Memory({ initial: 2, maximum: 9 });
  expect(() => new WebAssembly.Instance(compiled, { env: { memory: unshared } })).toThrow(
    WebAssembly.LinkError,
  );
});

test("the smallest module is the bytes the specification says", () => {
  const module = moduleBuilder({ memory: { initialPages: 1 } });
  module.func(["f32", "f32"], ["f32"], "add", (code, a, b) => {
    code.emit("local.get", a);
    code.emit("local.get", b);
    code.emit("f32.add");
  });
  const hex = Buffer.from(module.bytes()).toString("hex");
  // Header, (f32 f32) -> f32, the import, one function, no exports, its body, no data.
  expect(hex.slice(0, 16)).toBe("0061736d01000000");
  expect(hex.slice(16)).toContain("010701" + "60027d7d017d");
  expect(hex).toContain("020f01" + "03656e76" + "066d656d6f7279" + "020001");
  expect(hex).toContain("03020100");
  expect(hex).toContain("0a0901" + "0700" + "20002001920b");
});

test("bytes can be asked for again after more was added", () => {
  const module = moduleBuilder({ memory: { initialPages: 1 } });
  module.func([], ["i32"], "one", (code) => code.emit("i32.const", 1), true);
  const first = module.bytes();
  module.func([], ["i32"], "two", (code) => code.emit("i32.const", 2), true);
  expect(WebAssembly.validate(first)).toBe(true);
  expect([run(module).call("one"), run(module).call("two")]).toEqual([1, 2]);
});

test("a part written first comes where it is placed, and applies instructions to locals", () => {
  const module = moduleBuilder({ memory: { initialPages: 1 } });
  module.func(
    ["x: f64"],
    ["f64"],
    "f",
    (code, x) => {
      const later = code.part();
      const sum = later.writer.apply("f64.add", x, x);
      code.emit("f64.const", 3);
      code.emit("local.set", x);
      later.place();
      code.emit("local.get", code.apply("f64.sqrt", code.apply("f64.add", sum, x)));
    },
    true,
  );
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), { env: { memory } });
  expect((exports.f as (x: number) => number)(100)).toBe(3);
});
