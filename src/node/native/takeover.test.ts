import { expect, test } from "vitest";
import { input, ops } from "../../graph/build.ts";
import { opened } from "../../run/wasm.ts";
import type { Built, Job } from "./build.ts";
import type { NativeCode } from "./library.ts";
import { type Policy, takingOver } from "./takeover.ts";

const x = input("x", [200, 200]);
/** A step of some milliseconds: 8 million multiplications. */
const step = { outputs: { y: ops.matmul(x, x) }, updates: [] };

/** Native code that only counts its calls, at once or after a while. */
const counting = (milliseconds = 0) => {
  const code: NativeCode & { calls: number } = {
    calls: 0,
    threads: 1,
    once() {},
    run(_schedule, _memory, _first, count) {
      code.calls++;
      for (const began = performance.now(); performance.now() - began < milliseconds; );
      return count;
    },
  };
  return code;
};

interface Asked {
  begun: number;
  cancelled: number;
  left: number;
}

function prepared(built: () => Built | undefined, policy: Partial<Policy> = {}, runs = 1000) {
  const asked: Asked = { begun: 0, cancelled: 0, left: 0 };
  const begin: Policy["begin"] = (_programs, left): Job => {
    asked.begun++;
    asked.left = left();
    return {
      get built() {
        return built();
      },
      cancel: () => void asked.cancelled++,
    };
  };
  const how = { settling: 0, worthLooking: 0, fused: false, trial: 0, begin, ...policy };
  const [program] = takingOver(opened([step], { threads: 1 }), runs, how);
  return { program: program!, asked };
}

test("nothing is built before the run has gone on for a while, and where little of it is left", () => {
  const unsettled = prepared(() => undefined, { settling: 1e6 });
  unsettled.program.run(5);
  unsettled.program.run(5);
  expect(unsettled.asked.begun).toBe(0);

  const short = prepared(() => undefined, { worthLooking: 1e6 });
  short.program.run(5);
  short.program.run(5);
  expect(short.asked.begun).toBe(0);

  const long = prepared(() => undefined, { settling: 0.1, worthLooking: 1 }, 1e6);
  long.program.run(5);
  expect(long.asked.begun).toBe(0);
  long.program.run(5);
  long.program.run(5);
  expect(long.asked.begun).toBe(1);
  expect(long.asked.left).toBeGreaterThan(1);
});

test("native code runs from the call on that finds it built, and the program says so", () => {
  const code = counting();
  let built: Built | undefined;
  const { program } = prepared(() => built);
  program.run();
  expect([program.backend, program.note]).toEqual([
    "wasm",
    "WebAssembly so far, because the C compiler has not ended",
  ]);
  built = { codes: [code] };
  program.run(3);
  program.run();
  expect([program.backend, program.note, code.calls]).toEqual(["native", undefined, 2]);
});

test("an obstacle is told, and what was not worth it is not", () => {
  const failed = prepared(() => ({ obstacle: "there is no C compiler (cc)" }));
  failed.program.run();
  expect([failed.program.backend, failed.program.note]).toEqual([
    "wasm",
    "WebAssembly alone, because there is no C compiler (cc)",
  ]);
  const idle = prepared(() => ({}));
  idle.program.run();
  expect([idle.program.backend, idle.program.note]).toEqual(["wasm", undefined]);
});

test("native code that is slower is left again after its trial; that which is faster stays", () => {
  const attempt = (code: NativeCode) => {
    let built: Built | undefined;
    const { program } = prepared(() => built, { trial: 2 });
    for (let i = 0; i < 5; i++) program.run();
    built = { codes: [code] };
    const seen = [0, 1, 2].map(() => {
      program.run();
      return program.backend;
    });
    return seen;
  };
  expect(attempt(counting(200))).toEqual(["native", "wasm", "wasm"]);
  expect(attempt(counting())).toEqual(["native", "native", "native"]);
});

test("a program that is released gives its build up, and further runs do without", () => {
  let built: Built | undefined;
  const code = counting();
  const { program, asked } = prepared(() => built);
  program.run();
  program.release();
  expect(asked.cancelled).toBe(1);
  built = { codes: [code] };
  program.run();
  expect([program.backend, code.calls]).toEqual(["wasm", 0]);
});
