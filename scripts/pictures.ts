/**
 * Makes docs/images from the library itself: each picture is of a network trained here and now, for light paper and
 * for dark. Training and drawing are exact: a picture changes only when the library does.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  type Activation,
  activations,
  boundaryGrid,
  boundaryPlot,
  dense,
  evaluator,
  functionPlot,
  gradients,
  input,
  lossPlot,
  mlp,
  ops,
  planar,
  sgd,
  smallMultiples,
} from "../src/index.ts";
import { svgToPng } from "../src/node/png.ts";
import { figure } from "../src/plot/figure.ts";
import { text } from "../src/plot/svg.ts";

type Paper = "light" | "dark";

const folder = fileURLToPath(new URL("../docs/images/", import.meta.url));
const flower = planar({ samples: 400, seed: 1 });
const fresh = planar({ samples: 400, seed: 2 });
const percent = (share: number): string => `${Number((100 * share).toFixed(2))} %`;

/** The flower of lesson 4 learned by one hidden layer: the run, and what the network says over the plane. */
async function learn(hidden: number, epochs: number, resolution = 100) {
  const init = { init: "normal(0,0.01)" };
  const model = mlp(2, dense(hidden, "tanh", init), dense(1, "sigmoid", init));
  const run = await model.fit(flower.x, flower.y, { optimizer: sgd(1.2), epochs, seed: 3, dtype: "float64" });
  const grid = boundaryGrid(flower.x, { resolution });
  const boundary = { grid, predictions: await model.predict(grid.points), ...flower };
  return { run, boundary, unseen: await model.evaluate(fresh.x, fresh.y) };
}

/** A figure at a place of a larger one. */
const placed = (svg: string, x: number, y: number, width: number, height: number): string =>
  svg.replace(
    /^<svg (.*?) width="[\d.]+" height="[\d.]+"/,
    `<svg x="${x}" y="${y}" $1 width="${width}" height="${height}"`,
  );

/** The flower: the boundary at the end, three moments on the way, and the loss all along. */
async function flowerPicture(): Promise<(theme: Paper) => string> {
  const moments = await Promise.all(
    [50, 200, 1000].map(async (epochs) => ({ epochs, ...(await learn(4, epochs)) })),
  );
  const { run, boundary } = await learn(4, 10_000, 200);
  const { loss } = run.history;
  return (theme) => {
    const bare = { theme, axes: false };
    const [side, gap, left] = [144, 12, 504];
    return figure(
      "pictures",
      [968, 520],
      {
        theme,
        name: "A network learns a flower",
        says: `One hidden layer of four units learns which petal belongs to which class: ${percent(run.last.accuracy!)} after 10,000 updates.`,
      },
      placed(
        boundaryPlot(boundary, { theme, classes: ["class 0", "class 1"], width: 488, height: 508 }),
        0,
        6,
        488,
        508,
      ),
      ...moments.flatMap(({ epochs, boundary, run }, i) => [
        text(left + i * (side + gap), 30, `after ${epochs.toLocaleString("en")} updates`, { weight: 500 }),
        text(left + i * (side + gap), 46, percent(run.last.accuracy!), { color: "muted" }),
        placed(boundaryPlot(boundary, bare), left + i * (side + gap), 56, side, side),
      ]),
      placed(lossPlot({ loss }, { theme, width: 470, height: 300 }), left - 16, 212, 470, 300),
    );
  };
}

/** The flower with more and more hidden units, judged on points the network has not seen. */
async function sweepPicture(): Promise<(theme: Paper) => string> {
  const sizes = [1, 2, 3, 4, 5, 20];
  const learned = await Promise.all(sizes.map((hidden) => learn(hidden, 5_000)));
  return (theme) =>
    smallMultiples(
      learned.map(({ run, boundary, unseen }, i) => ({
        svg: boundaryPlot(boundary, { axes: false }),
        caption: `${sizes[i]} hidden: ${percent(run.last.accuracy!)}, unseen ${percent(unseen.accuracy!)}`,
      })),
      { theme, columns: 3, width: 780 },
    );
}

/** Activations and their derivatives, both computed by the graph. */
async function activationsPicture(): Promise<(theme: Paper) => string> {
  const shown: Activation[] = ["sigmoid", "tanh", "relu", "leakyRelu", "silu", "gelu"];
  const curves = shown.map((name) => {
    const z = input("z", [1]);
    const a = activations[name](z);
    const [da] = gradients(ops.sum(a), [z]);
    const run = evaluator({ outputs: { a, da: da! }, updates: [] });
    const at = (node: typeof a) => (value: number) => {
      run.bind("z", Float64Array.of(value));
      run.run();
      return run.valueOf(node)[0]!;
    };
    return { name, value: at(a), derivative: at(da!) };
  });
  return (theme) =>
    smallMultiples(
      curves.map(({ name, value, derivative }) => ({
        svg: functionPlot(value, { derivative, label: "g", domain: [-4, 4], width: 300, height: 220 }),
        caption: name,
      })),
      { theme, columns: 3, width: 960 },
    );
}

mkdirSync(folder, { recursive: true });
for (const [name, make] of Object.entries({
  flower: flowerPicture,
  sweep: sweepPicture,
  activations: activationsPicture,
})) {
  const draw = await make();
  for (const theme of ["light", "dark"] as const) {
    const svg = draw(theme);
    writeFileSync(`${folder}${name}-${theme}.svg`, `${svg}\n`);
    if (theme === "light") writeFileSync(`${folder}${name}.png`, await svgToPng(svg, { zoom: 1.5 }));
  }
}
