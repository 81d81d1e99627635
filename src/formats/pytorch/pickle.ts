import { Machine } from "./machine.ts";
import { type Context, opcodes, stop } from "./opcodes.ts";

/** As many as a checkpoint of a few thousand tensors has. Each puts a small object into memory at most. */
const mostOpcodes = 100_000;

/**
 * The value in a pickle, as far as it is made of dictionaries, lists, numbers, texts and what the context knows.
 * Python's own reader runs what a pickle says; this one has nothing that could be run.
 * Lists may hold themselves, and one another many times over: whoever walks through the value bounds the way.
 *
 * @throws ChainruleError `data` with the byte where it asks for anything else, or is damaged
 */
export function readPickle(bytes: Uint8Array, context: Context, who: string): unknown {
  const machine = new Machine(bytes, who);
  for (let count = 0; count < mostOpcodes; count++) {
    const opcode = machine.uint8();
    if (opcode === stop) return machine.pop();
    const run = opcodes.get(opcode);
    if (!run)
      return machine.refuse(
        "opcodes of pickle protocols 2 to 5 that make tensors, numbers and texts",
        `opcode 0x${opcode.toString(16).padStart(2, "0")}`,
        'Save the tensors alone: torch.save(model.state_dict(), "net.pt").',
      );
    run(machine, context);
  }
  return machine.refuse(`at most ${mostOpcodes} opcodes`, "more");
}
