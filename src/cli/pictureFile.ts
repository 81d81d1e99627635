import { extname } from "node:path";
import { fail } from "../base/error.ts";
import { svgToPng } from "../node/png.ts";

/**
 * A figure as the contents of a file, by the ending of its name.
 *
 * @throws ChainruleError `usage` for another ending than svg or png
 */
export async function pictureBytes(svg: string, path: string): Promise<string | Uint8Array> {
  const ending = extname(path).toLowerCase();
  if (ending === ".svg") return svg;
  if (ending === ".png") return svgToPng(svg);
  return fail("usage", { who: "--out", expected: "a file name that ends in .svg or .png", got: `"${path}"` });
}
