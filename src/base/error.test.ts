import { expect, test } from "vitest";
import { ChainruleError, fail } from "./error.ts";

const thrown = (run: () => never): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

test("a message says who, what must hold, what came, and what to do", () => {
  const complaint = { who: "--lr", expected: "a number above 0", got: "-3", fix: "Try 0.1." };
  const error = thrown(() => fail("usage", complaint));
  expect(error).toBeInstanceOf(ChainruleError);
  expect(error).toMatchObject({
    name: "ChainruleError",
    code: "usage",
    message: "--lr: expected a number above 0 but got -3. Try 0.1.",
  });
});

test("without a fix the message ends with what came; the cause is kept", () => {
  const cause = new Error("EACCES");
  const error = thrown(() => fail("file", { who: "run/", expected: "a folder", got: "a file" }, cause));
  expect(error).toMatchObject({ message: "run/: expected a folder but got a file.", cause });
});
