import { dataOptions } from "../options/data.ts";
import { networkOptions } from "../options/network.ts";
import { runOptions, type trainOptions } from "../options/train.ts";
import { trainingOptions } from "../options/training.ts";
import { command } from "../spec.ts";

export const train = command<typeof trainOptions>({
  name: "train",
  about: "train a network on a data set or a file, and write a run folder",
  arguments: [
    {
      name: "[data]",
      about: "the name of a data set (see `chainrule data`), or a file; with --config its own unless said",
    },
  ],
  options: { Network: networkOptions, Training: trainingOptions, Run: runOptions, Data: dataOptions },
  examples: [
    ["train planar --layers 4:tanh,1:sigmoid --lr 1.2 --epochs 10000", "one hidden layer learns a flower"],
    ["train iris.csv --target species --test 0.2", "a file of your own, a fifth of it kept for judging"],
    [
      "train mnist --layers 50:sigmoid,100:sigmoid,10:softmax --lr 0.5 --batch 100 --epochs 5",
      "handwritten digits",
    ],
    ["train spirals --optimizer adam --lr 0.01 --validation 0.2 --early-stop 50", "stop in time"],
    ["train mnist --checkpoint-every 500steps --resume run", "go on after a crash"],
    ["train --config run/ --lr 0.3 --out slower", "a finished run again, one setting changed"],
  ],
  notes: `Files: csv, tsv, txt, json, npy, npz (gzipped too), or - for the standard input.
Ctrl-C finishes the update, writes a checkpoint and says how to go on; a second one leaves at once.`,
  load: async () => (await import("../run/train.ts")).train,
});
