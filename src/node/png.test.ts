import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { svgToPng } from "./png.ts";

const square = (content: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20">${content}</svg>`;

/** How many bytes of the pixels are not zero: how much is drawn on transparent ground. */
function drawn(png: Uint8Array): number {
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const chunk = Buffer.from(png.buffer, png.byteOffset + at);
    const length = chunk.readUInt32BE(0);
    if (chunk.toString("latin1", 4, 8) === "IDAT") data.push(chunk.subarray(8, 8 + length));
    at += length + 12;
  }
  return inflateSync(Buffer.concat(data)).filter((byte) => byte !== 0).length;
}

test("a PNG has the pixels of the SVG times the zoom", async () => {
  const png = Buffer.from(await svgToPng(square(""), { zoom: 3 }));
  expect(png.toString("latin1", 0, 8)).toBe("\u0089PNG\r\n\u001a\n");
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([120, 60]);
});

test.each(["loss", "손실", "σ"])("the word %s is drawn without any font on the machine", async (word) => {
  expect(drawn(await svgToPng(square(`<text x="2" y="15">${word}</text>`)))).toBeGreaterThan(100);
});

test("what is no SVG is refused in a sentence", async () => {
  await expect(svgToPng("<p>")).rejects.toThrow(
    "svgToPng: expected an SVG document but got one with the fault",
  );
  await expect(svgToPng(square(""), { zoom: 0 })).rejects.toThrow("a zoom above 0, at most 16 but got 0");
});
