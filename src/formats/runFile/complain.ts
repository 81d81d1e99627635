import type { BaseIssue } from "valibot";
import { fail } from "../../base/error.ts";
import { showValue } from "../../base/showValue.ts";

/** Says what a field must be, where it is and what came: `expected a whole number from 0 at settings.epochs but got "ten"`. */
export function complain(issue: BaseIssue<unknown>, who: string): never {
  const path = pathOf(issue);
  const missing = issue.input === undefined;
  return fail("data", {
    who,
    expected: missing ? `a field ${path}` : `${issue.message} at ${path || "the top"}`,
    got: missing ? "none" : showValue(issue.input),
  });
}

const pathOf = ({ path }: BaseIssue<unknown>): string =>
  (path ?? []).reduce((text, { key }) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
