import type { Taken } from "./engine.ts";

/** Hands a file to the browser's downloads. */
export function save(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The download has begun by then; what the address keeps alive can be as large as a data set.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export const blobOf = ({ content, type }: Taken): Blob => new Blob([content as BlobPart], { type });

/** Pixels of a PNG for each unit of its SVG. */
const sharpness = 2;

/** A picture as PNG, drawn by the browser. */
export async function pngOf(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = sharpness * image.naturalWidth;
    canvas.height = sharpness * image.naturalHeight;
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error("this browser makes no PNG"))),
        "image/png",
      ),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The part of a document that is printed: a page's own policy forbids the style sheet in its head. */
export const bodyOf = (html: string): string => /<body>([\s\S]*)<\/body>/.exec(html)?.[1] ?? "";
