import type { FileSource } from "../../../state/fileSource.ts";
import type { ColumnView } from "./preview.ts";

/**
 * What changes of the choices when a column is used otherwise. One column is predicted: a new target makes an input of
 * the one before, and where the target is taken away the last other column that is not left out becomes it.
 */
export function withRole(
  columns: readonly Pick<ColumnView, "name" | "role">[],
  { target, ignore }: Pick<FileSource, "target" | "ignore">,
  name: string,
  next: ColumnView["role"],
): Pick<FileSource, "target" | "ignore"> {
  const others = ignore.filter((other) => other !== name);
  const ignored = next === "ignored" ? [...others, name] : others;
  if (next === "target") return { target: [name], ignore: ignored };
  const targets = columns.filter(({ role }) => role === "target").map((column) => column.name);
  if (!targets.includes(name)) return { target, ignore: ignored };
  const left = targets.filter((other) => other !== name);
  const successor = columns.findLast(
    (column) => column.name !== name && !ignored.includes(column.name),
  )?.name;
  return { target: left.length > 0 || successor === undefined ? left : [successor], ignore: ignored };
}
