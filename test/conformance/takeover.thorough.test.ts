import { describe, expect, test } from "vitest";
import {
  batchNorm,
  dense,
  dropout,
  type FitOptions,
  interpreter,
  layerNorm,
  mlp,
  moons,
  planar,
} from "../../src/index.ts";
import { obstacleToNative, swapsAtCall, weightsHash } from "../support/native.ts";

const { x, y } = planar({ samples: 90, seed: 2 });

const networks = {
  "one hidden layer": () => mlp(2, dense(4, "tanh"), dense(1, "sigmoid")),
  "two wide layers": () => mlp(2, dense(33, "relu"), dense(17, "gelu"), dense(1, "sigmoid")),
  "dropout and norms": () =>
    mlp(2, dense(16, "silu"), batchNorm(), dropout(0.3), dense(8), layerNorm(), dense(1, "sigmoid")),
};

const settings: Readonly<Record<string, FitOptions>> = {
  "full batches": { epochs: 60, optimizer: "sgd(momentum=0.9)" },
  "full and short batches": { epochs: 6, batchSize: 16, optimizer: "adam" },
  "in float64": { epochs: 6, batchSize: 40, dtype: "float64", optimizer: "rmsProp", shuffle: false },
  "L-BFGS": { epochs: 10, optimizer: "lbfgs" },
};

describe.skipIf(obstacleToNative !== undefined)(
  `a run that swaps equals one that never does${obstacleToNative === undefined ? "" : `: ${obstacleToNative}`}`,
  () => {
    for (const [network, make] of Object.entries(networks))
      test.each(Object.entries(settings))(`${network}, %s`, async (_, options) => {
        const trained = async (backend: FitOptions["backend"]) => {
          const model = make();
          const run = await model.fit(x, y, { seed: 3, ...options, ...(backend && { backend }) });
          return { hash: weightsHash(model), loss: run.history.loss, engine: run.engine.backend };
        };
        const reference = await trained(interpreter);
        for (const call of [1, 2, 3 + Math.floor(Math.random() * 3)]) {
          const backend = swapsAtCall(call);
          const swapped = await trained(backend);
          expect([swapped.engine, backend.swapped()], `call ${call}`).toEqual(["native", true]);
          expect(swapped.hash, `call ${call}`).toBe(reference.hash);
          expect(swapped.loss).toEqual(reference.loss);
        }
      });

    test("on a team of threads, from a step that they took together", async () => {
      const { x, y } = moons({ samples: 600, seed: 1 });
      const trained = async (options: FitOptions) => {
        const model = mlp(2, dense(64, "tanh"), dense(64, "tanh"), dense(1, "sigmoid"));
        const run = await model.fit(x, y, { epochs: 40, ...options });
        return [weightsHash(model), run.engine.backend, run.engine.threads];
      };
      const [hash] = await trained({ backend: interpreter });
      expect(await trained({ backend: swapsAtCall(4), threads: 2 })).toEqual([hash, "native", 2]);
    });
  },
);
