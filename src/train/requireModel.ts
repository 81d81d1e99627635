import { fail } from "../base/error.ts";
import { isRecord } from "../base/isRecord.ts";
import { showValue } from "../base/showValue.ts";

/** @throws ChainruleError `usage` for what is no model */
export function requireModel(model: unknown, who: string): void {
  if (!isRecord(model) || !isRecord(model.network))
    fail("usage", { who, expected: "a model, as mlp(2, dense(1)) is,", got: showValue(model) });
}
