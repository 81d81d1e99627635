import type { BaseIssue } from "valibot";
import { fail } from "../../base/error.ts";

/** The longest piece of a file that a message shows. */
const longest = 60;

/** Says what a field must be, where it is and what came: `expected a whole number from 0 at settings.epochs but got "ten"`. */
export function complain(issue: BaseIssue<unknown>, who: string): never {
  const path = pathOf(issue);
  const missing = issue.input === undefined;
  return fail("data", {
    who,
    expected: missing ? `a field ${path}` : `${issue.message} at ${path || "the top"}`,
    got: missing ? "none" : show(issue.input),
  });
}

const pathOf = ({ path }: BaseIssue<unknown>): string =>
  (path ?? []).reduce((text, { key }) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");

function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}...` : text;
}
