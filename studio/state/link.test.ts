import fc from "fast-check";
import { expect, test } from "vitest";
import { readLink, writeLink } from "./link.ts";
import { initialSettings, type Settings } from "./settings.ts";

test("the settings a page opens with make an empty link", () => {
  expect(writeLink(initialSettings())).toBe("v=1");
});

test("a link is readable and names what differs", () => {
  const settings = { ...initialSettings(), layers: "3:relu,dropout(0.2),1:sigmoid", step: 250, rate: "0.5" };
  expect(writeLink(settings)).toBe("v=1&layers=3:relu,dropout(0.2),1:sigmoid&lr=0.5&at=250");
});

test("a link gives back every setting it was written from", () => {
  const options = fc.dictionary(
    fc.constantFrom("samples", "noise", "seed"),
    fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
    { noNullPrototype: true },
  );
  const settings = fc.record({
    options,
    layers: fc.string(),
    changes: fc.string({ unit: "binary" }),
    rate: fc.string(),
    seed: fc.nat(),
    step: fc.nat(),
    l2: fc.double({ noNaN: true, noDefaultInfinity: true }),
    bias: fc.boolean(),
    theme: fc.constantFrom("auto", "light", "dark"),
  });
  fc.assert(
    fc.property(settings, (some) => {
      const all = { ...initialSettings(), ...some } as Settings;
      const { settings: read, problems } = readLink(`#${writeLink(all)}`);
      expect(problems).toEqual([]);
      for (const [name, value] of Object.entries(all))
        expect(String(JSON.stringify(read[name as keyof Settings]))).toBe(
          JSON.stringify(value === 0 ? 0 : value),
        );
    }),
  );
});

test("what cannot be read is named, and the rest is used", () => {
  const { settings, problems } = readLink("#v=2&seed=-1&theme=loud&colour=red&lr=0.3");
  expect(problems).toEqual(["v", "seed", "theme", "colour"]);
  expect(settings.rate).toBe("0.3");
  expect(settings.seed).toBe(3);
});

test("a text of a million signs is no setting", () => {
  const { settings, problems } = readLink(`#layers=${"4:tanh,".repeat(150_000)}1:sigmoid&lr=0.5`);
  expect(problems).toEqual(["layers"]);
  expect(settings).toMatchObject({ layers: "4:tanh,1:sigmoid", rate: "0.5" });
});

test("of a link full of nonsense ten keys are named, each once and shortened", () => {
  const nonsense = Array.from({ length: 5000 }, (_, i) => `${i}${"<b>".repeat(100)}=1`).join("&");
  const { problems } = readLink(`#x=1&x=2&${nonsense}`);
  expect(problems).toHaveLength(10);
  expect(problems[0]).toBe("x");
  expect(problems[1]).toBe(`0${"<b>".repeat(13)}...`);
});

test("names that every object has are no settings", () => {
  expect(readLink("#__proto__=1&constructor=2&toString=3").problems).toEqual([
    "__proto__",
    "constructor",
    "toString",
  ]);
});
