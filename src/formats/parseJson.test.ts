import { expect, test } from "vitest";
import { parseJson } from "./parseJson.ts";

test("a text is what JSON.parse makes of it, whatever its strings hold", () => {
  const value = { "[{": ['"', "\\", '\\"[', "]}", 1.5, null, { a: [[]] }] };
  expect(parseJson(JSON.stringify(value))).toEqual(value);
  expect(() => parseJson("[1,")).toThrow(SyntaxError);
  expect(() => parseJson('"open [[[[')).toThrow(SyntaxError);
});

test("brackets in one another, and brackets at all, are counted before any becomes a list", () => {
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  expect(parseJson(nested(100))).toHaveLength(1);
  expect(() => parseJson(nested(101))).toThrow("lists or objects more than 100 deep in one another");
  expect(() => parseJson("[".repeat(5e6))).toThrow("more than 100 deep");
  expect(() => parseJson(`[${"{},".repeat(500_000)}1]`)).toThrow("more than 500000 lists and objects");
  expect(parseJson("[[],[]]", 3)).toEqual([[], []]);
  expect(() => parseJson("[[],[],[]]", 3)).toThrow("more than 3 lists and objects");
});

test("the names of one object are counted, those of many objects are not added up", () => {
  const names = (count: number) => `{${Array.from({ length: count }, (_, i) => `"${i}:":0`).join(",")}}`;
  expect(() => parseJson(`[${names(200_001)}]`)).toThrow("an object of more than 200000 names");
  expect(parseJson(`[${names(150_000)},${names(150_000)}]`)).toHaveLength(2);
  expect(() => parseJson("]:::")).toThrow(SyntaxError);
});
