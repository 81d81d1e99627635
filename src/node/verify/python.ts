import {
  type Check,
  compared,
  failure,
  type Limits,
  linesOf,
  numbersIn,
  type Runner,
  type Subject,
} from "./check.ts";
import { type Ended, runChild } from "./child.ts";

/** The Python that the environment names, else the system's. */
const python = (): string => process.env.PYTHON || "python3";

/** Runs a program of NumPy, PyTorch or JAX: rows on its standard input, outputs on its standard output. */
export const pythonProgram: Runner = (subject, limits) =>
  run(subject, limits, [subject.path], linesOf(subject.proof));

/** Loads a model in Keras, whichever backend it has. */
const kerasProgram = `
import sys
import numpy as np
import keras
model = keras.models.load_model(sys.argv[1], safe_mode=True)
x = np.loadtxt(sys.stdin, delimiter=",", ndmin=2)
for row in np.asarray(model.predict(x, verbose=0)).tolist():
    print(",".join(repr(value) for value in row))
`;

/** Runs a model file of Keras in Keras itself. */
export const keras: Runner = (subject, limits) =>
  run(subject, limits, ["-c", kerasProgram, subject.path], linesOf(subject.proof), "keras");

async function run(
  subject: Subject,
  limits: Limits,
  args: readonly string[],
  input: string,
  library?: string,
): Promise<Check> {
  const by = library ? `${python()} with ${library}` : python();
  const ended = await runChild({ ...limits, command: python(), args, input });
  const missing = missingPart(ended, python());
  if (missing !== undefined) return { by, outcome: "notRun", reason: missing };
  if (ended.why !== "exited" || ended.code !== 0) return failure(by, ended, limits);
  const rows = numbersIn(ended.stdout);
  return rows
    ? compared(by, subject, rows)
    : { by, outcome: "failed", reason: "it printed no rows of numbers" };
}

/** What is not there for a program to be run, in words; undefined where nothing is missing. */
function missingPart({ why, stderr }: Ended, command: string): string | undefined {
  if (why === "missing") return `there is no ${command}; the environment variable PYTHON may name another`;
  const module = /^(?:ModuleNotFoundError|ImportError): No module named '([\w.]+)'/m.exec(stderr)?.[1];
  return module && `${command} has no ${module} (pip install ${module.split(".")[0]})`;
}
