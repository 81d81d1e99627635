import { expect, test } from "vitest";
import { planar } from "../../src/data/planar.ts";
import { mlp } from "../../src/train/model.ts";
import { writeChanges } from "../state/changes.ts";
import { initialSettings, type RunSettings, runOf } from "../state/settings.ts";
import { materialOf } from "./material.ts";
import { type Session, sessionOf } from "./session.ts";
import { fitOptions, layersOf } from "./setup.ts";

const opened = (changed: Partial<RunSettings> = {}): Session => {
  const settings = { ...runOf(initialSettings()), ...changed };
  return sessionOf(settings, materialOf(settings));
};

const batches: Partial<RunSettings> = {
  layers: "5:tanh,dropout(0.2),1:sigmoid",
  optimizer: "adam",
  rate: "0.01",
  batch: 64,
  epochs: 20,
};

/** Everything a run has, as text that tells bits apart. */
const bits = (session: Session): string =>
  JSON.stringify([session.steps(), [...session.arrays()].map(([name, values]) => [name, [...values]])]);

test("the flower's loss is that of the lesson: 0.693162 before, 0.258625 after 1,000 updates", () => {
  const session = opened({ dtype: "float64" });
  session.seek(1001);
  expect(session.course.at(0).loss).toBeCloseTo(0.6931621661402945, 12);
  expect(session.course.at(1000).loss).toBeCloseTo(0.2586250682869046, 9);
  session.release();
});

test.each([{ epochs: 300 }, batches])("a session ends in the bits of fit: %o", async (changed) => {
  const session = opened(changed);
  session.seek(session.end);
  const { x, y } = planar();
  const model = mlp(2, ...layersOf(session.settings));
  const run = await model.fit(x, y, fitOptions(session.settings));
  expect(session.steps()).toBe(run.steps);
  for (const [name, { data }] of Object.entries(model.weights!))
    expect([...session.arrays().get(name)!]).toEqual([...data]);
  expect([...session.course.from(0).loss]).toEqual([...run.history.loss]);
  session.release();
});

test.each([{}, batches])(
  "a run that is taken back and goes on again has the bits of one that never was: %o",
  (changed) => {
    const straight = opened(changed);
    straight.seek(111);
    const wandering = opened(changed);
    for (const step of [50, 140, 3, 0, 139, 77, 111]) wandering.seek(step);
    expect(bits(wandering)).toBe(bits(straight));
  },
);

test("a run that was changed on the way is repeated from its settings alone, to the bit", () => {
  const session = opened();
  session.seek(200);
  session.change({ step: 200, kind: "rate", rate: "0.3" });
  session.seek(250);
  session.change({ step: 250, kind: "weight", name: "W2", place: 2, value: -0.75 });
  session.change({ step: 250, kind: "layers", layers: "4:relu,1:sigmoid" });
  session.seek(400);
  const changes = writeChanges(session.changes());
  expect(changes).toBe("200 lr 0.3; 250 W2[2] -0.75; 250 layers 4:relu,1:sigmoid");
  const again = opened({ changes });
  again.seek(400);
  expect(bits(again)).toBe(bits(session));
  const plain = opened();
  plain.seek(400);
  expect(bits(plain)).not.toBe(bits(session));
});

test("a change in the past forgets what came after it", () => {
  const session = opened();
  session.seek(500);
  session.change({ step: 500, kind: "rate", rate: "0.1" });
  session.seek(600);
  session.seek(300);
  session.change({ step: 300, kind: "rate", rate: "2" });
  expect(session.changes()).toEqual([{ step: 300, kind: "rate", rate: "2" }]);
  expect(session.course.length()).toBe(300);
});

test("a long run keeps no more than 257 states, evenly spread", () => {
  const session = opened({ epochs: 20_000 });
  session.seek(20_000);
  const steps = session.keyframes.all().map((frame) => frame.steps);
  expect(steps.length).toBeLessThanOrEqual(257);
  expect(steps.length).toBeGreaterThan(100);
  const gaps = steps.slice(1).map((step, i) => step - steps[i]!);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(4 * Math.min(...gaps));
  session.release();
});

test("a run that leaves the finite numbers says where, and can be taken back", () => {
  const session = opened({
    data: "linearRegression",
    layers: "1",
    loss: "",
    rate: "5",
    init: "",
    epochs: 500,
  });
  expect(() => session.seek(500)).toThrow(/diverged|finite/);
  session.seek(3);
  expect(session.steps()).toBe(3);
  session.release();
});

test("a change that cannot be is refused by name, and the run goes on as if it had not been asked for", () => {
  const session = opened();
  session.seek(10);
  expect(() => session.change({ step: 10, kind: "weight", name: "W9", place: 0, value: 1 })).toThrow(
    "change of a weight: expected a weight of the network, such as W1[0] but got W9[0].",
  );
  expect(() => session.change({ step: 10, kind: "layers", layers: "5:relu,1:sigmoid" })).toThrow(
    "got another shape of W1. Begin a new run with these layers.",
  );
  session.seek(20);
  const plain = opened();
  plain.seek(20);
  expect(bits(session)).toBe(bits(plain));
});

test("a change counts from the update that the run has reached, not from the one that the page saw", () => {
  const session = opened();
  session.seek(120);
  session.change({ step: 100, kind: "weight", name: "W1", place: 0, value: 2 });
  expect(session.changes()).toEqual([{ step: 120, kind: "weight", name: "W1", place: 0, value: 2 }]);
  expect(session.arrays().get("W1")![0]).toBe(2);
});
