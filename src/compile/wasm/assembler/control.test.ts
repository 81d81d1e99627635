import { expect, test } from "vitest";
import { type Code, moduleBuilder } from "./module.ts";
import { run } from "./testing.ts";

/** A running function of one i32 that gives an i32. */
function compiled(body: (code: Code, n: number) => void): (n: number) => unknown {
  const module = moduleBuilder({ memory: { initialPages: 1 } });
  module.func(["n: i32"], ["i32"], "f", body, true);
  const { call } = run(module);
  return (n) => call("f", n);
}

test("br to a loop goes round again, br to a block leaves it", () => {
  const sum = compiled((code, n) => {
    const total = code.local("i32", "total");
    code.block((done) => {
      code.loop((again) => {
        code.emit("local.get", n);
        code.emit("i32.eqz");
        code.emit("br_if", done);
        code.emit("local.get", total);
        code.emit("local.get", n);
        code.emit("i32.add");
        code.emit("local.set", total);
        code.emit("local.get", n);
        code.emit("i32.const", 1);
        code.emit("i32.sub");
        code.emit("local.set", n);
        code.emit("br", again);
      });
    });
    code.emit("local.get", total);
  });
  expect(sum(100)).toBe(5050);
});

test("a label finds its block through any blocks between", () => {
  const leave = compiled((code, n) => {
    const marks = code.local("i32", "marks");
    const mark = (bit: number) => {
      code.emit("local.get", marks);
      code.emit("i32.const", bit);
      code.emit("i32.or");
      code.emit("local.set", marks);
    };
    const leaveIf = (value: number, label: Parameters<Parameters<Code["block"]>[0]>[0]) => {
      code.emit("local.get", n);
      code.emit("i32.const", value);
      code.emit("i32.eq");
      code.emit("br_if", label);
    };
    code.block((outer) => {
      code.block((middle) => {
        code.block((inner) => {
          leaveIf(1, outer);
          leaveIf(2, middle);
          leaveIf(3, inner);
          mark(1);
        });
        mark(2);
      });
      mark(4);
    });
    code.emit("local.get", marks);
  });
  expect([0, 1, 2, 3].map(leave)).toEqual([7, 0, 4, 6]);
});

test("an if with a result takes one of its sides, and select one of two values", () => {
  const sign = compiled((code, n) => {
    code.emit("local.get", n);
    code.if(
      (end) => {
        code.emit("i32.const", 1);
        code.emit("br", end);
      },
      () => code.emit("i32.const", 2),
      "i32",
    );
    code.emit("i32.const", 10);
    code.emit("i32.const", 20);
    code.emit("local.get", n);
    code.emit("select");
    code.emit("i32.add");
  });
  expect([5, 0].map(sign)).toEqual([11, 22]);
});

test("a block carries its result to where a branch leaves it", () => {
  const clamp = compiled((code, n) => {
    code.block((end) => {
      code.emit("i32.const", 7);
      code.emit("local.get", n);
      code.emit("br_if", end);
      code.emit("drop");
      code.emit("i32.const", 8);
    }, "i32");
  });
  expect([1, 0].map(clamp)).toEqual([7, 8]);
});

test("a function calls others, and gives several results", () => {
  const module = moduleBuilder({ memory: { initialPages: 1 } });
  const more = module.func(["n: i32"], ["i32"], "more", (code, n) => {
    code.emit("local.get", n);
    code.emit("i32.const", 1);
    code.emit("i32.add");
  });
  module.func(
    [],
    ["i32", "f64"],
    "twice",
    (code) => {
      code.emit("i32.const", 40);
      code.emit("call", more);
      code.emit("call", more);
      code.emit("f64.const", 0.5);
    },
    true,
  );
  expect(run(module).call("twice")).toEqual([42, 0.5]);
});

test("locals of mixed types keep the indices they were given", () => {
  const mixed = compiled((code, n) => {
    const types = ["f32", "f32", "i32", "v128", "i32", "f64"] as const;
    const locals = types.map((type) => code.local(type));
    code.emit("local.get", n);
    code.emit("local.tee", locals[2]!);
    code.emit("local.set", locals[4]!);
    code.emit("f64.const", 0.5);
    code.emit("local.set", locals[5]!);
    code.emit("local.get", locals[4]!);
    code.emit("local.get", locals[5]!);
    code.emit("f64.const", 0.5);
    code.emit("f64.eq");
    code.emit("i32.add");
  });
  expect(mixed(77)).toBe(78);
});
