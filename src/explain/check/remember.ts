import type { Case, Own, Progress } from "./case.ts";
import { isPrinted, relativeTolerance } from "./precision.ts";
import { times } from "./tolerance.ts";
import type { Note, Outcome } from "./verdict.ts";

/** The largest share by which float32 work differs from float64, where nothing else says that it is float32. */
export const singlePrecision = 2e-6;

/** A value that agrees with the factor; `single` where it does so as far as float32 would. */
export function accepted(own: Own, factor: number, progress: Progress, single = false): Outcome {
  const { quantity, entry, precision } = own;
  remember(own, factor, progress);
  const { name } = quantity;
  if (factor < 0) addNote(progress.notes, "targetMinusOutput", name);
  if (precision.kind === "float16") addNote(progress.notes, "float16", name);
  else if (single || precision.kind === "float32") addNote(progress.notes, "float32", name);
  else if (isPrinted(precision)) addNote(progress.notes, "printed", name);
  const tolerance = single ? singlePrecision : relativeTolerance(precision);
  return { kind: "right", name, written: entry.written, tolerance };
}

/** Keeps the learner's numbers for the values after it. */
export function remember(
  { numbers, quantity: { name, role }, unscaled }: Own,
  factor: number,
  { values, factors }: Progress,
): void {
  // A gradient has no scale of its own choice, only a sign: it is what the update takes.
  if (numbers) values.set(name, times(numbers, 1 / (role === "gradient" ? Math.sign(factor) : factor)));
  if (!unscaled || role !== "error") factors.set(name, factor);
}

/** Adds a name to the note of its kind. */
function addNote(
  notes: Note[],
  kind: "targetMinusOutput" | "float32" | "float16" | "printed",
  name: string,
): void {
  const at = notes.findIndex((note) => note.kind === kind);
  const before = notes[at] as { names: readonly string[] } | undefined;
  if (before) notes[at] = { kind, names: [...before.names, name] };
  else notes.push({ kind, names: [name] });
}

/** A value that cannot be judged is taken as it is by those after it; where the update adds, as target minus output. */
export function skipped(
  own: Own,
  needs: Iterable<string>,
  { eitherSign }: Case,
  progress: Progress,
): Outcome {
  const signed = ["error", "gradient"].includes(own.quantity.role);
  remember({ ...own, unscaled: true }, eitherSign && signed ? -1 : 1, progress);
  return { kind: "skipped", name: own.quantity.name, written: own.entry.written, needs: [...needs] };
}
