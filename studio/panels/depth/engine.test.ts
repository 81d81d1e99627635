import { expect, test } from "vitest";
import { materialOf } from "../../engine/material.ts";
import type { Session } from "../../engine/session.ts";
import { sessionOf } from "../../engine/session.ts";
import { initialSettings, type RunSettings, runOf } from "../../state/settings.ts";
import { type Depth, depth } from "./engine.ts";
import { presets } from "./presets.ts";

function begun(changed: Partial<RunSettings> = {}) {
  const settings = { ...runOf(initialSettings()), ...changed };
  const session = sessionOf(settings, materialOf(settings));
  return { session, look: (example = 0) => wholly(session, example) };
}

/** Looks until nothing waits any more. */
function wholly(session: Session, example: number): Depth {
  let found = depth({ session: () => session }, example);
  while (found.more) found = depth({ session: () => session }, example);
  return found;
}

const preset = (name: string) => presets.find((one) => one.name === name)!.settings;
const rounded = (value: number) => Number(value.toPrecision(4));

test("the flower's network begins with error terms of 0.00414 before 0.5", () => {
  const { columns, names, ratio, verdict } = begun().look();
  expect(names.map(({ linear }) => linear)).toEqual(["Z1", "Z2"]);
  expect(columns.map(({ steps, errors }) => [steps, ...errors.map(rounded)])).toEqual([[0, 0.004136, 0.5]]);
  expect(rounded(ratio!)).toBe(0.008272);
  expect(verdict).toBe("vanishing");
});

test("six layers of sigmoid make the gradient vanish: 0.0000432 of it comes to the first layer", () => {
  const { ratio, said, chain } = begun(preset("vanishing")).look();
  expect(rounded(ratio!)).toBe(0.00004323);
  expect(said!.en).toContain("They vanish: each layer multiplies them by 0.187 in the geometric mean.");
  expect(chain.map(({ name }) => name)).toEqual(["Z1", "Z2", "Z3", "Z4", "Z5", "Z6", "Z7"]);
  expect(chain.every(({ slope }) => slope === undefined || slope <= 0.25)).toBe(true);
  expect(rounded(chain[0]!.product!)).toBe(0.00008471);
  expect(chain[0]!.product).toBe(chain.slice(0, 6).reduceRight((product, { slope }) => product * slope!, 1));
});

test("another example has another way back", () => {
  const { session, look } = begun();
  session.seek(500);
  expect(look(0).chain).not.toEqual(look(7).chain);
});

test("a run is looked at along its way, as far apart as its length asks for, and ends with where it stands", () => {
  const { session, look } = begun();
  session.seek(1000);
  const first = look().columns;
  expect(first.map(({ steps }) => steps)).toEqual([...Array.from({ length: 16 }, (_, i) => 64 * i), 1000]);
  expect(first.map(({ steps }) => steps)).toEqual(first.map(({ steps }) => steps).toSorted((a, b) => a - b));
  expect(first.at(-1)!.steps).toBe(1000);
  session.seek(3000);
  expect(look().columns.at(-1)!.steps).toBe(3000);
  session.seek(1000);
  const again = look().columns;
  expect(again.at(-1)).toEqual(first.at(-1));
});

test("other hidden activations show from the change on, with the weights as they were", () => {
  const { session, look } = begun(preset("vanishing"));
  session.seek(200);
  const before = look();
  session.change({ step: 200, kind: "layers", layers: `${"8:tanh,".repeat(6)}1:sigmoid` });
  const after = look();
  const { columns } = after;
  expect(columns.slice(0, -1).every(({ layers }) => layers.startsWith("8:sigmoid"))).toBe(true);
  expect(columns.at(-1)!.layers.startsWith("8:tanh")).toBe(true);
  expect(after.switches.map(({ steps }) => steps)).toEqual([200]);
  expect(columns[0]).toEqual(before.columns[0]);
  expect(rounded(before.ratio!)).toBeLessThan(0.0001);
  expect(rounded(after.ratio!)).toBeGreaterThan(0.01);
});

test("what came after a change is forgotten, and what came before is kept", () => {
  const { session, look } = begun();
  session.seek(600);
  const old = look().columns;
  session.seek(300);
  session.change({ step: 300, kind: "rate", rate: "0.1" });
  session.seek(600);
  const now = look().columns;
  expect(now[0]).toEqual(old[0]);
  const other = begun({ changes: "300 lr 0.1" });
  other.session.seek(600);
  for (const column of now) {
    other.session.seek(column.steps);
    expect(column).toEqual(other.look().columns.at(-1));
  }
});

test("weights that are all zero leave the hidden units the same for ever, which is said of each", () => {
  const { session, look } = begun(preset("zeros"));
  session.seek(50);
  const [same, still] = look().ailments;
  expect(same!.kind).toBe("symmetry");
  expect(same!.said.en).toContain("units 0, 1, 2, 3 of Z1 have the same weights, and gradients of exactly 0");
  expect(same!.units).toEqual([0, 1, 2, 3].map((place) => ({ name: "A1", place })));
  expect(still!.said.ko).toContain("A1의 유닛 4개 중 4개(0, 1, 2, 3번)");
});

test("relu units die at a large learning rate", () => {
  const { session, look } = begun(preset("dead"));
  session.seek(100);
  const dead = look().ailments.map(({ said, units }) => [
    said.en.includes("dead"),
    units.map(({ place }) => place),
  ]);
  expect(dead).toEqual([
    [true, [4, 5, 7]],
    [true, [4, 5, 6, 7]],
  ]);
});

test("a network of one layer has no error term that goes from layer to layer", () => {
  const { verdict, said, chain } = begun({ layers: "1:sigmoid" }).look();
  expect(verdict).toBe("one layer");
  expect(said).toBe(undefined);
  expect(chain.length).toBe(1);
});
