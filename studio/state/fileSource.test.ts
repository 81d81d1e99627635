import { expect, test } from "vitest";
import { type FileSource, readSource, usualSource, writeSource } from "./fileSource.ts";

const usual = usualSource("iris.csv", "3f2a91c04bd7");

test("a file as it is usually read is its name and its hash", () => {
  expect(writeSource(usual)).toBe("file=iris.csv&sha=3f2a91c04bd7");
  expect(readSource("file=iris.csv&sha=3f2a91c04bd7")).toEqual(usual);
});

test("everything that was chosen comes back, with columns of any name", () => {
  const source: FileSource = {
    ...usual,
    name: "꽃 & 나무.csv",
    target: ["kind=a&b", "품종"],
    ignore: ["id", "+"],
    types: { zip: "category", age: "number" },
    missing: "drop",
    scale: "minMax",
    test: 0,
    seed: 7,
    task: "regression",
  };
  expect(readSource(writeSource(source))).toEqual(source);
});

test("a text that names no file is none, and a share of all examples is not believed", () => {
  expect(readSource("")).toBeUndefined();
  expect(readSource("file=a.csv&sha=xyz")).toBeUndefined();
  expect(readSource("file=a.csv&sha=3f2a91c04bd7&test=1.5&seed=-1")).toEqual(
    usualSource("a.csv", "3f2a91c04bd7"),
  );
});
