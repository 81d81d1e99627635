import { describe, expect, test } from "vitest";
import { input, ops } from "../../src/graph/build.ts";
import type { Node } from "../../src/graph/node.ts";
import { softmax } from "../../src/nn/functions/softmax.ts";
import { parseLoss } from "../../src/nn/losses/index.ts";
import { weightedLoss } from "../../src/nn/losses/weighted.ts";
import { compute, plain, trained } from "../support/graphs.ts";

const logits = [1000, -1000, 0, -1000, 1000, 0, 1000, 1000, -1000];

for (const dtype of ["float32", "float64"] as const)
  describe(`logits of +-1000 in ${dtype}`, () => {
    const z = input("z", [3, 3], dtype);
    const behind = (f: (z: Node) => Node, loss: string) =>
      weightedLoss(parseLoss(loss), f(z), input("y", [3, 3], dtype));

    test("binary cross-entropy is the logit where the answer is wrong, and its slope is a - y", () => {
      const y = [0, 1, 1, 0, 1, 0, 1, 0, 1];
      const [loss, dz] = compute(trained(behind(ops.sigmoid, "binaryCrossEntropy"), ["z"]), { z: logits, y });
      // Wrong by 1000: places 0, 1, 7, 8. Unsure, ln 2 each: places 2 and 5.
      expect(loss![0]).toBeCloseTo((4000 + 2 * Math.LN2) / 9, dtype === "float32" ? 3 : 10);
      const ninths = [1, -1, -0.5, 0, 0, 0.5, 0, 1, -1];
      dz!.forEach((slope, i) => {
        expect(slope * 9).toBeCloseTo(ninths[i]!, 6);
      });
    });

    test("cross-entropy is the distance of the logits, and its slope is a - y", () => {
      const y = [0, 1, 0, 0, 1, 0, 0, 0, 1];
      const [loss, dz] = compute(trained(behind(softmax, "crossEntropy"), ["z"]), { z: logits, y });
      // Rows: 2000 apart, right, and 2000 + ln 2 (two classes share the top).
      expect(loss![0]).toBeCloseTo((4000 + Math.LN2) / 3, dtype === "float32" ? 3 : 10);
      const thirds = [1, -1, 0, 0, 0, 0, 0.5, 0.5, -1];
      dz!.forEach((slope, i) => {
        expect(slope * 3).toBeCloseTo(thirds[i]!, 6);
      });
    });

    test("without the rules both would be NaN or infinite, so it is the rules that keep them finite", () => {
      const y = [0, 1, 0, 0, 1, 0, 0, 0, 1];
      for (const scalar of [behind(ops.sigmoid, "binaryCrossEntropy"), behind(softmax, "crossEntropy")]) {
        const [loss] = compute(plain(scalar, ["z"]), { z: logits, y });
        expect(Number.isFinite(loss![0])).toBe(false);
      }
    });

    test("softmax of (1010, 1000, 990) is lesson 3's", () => {
      const [row] = compute([softmax(input("z", [1, 3], dtype))], { z: [1010, 1000, 990] });
      const lesson = [9.999546e-1, 4.53978686e-5, 2.06106005e-9];
      row!.forEach((p, i) => {
        expect(Math.abs(p / lesson[i]! - 1)).toBeLessThan(1e-6);
      });
    });
  });
