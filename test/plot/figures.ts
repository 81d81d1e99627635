import { RandomState } from "../../src/array/random.ts";
import {
  boundaryGrid,
  boundaryPlot,
  confusionMatrixPlot,
  functionPlot,
  imageGrid,
  lossPlot,
  networkPlot,
  scatterPlot,
  smallMultiples,
} from "../../src/plot/index.ts";

/** The figures kept as pictures in test/golden/plot: one of each kind, and their themes, scripts and edges. */

/** Two classes on a flower of eight petals, which the sign of sin(4 angle) tells apart. */
function petals(seed: number, count = 240) {
  const rng = new RandomState(seed);
  const [angles, reach, noise] = [rng.rand(count), rng.rand(count), rng.randn(count)];
  const x = Array.from(angles, (a, i) => {
    const r = 0.4 + 3.4 * Math.sqrt(reach[i]!);
    const turn = 2 * Math.PI * a + 0.1 * noise[i]!;
    return [r * Math.cos(turn), r * Math.sin(turn)];
  });
  const y = Array.from(angles, (a) => (Math.sin(8 * Math.PI * a) > 0 ? 1 : 0));
  return { x, y };
}

/** As sure of its class as `sharpness` says, and blind within half a unit of the center. */
const petalProbability = ([a, b]: readonly number[], sharpness = 3): number => {
  const r = Math.hypot(a!, b!);
  const wave = r === 0 ? 0 : Math.sin(4 * Math.atan2(b!, a!)) * Math.min(1, r / 2);
  return 1 / (1 + Math.exp(-sharpness * wave));
};

const train = petals(1);
const fresh = petals(2, 60);
const grid = boundaryGrid(train.x, { resolution: 80 });
const predictAll = (points: readonly (readonly number[])[], sharpness?: number) =>
  points.map((point) => [petalProbability(point, sharpness)]);
const gridPoints = grid.points.tolist() as number[][];

const epochs = Array.from({ length: 300 }, (_, i) => i);
const loss = epochs.map(
  (i) => 0.22 + 0.47 * Math.exp(-i / 40) + 0.01 * Math.sin(i * 1.7) * Math.exp(-i / 100),
);
const validationLoss = loss.map((l, i) => l + 0.03 + 0.0004 * i);

function blobs() {
  const centers = [
    [0, 0],
    [3, 1],
    [-1, 3],
    [2, -3],
  ];
  const noise = new RandomState(4).randn(240);
  const x = Array.from({ length: 120 }, (_, i) =>
    centers[i % 4]!.map((c, axis) => c + 0.6 * noise[2 * i + axis]!),
  );
  const at = boundaryGrid(x, { resolution: 60 });
  const predictions = (at.points.tolist() as number[][]).map(([a, b]) => {
    const likely = centers.map(([u, v]) => Math.exp(-((a! - u!) ** 2 + (b! - v!) ** 2) / 2));
    const sum = likely.reduce((s, p) => s + p, 0);
    return likely.map((p) => p / sum);
  });
  return boundaryPlot({ grid: at, predictions, x, y: x.map((_, i) => i % 4) });
}

const wavy = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => Math.sin(3.3 * i + 1.7 * j)),
  );

const sineX = Array.from({ length: 60 }, (_, i) => i / 10);
const sineNoise = new RandomState(5).randn(60);

export const figures: Record<string, () => string> = {
  loss: () => lossPlot({ loss, validationLoss }),
  "loss-accuracy-dark": () =>
    lossPlot(
      {
        loss,
        validationLoss,
        accuracy: loss.map((l) => 1 - 0.6 * l),
        validationAccuracy: validationLoss.map((l) => 1 - 0.65 * l),
      },
      { title: "Flower, 4 hidden units", theme: "dark" },
    ),
  "loss-log-korean": () =>
    lossPlot(
      { loss: epochs.map((i) => (i > 90 && i < 100 ? Number.NaN : Math.exp(-i / 30) + 1e-4)) },
      { scale: "log", title: "손실 곡선", labels: { loss: "손실", epoch: "에포크" } },
    ),
  boundary: () =>
    boundaryPlot(
      { grid, predictions: predictAll(gridPoints), ...train },
      { title: "Flower", classes: ["even petals", "odd petals"] },
    ),
  "boundary-test-dark": () =>
    boundaryPlot({ grid, predictions: predictAll(gridPoints), ...train, test: fresh }, { theme: "dark" }),
  "boundary-classes": blobs,
  multiples: () =>
    smallMultiples(
      [0.2, 1, 3, 6].map((sharpness) => ({
        svg: boundaryPlot(
          { grid, predictions: predictAll(gridPoints, sharpness), ...train },
          { axes: false },
        ),
        caption: `sharpness ${sharpness}`,
      })),
      { title: "Surer and surer" },
    ),
  tanh: () =>
    functionPlot(Math.tanh, { label: "tanh", derivative: (z) => 1 - Math.tanh(z) ** 2, domain: [-4, 4] }),
  step: () => functionPlot((z) => (z > 0 ? 1 : 0), { label: "step" }),
  scatter: () => scatterPlot(train.x, train.y, { title: "The flower" }),
  "scatter-curve": () =>
    scatterPlot(
      sineX,
      sineX.map((x, i) => Math.sin(x) + 0.2 * sineNoise[i]!),
      { curve: { x: sineX, y: sineX.map(Math.sin) }, labels: ["x", "sin x"] },
    ),
  confusion: () =>
    confusionMatrixPlot(
      [
        [50, 2, 0],
        [3, 45, 1],
        [0, 12, 30],
      ],
      ["setosa", "versicolor", "virginica"],
      { title: "Iris" },
    ),
  "confusion-turned": () =>
    confusionMatrixPlot(
      [
        [1200, 31],
        [0, 15],
      ],
      ["no sign of the disease", "disease"],
      { labels: ["실제", "예측"] },
    ),
  images: () =>
    imageGrid(
      [0, 1, 2, 3].map((n) =>
        Array.from({ length: 64 }, (_, i) =>
          Math.max(0, 1 - Math.abs(Math.hypot((i % 8) - 3.5, Math.floor(i / 8) - 3.5) - n)),
        ),
      ),
      { labels: ["0", "1", "2", "3"], columns: 4 },
    ),
  "images-weights": () => imageGrid(wavy(6, 64), { columns: 6, title: "Weights" }),
  network: () =>
    networkPlot(
      [
        { size: 2, label: "input", units: ["x1", "x2"] },
        { size: 4, label: "tanh" },
        { size: 1, label: "sigmoid", units: ["petal"] },
      ],
      [wavy(2, 4), wavy(4, 1)],
    ),
  "network-large": () =>
    networkPlot(
      [
        { size: 784, label: "pixels" },
        { size: 50, label: "sigmoid" },
        { size: 10, label: "softmax", units: [..."0123456789"] },
      ],
      [wavy(784, 50), wavy(50, 10)],
    ),
};
