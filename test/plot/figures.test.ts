import { expect, test } from "vitest";
import { figures } from "./figures.ts";

test.each(Object.keys(figures))("the figure %s is the one that was approved by eye", async (name) => {
  await expect(figures[name]!()).toMatchFileSnapshot(`../golden/plot/${name}.svg`);
});

test.each(Object.keys(figures))(
  "the figure %s has a name, a description and no ids to clash with a page",
  (name) => {
    const svg = figures[name]!();
    expect(svg).toMatch(
      /^<svg [^>]*role="img" aria-label="[^"]+"[^>]*><title>[^<]+<\/title><desc>[^<]+<\/desc>/,
    );
    expect(svg).not.toMatch(/ id=|NaN|undefined|Infinity/);
  },
);
