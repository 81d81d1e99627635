import type { Shape } from "../../../base/shape.ts";
import type { Convention } from "../../../explain/formula/formula.ts";
import { input } from "../../../graph/build.ts";
import type { Initializer } from "../../../nn/initializers/initializer.ts";
import { forward, type Network } from "../../../nn/network.ts";

/** How a matrix is drawn: its shape (inputs, units), and its transpose where examples are columns. */
interface Drawing {
  readonly n: number;
  readonly k: number;
  readonly isTurned: boolean;
  readonly numbers: readonly number[];
}

const factor = (c: number | string): string => (c === 1 ? "" : `${c} * `);
const turned = (matrix: string, isTurned: boolean): string => (isTurned ? `${matrix}.T` : matrix);

/** Normal numbers come unit by unit: a row of the transpose for each. */
const normal = ({ n, k, isTurned }: Drawing, sd: number | string, mean = 0): string =>
  `${mean === 0 ? "" : `${mean} + `}${factor(sd)}${turned(`rng.randn(${k}, ${n})`, !isTurned)}`;

const uniform = ({ n, k, isTurned }: Drawing, low: number | string, high: number | string): string =>
  turned(`rng.uniform(${low}, ${high}, (${n}, ${k}))`, isTurned);

function filled(shape: string, value: number): string {
  if (value === 0) return `np.zeros(${shape})`;
  return value === 1 ? `np.ones(${shape})` : `np.full(${shape}, ${value}, dtype=float)`;
}

const within = (drawing: Drawing, limit: string): string => uniform(drawing, `-${limit}`, limit);

/** The Q of a QR decomposition whose R has a positive diagonal. */
function orthogonal({ n, k, isTurned, numbers: [gain = 1] }: Drawing): readonly string[] {
  const isTall = n >= k;
  return [
    `Q, R = np.linalg.qr(${turned(`rng.randn(${n}, ${k})`, !isTall)})`,
    `${factor(gain)}${turned("(Q * np.sign(np.diag(R)))", isTall === isTurned)}`,
  ];
}

/** The expression that draws a matrix; lines before it where one does not do. */
const drawings: Readonly<Record<string, (drawing: Drawing) => string | readonly string[]>> = {
  zeros: ({ n, k, isTurned }) => filled(isTurned ? `(${k}, ${n})` : `(${n}, ${k})`, 0),
  constant: ({ n, k, isTurned, numbers: [value = 0] }) =>
    filled(isTurned ? `(${k}, ${n})` : `(${n}, ${k})`, value),
  uniform: (drawing) => uniform(drawing, drawing.numbers[0] ?? -1, drawing.numbers[1] ?? 1),
  normal: (drawing) => normal(drawing, drawing.numbers[1] ?? 1, drawing.numbers[0] ?? 0),
  lecunUniform: (drawing) => within(drawing, `np.sqrt(3 / ${drawing.n})`),
  lecunNormal: (drawing) => normal(drawing, `1 / np.sqrt(${drawing.n})`),
  glorotUniform: (drawing) => within(drawing, `np.sqrt(6 / (${drawing.n} + ${drawing.k}))`),
  glorotNormal: (drawing) => normal(drawing, `np.sqrt(2 / (${drawing.n} + ${drawing.k}))`),
  heUniform: (drawing) => within(drawing, `np.sqrt(6 / ${drawing.n})`),
  heNormal: (drawing) => normal(drawing, `np.sqrt(2 / ${drawing.n})`),
  orthogonal,
};

/** The lines that draw a network's weights as the library draws them: one stream, W1 first. */
export function weightLines(network: Network, convention: Convention): string[] {
  const x = input("X", [1, network.features], "float64");
  const { parameters } = forward(network, x, { training: true, dtype: "float64" });
  return parameters.flatMap(({ node, initializer }) => {
    const drawn = drawingOf(node.shape, initializer, convention === "columns");
    return [...drawn.slice(0, -1), `${node.name} = ${drawn.at(-1)}`];
  });
}

function drawingOf(shape: Shape, { name, numbers }: Initializer, isTurned: boolean): readonly string[] {
  const [n = 1, k] = shape;
  if (k !== undefined) return [drawings[name]!({ n, k, isTurned, numbers })].flat();
  // Biases begin at 0, the factors and shifts of norms at 1 and 0: of lists nothing is drawn.
  return [filled(isTurned ? `(${n}, 1)` : String(n), numbers[0] ?? 0)];
}
