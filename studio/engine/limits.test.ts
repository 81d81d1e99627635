import { expect, test } from "vitest";
import { drawn } from "../panels/data/gallery/list.ts";
import { initialSettings, type RunSettings, runOf } from "../state/settings.ts";
import { cameraOf } from "./frame.ts";
import { materialOf } from "./material.ts";
import { openedOf } from "./opened.ts";
import { sessionOf } from "./session.ts";

const begin = (changed: Partial<RunSettings>) => {
  const settings = { ...runOf(initialSettings()), ...changed };
  return sessionOf(settings, materialOf(settings));
};

const deep = `${"4:tanh,".repeat(200)}1:sigmoid`;

test.each([
  [{ epochs: 1_000_000_000 }, /^epochs: expected at most 10,000,000 epochs .* got 1,000,000,000\./],
  [{ layers: "1000000000:tanh,1:sigmoid" }, /^layers: expected at most 4,000,000 weights and biases/],
  [{ layers: "10000:tanh,10000:tanh,1:sigmoid" }, /^layers: .* got 100,050,001\./],
  [{ layers: deep }, /^layers: expected at most 200 layers .* got 201\./],
  [{ options: { samples: 10_000_000 } }, /^planar: expected at most 1,000,000 samples/],
  [{ data: "blobs", options: { samples: 100_000, features: 1000 } }, /^blobs: .* got 100,000,000\./],
  [{ layers: "100000:tanh,1:sigmoid", options: { samples: 10_000 } }, /^batch: .* got 1,000,010,000\./],
])("a run that no page can hold is refused before it is made: %o", (changed, sentence) => {
  const start = performance.now();
  expect(() => begin(changed as Partial<RunSettings>)).toThrow(sentence as RegExp);
  expect(performance.now() - start).toBeLessThan(1000);
});

test("the data panel draws no more examples than a run may have", () => {
  expect(() => drawn("moons", { samples: 5_000_000 })).toThrow(/^moons: expected at most 1,000,000 samples/);
});

test("a network too large for a field on each picture is pictured without one, a usual one with it", () => {
  const fieldOf = (layers: string) => {
    const session = begin({ layers });
    const frame = cameraOf(session, openedOf(session, [0, 1])).take({
      generation: 0,
      known: 0,
      resolution: 10,
    });
    session.release();
    return frame.field?.output.length;
  };
  expect(fieldOf("64:tanh,64:tanh,1:sigmoid")).toBe(100);
  expect(fieldOf("600:tanh,600:tanh,1:sigmoid")).toBeUndefined();
  expect(fieldOf("4:tanh,1000:softmax")).toBeUndefined();
});
