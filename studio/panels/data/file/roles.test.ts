import { expect, test } from "vitest";
import { usualSource } from "../../../state/fileSource.ts";
import { trainCommand } from "./command.ts";
import { withRole } from "./roles.ts";

const columns = [
  { name: "id", role: "ignored" },
  { name: "size", role: "input" },
  { name: "kind", role: "target" },
] as const;
const now = { target: [], ignore: ["id"] };

test("a column that is left out or taken in again does not touch the target", () => {
  expect(withRole(columns, now, "size", "ignored")).toEqual({ target: [], ignore: ["id", "size"] });
  expect(withRole(columns, now, "id", "input")).toEqual({ target: [], ignore: [] });
});

test("there is always a target: a new one replaces it, and the last other column follows one that is taken away", () => {
  expect(withRole(columns, now, "size", "target")).toEqual({ target: ["size"], ignore: ["id"] });
  expect(withRole(columns, now, "kind", "input")).toEqual({ target: ["size"], ignore: ["id"] });
  expect(withRole(columns, now, "kind", "ignored")).toEqual({ target: ["size"], ignore: ["id", "kind"] });
  expect(withRole(columns, now, "id", "target")).toEqual({ target: ["id"], ignore: [] });
});

test("the command is one that a shell reads back", () => {
  const source = { ...usualSource("my flowers.csv", "3f2a91c04bd7"), target: ["it's"], seed: 4 };
  expect(trainCommand(source, "4:tanh,dropout(0.2),1:sigmoid")).toBe(
    "chainrule train 'my flowers.csv' --target 'it'\\''s' --test 0.2 --data-seed 4 --layers '4:tanh,dropout(0.2),1:sigmoid'",
  );
});
