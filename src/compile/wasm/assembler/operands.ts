import { fail } from "../../../base/error.ts";
import type { Label, Operand } from "./instruction.ts";
import type { ValueType } from "./types.ts";

/** A block under construction: what it leaves, what a branch to it carries, and where its operands begin. */
export interface Frame extends Label {
  readonly results: readonly ValueType[];
  readonly carried: readonly ValueType[];
  readonly base: number;
  unreachable: boolean;
}

/**
 * The types on the operand stack while code is written, so that a fault shows where the code was made
 * and not as an offset in the bytes. The rules are the specification's (WebAssembly 3.0, appendix
 * "Validation Algorithm").
 */
export interface OperandStack {
  /** Takes `types` off, the last one first, and returns the type of the last one taken as `any`. */
  pop(types: readonly Operand[], by: string): Operand;
  push(types: readonly Operand[]): void;
  /** Nothing after this is reached, until the block ends. */
  leave(): void;
  open(results: readonly ValueType[], carried: readonly ValueType[]): Frame;
  /** Ends the innermost block, which must have left its results and nothing else. */
  close(by: string): Frame;
  /** How many blocks lie between here and `label`. */
  depth(label: Label): number;
  frame(label: Label): Frame;
}

export function operandStack(who: string): OperandStack {
  const stack: Operand[] = [];
  const frames: Frame[] = [];
  let innermost: Frame;

  function popOne(expected: Operand, by: string): Operand {
    if (stack.length === innermost.base) {
      if (innermost.unreachable) return expected;
      fail("internal", { who, expected: `${expected} on the stack for ${by}`, got: "none in this block" });
    }
    const found = stack.pop()!;
    if (found === "any") return expected;
    if (expected !== "any" && found !== expected) {
      fail("internal", { who, expected: `${expected} on the stack for ${by}`, got: found });
    }
    return found;
  }

  function pop(types: readonly Operand[], by: string): Operand {
    let variable: Operand = "any";
    for (let i = types.length - 1; i >= 0; i--) {
      const type = types[i]!;
      if (type !== "any") popOne(type, by);
      else variable = popOne(variable, by);
    }
    return variable;
  }

  function frame(label: Label): Frame {
    const found = frames[label.depth];
    if (found !== label) {
      fail("internal", { who, expected: "a label of a block that is open here", got: "one that is not" });
    }
    return found as Frame;
  }

  return {
    pop,
    push(types) {
      for (let i = 0; i < types.length; i++) stack.push(types[i]!);
    },
    leave() {
      stack.length = innermost.base;
      innermost.unreachable = true;
    },
    open(results, carried) {
      const opened = { depth: frames.length, results, carried, base: stack.length, unreachable: false };
      frames.push(opened);
      innermost = opened;
      return opened;
    },
    close(by) {
      const closed = innermost;
      pop(closed.results, by);
      const left = stack.length - closed.base;
      if (left > 0) {
        const rest = stack.slice(closed.base).join(" ");
        fail("internal", {
          who,
          expected: `[${closed.results.join(" ")}] at the ${by}`,
          got: `also ${rest}`,
        });
      }
      frames.pop();
      innermost = frames.at(-1) ?? closed;
      return closed;
    },
    depth: (label) => frames.length - 1 - frame(label).depth,
    frame,
  };
}
