/** One epoch on arrays that are mapped, in a process of its own: prints what it took, as JSON. */
import { parseArgs } from "node:util";
import { adam, dense, mlp } from "../../src/index.ts";
import { mapNpy, tiered } from "../../src/node.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { shuffle: { type: "boolean" }, batch: { type: "string" } },
  allowNegative: true,
});
const [x, y] = await Promise.all(positionals.map(mapNpy));
const began = performance.now();
const model = mlp(x!.shape[1]!, dense(64, "relu"), dense(1));
const { engine, seconds, history } = await model.fit(x!, y!, {
  optimizer: adam(0.001),
  batchSize: Number(values.batch),
  epochs: 1,
  backend: tiered,
  shuffle: values.shuffle === true,
});
const all = (performance.now() - began) / 1000;
process.stdout.write(JSON.stringify({ engine, seconds, before: all - seconds, loss: history.loss[0] }));
