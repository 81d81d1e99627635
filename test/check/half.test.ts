import { expect, test } from "vitest";
import { check } from "../../src/explain/check/check.ts";
import { type NDArray, readNpy } from "../../src/index.ts";
import { carryOut, lesson4, type Plan, random } from "./learner.ts";

const plan: Plan = { ...lesson4, columns: false };
const settings = { layers: "4:tanh,1:sigmoid" };

/** A number in 16 bits: the sign, five bits of exponent, and ten behind the first one. */
function bitsOf(x: number): number {
  const exponent = Math.max(-14, Math.floor(Math.log2(Math.abs(x))));
  const leading = Math.round(Math.abs(x) / 2 ** (exponent - 10));
  return (x < 0 ? 0x8000 : 0) + (exponent + 14) * 1024 + leading;
}

/** The array as np.save writes it from float16. */
function halfFile({ data, shape }: NDArray): Uint8Array {
  const dict = `{'descr': '<f2', 'fortran_order': False, 'shape': (${shape.map((d) => `${d},`).join("")}), }`;
  const header = `${dict.padEnd(117)}\n`;
  const bytes = new Uint8Array(128 + 2 * data.length);
  bytes.set([0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, header.length, 0]);
  bytes.set(new TextEncoder().encode(header), 10);
  const view = new DataView(bytes.buffer);
  for (const [i, x] of data.entries()) view.setUint16(128 + 2 * i, bitsOf(x), true);
  return bytes;
}

const halved = (arrays: Readonly<Record<string, NDArray>>): Record<string, NDArray> =>
  Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, readNpy(halfFile(array))]));
const work = (given: Partial<Plan>, seed: number) => carryOut({ ...plan, ...given }, random(seed))!;

test.each([1, 2, 3, 4, 5, 6])(
  "right work saved as float16 is right, and the report says float16: %i",
  (seed) => {
    const arrays = halved(work({}, seed));
    expect(arrays.W1!.dtype).toBe("float32");
    const { verdict, notes } = check(arrays, settings);
    expect(verdict).toBe("right");
    expect(notes.map(({ kind }) => kind)).toEqual(["float16"]);
  },
);

test("float16 numbers that were widened before they were saved count as float16 too", () => {
  const widened = Object.fromEntries(
    Object.entries(halved(work({}, 1))).map(([name, array]) => [name, array.astype("float64")]),
  );
  const { verdict, notes } = check(widened, settings);
  expect(verdict).toBe("right");
  expect(notes.map(({ kind }) => kind)).toContain("float16");
});

test("a slip is found in float16 work", () => {
  const { outcomes } = check(halved(work({ slip: "noMean" }, 7)), settings);
  expect(outcomes.filter(({ kind }) => kind === "wrong")[0]).toMatchObject({
    slips: [{ slip: "noMean" }],
  });
});

test("float32 work is still held to float32", () => {
  const single = work({ single: true }, 1);
  single.A1!.data[3] = single.A1!.data[3]! * 1.001;
  expect(check(single, settings).outcomes.find(({ kind }) => kind === "wrong")).toMatchObject({ name: "A1" });
});
