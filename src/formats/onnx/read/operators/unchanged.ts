import { dataTypeName, dataTypes } from "../../schema/dataTypes.ts";
import { type Read, refuse, refuseTraining, requireDataFirst } from "./occurrence.ts";

// Operators after which every example still has the same numbers.

export const identity: Read = (stack) => stack.same();

const harmlessTypes: readonly number[] = [dataTypes.FLOAT, dataTypes.DOUBLE];

export const cast: Read = (_, occurrence) => {
  const to = occurrence.attributes.int("to", 0);
  if (!harmlessTypes.includes(to))
    refuse(
      occurrence,
      "a cast to FLOAT or DOUBLE",
      `to ${dataTypeName(to)}`,
      "Export the network in float32.",
    );
};

export const dropout: Read = (stack, occurrence) => {
  requireDataFirst(occurrence);
  if (occurrence.inputs[2]?.data[0]) refuseTraining(occurrence);
  stack.same();
};

export const concat: Read = (_, occurrence) => {
  if (occurrence.node.input.length !== 1) refuse(occurrence, "one input", `${occurrence.node.input.length}`);
};

export const flatten: Read = (stack, occurrence) => {
  const axis = occurrence.attributes.int("axis", 1);
  if (axis !== 1) refuse(occurrence, "axis 1", String(axis));
  stack.rows(undefined);
};

export const reshape: Read = (stack, occurrence) => {
  requireDataFirst(occurrence);
  const to = occurrence.inputs[1];
  const [rows, width] = to?.data ?? [];
  const stays = rows === 0 && occurrence.attributes.int("allowzero", 0) === 0;
  const isRows = to?.size === 2 && (rows === -1 || stays || rows === stack.examples) && width !== 0;
  if (!isRows || (rows === -1 && width === -1))
    refuse(
      occurrence,
      "a shape (examples, features)",
      to ? `(${Array.from(to.data.slice(0, 8)).join(", ")})` : "none",
    );
  stack.rows(width === -1 ? undefined : width);
};
