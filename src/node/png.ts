import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fail } from "../base/error.ts";

export interface PngOptions {
  /** Pixels of the picture for each pixel of the SVG; 2 unless said, which is sharp on dense screens. */
  readonly zoom?: number;
  /** Further fonts (ttf, otf or woff2 files) for scripts that the bundled ones do not cover. */
  readonly fonts?: readonly Uint8Array[];
}

/** Latin, Greek and Hangul; later fonts serve the characters that earlier ones lack. */
const fontFiles = [
  "@fontsource/inter/files/inter-latin-400-normal.woff2",
  "@fontsource/inter/files/inter-latin-500-normal.woff2",
  "@fontsource/inter/files/inter-latin-600-normal.woff2",
  "@fontsource/inter/files/inter-latin-ext-400-normal.woff2",
  "@fontsource/inter/files/inter-greek-400-normal.woff2",
  "@fontsource/nanum-gothic/files/nanum-gothic-korean-400-normal.woff2",
];

/**
 * A figure as the bytes of a PNG file. The fonts come with the package and the rasteriser is WebAssembly, so the
 * picture is the same on every machine, with fonts or without. A figure of theme `auto` comes out light.
 *
 * @param svg an SVG document, as the functions of `plot` return it
 * @throws ChainruleError `usage` when the optional packages were left out of the installation, `data` when the
 * text is not an SVG document
 *
 * @example
 * const png = await svgToPng(lossPlot({ loss: [0.69, 0.41, 0.32, 0.28] }), { zoom: 1 });
 * new TextDecoder().decode(png.subarray(1, 4)); // "PNG"
 */
export async function svgToPng(svg: string, { zoom = 2, fonts = [] }: PngOptions = {}): Promise<Uint8Array> {
  if (!(zoom > 0 && zoom <= 16))
    fail("usage", { who: "svgToPng", expected: "a zoom above 0, at most 16", got: String(zoom) });
  const { Resvg, bundled } = await load();
  try {
    const resvg = new Resvg(svg, {
      fitTo: { mode: "zoom", value: zoom },
      font: { fontBuffers: [...bundled, ...fonts], defaultFontFamily: "Inter", sansSerifFamily: "Inter" },
    });
    const image = resvg.render();
    const png = image.asPng();
    image.free();
    resvg.free();
    return png;
  } catch (cause) {
    return fail(
      "data",
      { who: "svgToPng", expected: "an SVG document", got: `one with the fault "${cause}"` },
      cause,
    );
  }
}

let loading: ReturnType<typeof loadOnce> | undefined;
const load = () => {
  loading ??= loadOnce();
  return loading;
};

async function loadOnce() {
  const { resolve } = createRequire(import.meta.url);
  try {
    const { initWasm, Resvg } = await import("@resvg/resvg-wasm");
    await initWasm(readFile(resolve("@resvg/resvg-wasm/index_bg.wasm")));
    return { Resvg, bundled: await Promise.all(fontFiles.map((name) => readFile(resolve(name)))) };
  } catch (cause) {
    loading = undefined;
    return fail(
      "usage",
      {
        who: "svgToPng",
        expected: "the optional packages @resvg/resvg-wasm, @fontsource/inter and @fontsource/nanum-gothic",
        got: "an installation without them",
        fix: "Install them, or write the figure as SVG.",
      },
      cause,
    );
  }
}
