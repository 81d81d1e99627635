import { expect, test } from "vitest";
import { input, named, ops } from "../../graph/build.ts";
import { lower } from "../lower.ts";
import { plan } from "../plan.ts";
import { nativeSource, render } from "./native.ts";

const x = input("x", [64, 3]);
const y = named("y", ops.matmul(x, ops.transpose(x)));
const schedule = lower({
  outputs: { total: named("total", ops.sum(ops.exp(y), { axes: [0] })) },
  updates: [],
});

test.each([1, 2])(
  "a program for %d threads is rendered a kernel at a time, to the text that it has at once",
  (threads) => {
    const program = { schedules: [schedule], plan: plan([schedule]), threads };
    const rendering = render([program]);
    let stops = 0;
    let step = rendering.next();
    for (; !step.done; step = rendering.next()) stops++;
    // The product and the exponentials have a part for each thread; what adds up down the columns has not.
    expect(stops).toBe(schedule.step.length + 2 * (threads - 1));
    expect(step.value).toBe(nativeSource([program]));
  },
);
