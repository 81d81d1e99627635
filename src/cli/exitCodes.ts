import type { ErrorCode } from "../base/error.ts";

/** What the exit code says, for scripts. Stable. */
export const exitCodes: Readonly<Record<ErrorCode, number>> = {
  internal: 1,
  usage: 2,
  data: 3,
  shape: 3,
  file: 4,
  diverged: 5,
  aborted: 130,
};

export const exitCodesHelp = `Exit codes: 0 done, 1 a fault of chainrule (of gradcheck, check, parity and verify: something is wrong),
2 wrong usage, 3 data or shapes that do not fit, 4 a file that cannot be read or written, 5 training diverged,
130 interrupted.`;
