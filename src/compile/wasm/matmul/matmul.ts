import { bytesOf } from "../../../base/dtype.ts";
import type { MatmulKernel } from "../../kernel.ts";
import type { Context } from "../context.ts";
import { isNarrow, narrow } from "./narrow.ts";
import { panels } from "./panels.ts";
import { productOf } from "./product.ts";
import { isShallow, shallow } from "./shallow.ts";

export function matmul(context: Context, kernel: MatmulKernel): void {
  const { code, at } = context;
  const { out, scratch } = kernel;
  const product = productOf(kernel, at);
  if (product.k === 0) {
    code.emit("i32.const", at(out));
    code.emit("i32.const", 0);
    code.emit("i32.const", out.length * bytesOf(out.dtype));
    code.emit("memory.fill");
  } else if (isNarrow(product)) narrow(context, product);
  else if (isShallow(product)) shallow(context, product);
  else panels(context, product, scratch ? { at: at(scratch), length: scratch.length } : { at: 0, length: 0 });
}
