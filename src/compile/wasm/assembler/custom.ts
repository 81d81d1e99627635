import { byteBuffer } from "./bytes.ts";

const utf8 = new TextEncoder();

/**
 * A module with custom sections behind its own (WebAssembly 3.0, 5.5.3): engines pass over them, and give them out by
 * `WebAssembly.Module.customSections`.
 *
 * @param sections texts by the names of their sections
 */
export function withCustomSections(
  module: Uint8Array,
  sections: ReadonlyMap<string, string>,
): Uint8Array<ArrayBuffer> {
  const out = byteBuffer(module.length + 1024);
  out.raw(module);
  for (const [name, text] of sections) {
    const content = byteBuffer();
    content.vector(utf8.encode(name));
    content.raw(utf8.encode(text));
    out.byte(0);
    out.vector(content.view());
  }
  return out.view().slice();
}
