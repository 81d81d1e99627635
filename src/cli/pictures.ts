import type { NDArray } from "../array/ndarray.ts";
import { decodeNumbers, encodeNumbers, isPlane } from "../formats/material/encoded.ts";
import type { Material } from "../formats/material/material.ts";
import { runFiles } from "../node/runFolder.ts";
import type { BoundaryPlotInput } from "../plot/boundary.ts";
import { boundaryGrid, boundaryPlot, lossPlot } from "../plot/index.ts";
import type { History } from "../train/history.ts";
import type { Model } from "../train/model.ts";

/** The boundary of a network over its two inputs, with the data; undefined for other networks. */
export async function boundaryOf(model: Model, material: Material): Promise<BoundaryPlotInput | undefined> {
  const { data, training, test } = material;
  if (data.task === "regression" || !isPlane(data.encoding)) return undefined;
  const points = (x: NDArray) => decodeNumbers(data.encoding, x);
  const grid = boundaryGrid(points(training.x));
  const predictions = await model.predict(encodeNumbers(data.encoding, grid.points, "boundary"));
  return {
    grid,
    predictions: probabilities(predictions),
    x: points(training.x),
    y: training.y,
    ...(test && { test: { x: points(test.x), y: test.y } }),
  };
}

/** Outputs of an activation that is no probability may lie a little outside; the picture shows 0 to 1. */
const probabilities = (outputs: NDArray): NDArray => {
  for (let i = 0; i < outputs.data.length; i++) outputs.data[i] = Math.min(1, Math.max(0, outputs.data[i]!));
  return outputs;
};

/** The pictures of a run folder by file name. */
export async function picturesOf(
  history: History,
  boundary: BoundaryPlotInput | undefined,
  { data }: Material,
): Promise<Record<string, string | Uint8Array>> {
  const svgs: [string, string, string][] = [];
  if (history.loss.length > 0) svgs.push([runFiles.lossSvg, runFiles.lossPng, lossPlot(history)]);
  if (boundary) {
    const options = {
      inputs: data.features as readonly [string, string],
      ...(data.classes && { classes: data.classes }),
    };
    svgs.push([runFiles.boundarySvg, runFiles.boundaryPng, boundaryPlot(boundary, options)]);
  }
  const pictures: Record<string, string | Uint8Array> = {};
  for (const [svgName, pngName, svg] of svgs) {
    pictures[svgName] = svg;
    const png = await toPng(svg);
    if (png) pictures[pngName] = png;
  }
  return pictures;
}

/** The rasteriser is optional: without it the pictures are SVG only. */
async function toPng(svg: string): Promise<Uint8Array | undefined> {
  const { svgToPng } = await import("../node/png.ts");
  return svgToPng(svg).catch(() => undefined);
}
