import { expect, test } from "vitest";
import { suggestFew } from "./suggestFew.ts";

test("of many known names a few are shown, and a name with a comma stands in quotes", () => {
  const people = Array.from({ length: 48 }, (_, i) => `p${i}`);
  expect(suggestFew("Zoe", people)).toBe("Known: p0, p1, p2, p3, p4, p5, p6, p7 and 40 more.");
  expect(suggestFew("Zoe", people.slice(0, 16))).toMatch(/p14, p15\.$/);
  expect(suggestFew("maybe", ["no, thanks", "yes"])).toBe('Known: "no, thanks", yes.');
});
