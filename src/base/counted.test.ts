import { expect, test } from "vitest";
import { counted } from "./counted.ts";

test("one thing is one, and none are several", () => {
  expect([0, 1, 2, "1", "1,001"].map((count) => counted(count, "row"))).toEqual([
    "0 rows",
    "1 row",
    "2 rows",
    "1 row",
    "1,001 rows",
  ]);
});
