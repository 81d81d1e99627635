import { verifyOptions } from "../options/verify.ts";
import { command } from "../spec.ts";

export const verify = command<typeof verifyOptions>({
  name: "verify",
  about: "run exported networks on the test vectors in them, and say how far off they are",
  arguments: [{ name: "<files...>", about: "files that export and eject wrote" }],
  options: { Verify: verifyOptions },
  examples: [
    ["verify net.safetensors", "read back, and compared bit for bit"],
    ["verify net.js net.c --json", "a module in Node, and what cc makes of C99"],
    ["verify net.onnx --against run/", "a file without test vectors, held against the run it came from"],
  ],
  notes: `A program is executed: do not verify one from a source you would not run. JavaScript and WebAssembly run in a process
that may read their folder and neither write files nor start programs; C and Python run as they are.
C is compiled by cc, Python and Keras are run by python3; the environment variables CC and PYTHON name others. ONNX is
run by onnxruntime-node, where it is installed: here, beside chainrule, or in the folder that CHAINRULE_PEERS names.
Exit code 1 where a file is off, or could not be run at all.`,
  load: async () => (await import("../run/verify.ts")).verify,
});
