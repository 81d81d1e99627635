/**
 * The one error class users see. A message says *who, what must hold, what came, what to do*:
 *
 *     dense "hidden2": expected an input with 4 features (last axis) but got shape (400, 3). Did you mean ...?
 */

/**
 * What went wrong, for callers that branch on it and for the exit codes of the command line:
 * `usage` a wrong call or option, `shape` shapes that do not fit, `data` bad contents of user data,
 * `file` a file that cannot be read or written, `diverged` a loss that is no longer finite,
 * `aborted` stopped by a signal, `internal` a fault of Chainrule itself.
 */
export type ErrorCode = "usage" | "shape" | "data" | "file" | "diverged" | "aborted" | "internal";

export interface Complaint {
  /** The thing that complains: `dense "hidden2"`, `readCsv "iris.csv"`, `--lr`. */
  readonly who: string;
  /** What must hold, as it reads after "expected": `a positive number`. */
  readonly expected: string;
  /** What came instead, as it reads after "got": `-3`, `shape (400, 3)`. */
  readonly got: string;
  /** What to do about it: one sentence, with its full stop or question mark. */
  readonly fix?: string | undefined;
}

/**
 * An error with a cause a user can act on. `code` is stable; `message` is for people.
 *
 * @example
 * const model = mlp(2, dense(1));
 * const error = await model.predict([[0, 0]]).catch((reason) => reason);
 * error.code; // "usage"
 * error.message; // "predict: expected a model with weights but got a new one. Call fit or setWeights first."
 */
export class ChainruleError extends Error {
  override readonly name: string = "ChainruleError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Throws a {@link ChainruleError} whose message is `who: expected ... but got .... fix`. */
export function fail(code: ErrorCode, { who, expected, got, fix }: Complaint, cause?: unknown): never {
  const message = `${who}: expected ${expected} but got ${got}.${fix ? ` ${fix}` : ""}`;
  throw new ChainruleError(code, message, cause === undefined ? undefined : { cause });
}
