import { expect, test } from "vitest";
import { moduleBuilder } from "./module.ts";
import { run } from "./testing.ts";

const onePage = { memory: { initialPages: 1 } };

test.each([0, 4, 124, 128, 16380, 16384, 65532])("a load and a store reach offset %d", (offset) => {
  const module = moduleBuilder(onePage);
  const copy = module.func(
    ["address: i32", "value: i32"],
    ["i32"],
    "copy",
    (code, address, value) => {
      code.emit("local.get", address);
      code.emit("local.get", value);
      code.emit("i32.store", { offset });
      code.emit("local.get", address);
      code.emit("i32.load", { offset, align: 1 });
    },
    true,
  );
  const { memory, call } = run(module);
  expect(copy.index).toBe(0);
  expect(call("copy", 0, -123)).toBe(-123);
  expect(new DataView(memory.buffer).getInt32(offset, true)).toBe(-123);
});

test("load_lane and store_lane move one lane", () => {
  const module = moduleBuilder(onePage);
  module.data(32, new Uint8Array(Float32Array.of(1, 2, 3, 4).buffer));
  module.func(
    [],
    [],
    "move",
    (code) => {
      const lanes = code.local("v128");
      code.emit("i32.const", 32);
      code.emit("i32.const", 32);
      code.emit("v128.load");
      code.emit("v128.load32_lane", { offset: 4 }, 3);
      code.emit("local.set", lanes);
      code.emit("i32.const", 0);
      code.emit("local.get", lanes);
      code.emit("v128.store");
      code.emit("i32.const", 0);
      code.emit("local.get", lanes);
      code.emit("v128.store32_lane", { offset: 16 }, 2);
    },
    true,
  );
  const { memory, call } = run(module);
  call("move");
  expect([...new Float32Array(memory.buffer, 0, 5)]).toEqual([1, 2, 3, 2, 3]);
});

test("memory.copy takes target, source, count; memory.fill takes target, byte, count", () => {
  const module = moduleBuilder(onePage);
  module.data(0, Uint8Array.of(1, 2, 3));
  module.func(
    [],
    [],
    "ranges",
    (code) => {
      for (const value of [100, 0, 3]) code.emit("i32.const", value);
      code.emit("memory.copy");
      for (const value of [103, 7, 2]) code.emit("i32.const", value);
      code.emit("memory.fill");
    },
    true,
  );
  const { memory, call } = run(module);
  call("ranges");
  expect([...new Uint8Array(memory.buffer, 100, 6)]).toEqual([1, 2, 3, 7, 7, 0]);
});

test("atomics give the value before, on shared memory", () => {
  const module = moduleBuilder({ memory: { initialPages: 1, maximumPages: 2, shared: true } });
  module.func(
    ["value: i32"],
    ["i32"],
    "add",
    (code, value) => {
      code.emit("i32.const", 0);
      code.emit("local.get", value);
      code.emit("i32.atomic.rmw.add", { offset: 8 });
    },
    true,
  );
  module.func(
    [],
    ["i32"],
    "wait",
    (code) => {
      code.emit("i32.const", 8);
      code.emit("i32.const", 12345);
      code.emit("i64.const", 1_000_000);
      code.emit("memory.atomic.wait32");
    },
    true,
  );
  const { call } = run(module, { initial: 1, maximum: 2, shared: true });
  expect([call("add", 5), call("add", -2), call("add", 0)]).toEqual([0, 5, 3]);
  // 1: the word does not hold what the waiter expected.
  expect(call("wait")).toBe(1);
});
