import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { withExports } from "../../scripts/wasmInPart.ts";

const file = fileURLToPath(
  new URL("../../node_modules/numpy-ts/dist/esm/common/wasm/bins/rng.wasm.js", import.meta.url),
);
const whole = Buffer.from(/"(AGFzbQ[^"]+)"/.exec(readFileSync(file, "utf8"))![1]!, "base64");
const used = [
  "mt19937_init",
  "legacy_gauss_reset",
  "fill_legacy_gauss",
  "fill_uniform_f64_mt",
  "fill_permutation",
];

type Draw = (out: number, count: number) => void;

function drawn(bytes: Uint8Array): Record<string, Float64Array> {
  const memory = new WebAssembly.Memory({ initial: 200, maximum: 200 });
  const module = new WebAssembly.Module(Uint8Array.from(bytes));
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const call = exports as Record<string, Draw> & { mt19937_init(seed: number): void };
  const out = 2 ** 23;
  return Object.fromEntries(
    used.slice(2).map((name) => {
      call.mt19937_init(7);
      call.legacy_gauss_reset!(0, 0);
      call[name]!(out, 1000);
      return [name, new Float64Array(memory.buffer, out, 1000).slice()];
    }),
  );
}

test("the functions that are used draw the same numbers, from a third of the bytes", () => {
  const part = withExports(whole, (name) => used.includes(name));
  expect(part.length).toBeLessThan(whole.length / 3);
  expect(drawn(part)).toEqual(drawn(whole));
});

test("a module of which all is used keeps all its functions", () => {
  const all = withExports(whole, () => true);
  expect(whole.length - all.length).toBeLessThan(200);
  expect(WebAssembly.Module.exports(new WebAssembly.Module(Uint8Array.from(all)))).toEqual(
    WebAssembly.Module.exports(new WebAssembly.Module(Uint8Array.from(whole))),
  );
});
