import type { Derivation, Line, Part } from "../../../explain/derive/derivation.ts";
import { equations, sideOf } from "../../../explain/derive/equations.ts";
import type { Convention } from "../../../explain/formula/formula.ts";
import type { Node } from "../../../graph/node.ts";
import type { Dense } from "../../../nn/layers/dense.ts";
import type { ProgramConfig } from "../config.ts";

/** Layers up to which a network fits in a glance. */
const mostLayers = 3;

/**
 * The epochs in the fewest lines, where nothing is lost by it: a small network of dense layers without biases, plain
 * gradient descent, full batches. Each layer is one line forward, one back and one for its weights; the loss itself
 * need not be computed. Undefined for any other run.
 */
export function compactLines(
  config: ProgramConfig,
  derivation: Derivation,
  convention: Convention,
): string[] | undefined {
  if (!isCompact(config)) return undefined;
  const { epochs, optimizer } = config.settings;
  const back = equations(derivation, { convention }).map(({ numpy }) => numpy);
  const errors = back.filter((line) => !line.startsWith("dW"));
  const updates = back
    .filter((line) => line.startsWith("dW"))
    .map((line) => updateOf(line, optimizer.learningRate as number));
  const forward = derivation.parts.filter(({ role }) => role === "forward");
  const body = [...forwardLines(forward, back.join("\n"), convention), ...errors, ...updates];
  return [
    ...(/\bm\b/.test(body.join("\n")) ? [`m = ${convention === "columns" ? "X.shape[1]" : "len(X)"}`] : []),
    `for epoch in range(${epochs}):`,
    ...body.map((line) => `    ${line}`),
    `print(${forward.at(-1)!.name}${convention === "columns" ? ".T" : ""})`,
  ];
}

function isCompact({ network: { layers }, settings }: ProgramConfig): boolean {
  const { optimizer, batchSize, l1, l2, clipValue, clipNorm } = settings;
  const { momentum = 0, weightDecay = 0 } = optimizer.settings as Readonly<Record<string, number>>;
  return (
    layers.length <= mostLayers &&
    layers.every((layer) => layer.type === "dense" && !(layer as Dense).bias) &&
    optimizer.name === "sgd" &&
    momentum === 0 &&
    weightDecay === 0 &&
    typeof optimizer.learningRate === "number" &&
    batchSize === undefined &&
    clipValue === undefined &&
    clipNorm === undefined &&
    l1 + l2 === 0
  );
}

/** `A1 = 1 / (1 + np.exp(-(X @ W1)))`: Z1 in its place, where nothing else needs it. */
function forwardLines(parts: readonly Part[], back: string, convention: Convention): string[] {
  const waiting = new Map<string, Node>();
  const lines: string[] = [];
  for (const {
    name,
    lines: [definition],
  } of parts) {
    const line = { ...definition!, node: inserted(definition!.node, waiting) };
    const next = parts.find(({ lines: [other] }) => uses(sideOf(other!, { convention }).numpy, name) > 0);
    const times = next ? uses(sideOf(next.lines[0]!, { convention }).numpy, name) : 0;
    if (name.startsWith("Z") && times === 1 && uses(back, name) === 0) waiting.set(name, line.node);
    else lines.push(`${name} = ${sideOf(line as Line, { convention }).numpy}`);
  }
  return lines;
}

/** The node with what waits put in for its name. */
function inserted(node: Node, waiting: ReadonlyMap<string, Node>): Node {
  const inputs = node.inputs.map((input) =>
    input.name === undefined ? inserted(input, waiting) : (waiting.get(input.name) ?? input),
  );
  return { ...node, inputs };
}

const uses = (text: string, name: string): number =>
  text.match(new RegExp(`\\b${name}\\b`, "g"))?.length ?? 0;

/** `W1 -= 1.2 / m * (X.T @ dZ1)` for `dW1 = 1 / m * (X.T @ dZ1)`. */
function updateOf(line: string, rate: number): string {
  const [, name, right] = /^d(\w+) = (.*)$/.exec(line)!;
  if (rate === 1) return `${name} -= ${right}`;
  return right!.startsWith("1 / m * ")
    ? `${name} -= ${rate}${right!.slice(1)}`
    : `${name} -= ${rate} * (${right})`;
}
