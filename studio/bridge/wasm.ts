/** The smallest module there is: its header. */
const nothing = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** Whether this place has WebAssembly, and lets a page compile it. */
export function allowsWasm(): boolean {
  try {
    return new WebAssembly.Module(nothing) instanceof WebAssembly.Module;
  } catch {
    return false;
  }
}
