import { type Machine, Named, type Vocabulary } from "./machine.ts";

/** What an opcode does, given the names that a pickle may use and what a persistent id stands for. */
export type Opcode = (machine: Machine, context: Context) => void;

export interface Context {
  readonly vocabulary: Vocabulary;
  /** The value of an id that the pickle leaves to its surroundings. */
  readonly persistent: (id: unknown, who: string) => unknown;
}

const code = (letter: string): number => letter.charCodeAt(0);

/** The last opcode of a pickle. */
export const stop = code(".");

/**
 * The opcodes of protocols 2 to 5 that containers, numbers, texts and tensors are written with (Lib/pickletools.py).
 * Those that make other objects are missing, and names come from a vocabulary: no pickle can reach anything else.
 */
export const opcodes: ReadonlyMap<number, Opcode> = new Map<number, Opcode>([
  // PROTO and FRAME say how the rest is written, which its opcodes say as well.
  [0x80, (m) => void m.uint8()],
  [0x95, (m) => void m.uint64()],

  [code("N"), (m) => m.push(null)],
  [0x88, (m) => m.push(true)],
  [0x89, (m) => m.push(false)],
  [code("J"), (m) => m.push(m.int32())],
  [code("K"), (m) => m.push(m.uint8())],
  [code("M"), (m) => m.push(m.uint16())],
  [0x8a, (m) => m.push(m.long(m.uint8()))],
  [0x8b, (m) => m.push(m.long(m.uint32()))],
  [code("G"), (m) => m.push(m.float64())],
  [code("X"), (m) => m.push(m.text(m.uint32()))],
  [0x8c, (m) => m.push(m.text(m.uint8()))],
  [0x8d, (m) => m.push(m.text(m.uint64()))],
  [code("B"), (m) => m.push(m.take(m.uint32()))],
  [code("C"), (m) => m.push(m.take(m.uint8()))],
  [0x8e, (m) => m.push(m.take(m.uint64()))],
  [0x96, (m) => m.push(m.take(m.uint64()))],

  [code("("), (m) => m.mark()],
  [code("0"), (m) => void m.pop()],
  [code("1"), (m) => void m.popMark()],
  [code("2"), (m) => m.push(m.top())],
  [code(")"), (m) => m.push([])],
  [0x85, (m) => m.push(last(m, 1))],
  [0x86, (m) => m.push(last(m, 2))],
  [0x87, (m) => m.push(last(m, 3))],
  [code("t"), (m) => m.push(m.popMark())],
  [code("]"), (m) => m.push([])],
  [code("l"), (m) => m.push(m.popMark())],
  [code("a"), (m) => append(m, [m.pop()])],
  [code("e"), (m) => append(m, m.popMark())],
  [code("}"), (m) => m.push(new Map())],
  [code("d"), (m) => m.push(withItems(m, new Map(), m.popMark()))],
  [code("s"), (m) => setItems(m, last(m, 2))],
  [code("u"), (m) => setItems(m, m.popMark())],

  [code("h"), (m) => m.recall(m.uint8())],
  [code("j"), (m) => m.recall(m.uint32())],
  [code("q"), (m) => void m.memo.set(m.uint8(), m.top())],
  [code("r"), (m) => void m.memo.set(m.uint32(), m.top())],
  [0x94, (m) => void m.memo.set(m.memo.size, m.top())],

  [code("c"), (m, context) => m.push(named(m, m.line(), m.line(), context))],
  [
    0x93,
    (m, context) => {
      const [module, name] = last(m, 2);
      m.push(named(m, module, name, context));
    },
  ],
  [code("Q"), (m, { persistent }) => m.push(persistent(m.pop(), m.who))],
  [code("R"), call],
  [code("b"), build],
]);

/** The last values of the stack, taken off it, in their order. */
const last = (m: Machine, count: number): unknown[] => Array.from({ length: count }, () => m.pop()).reverse();

function append(m: Machine, values: readonly unknown[]): void {
  const list = m.top();
  if (!Array.isArray(list)) m.refuse("a list to add to", "another value");
  for (const value of values) list.push(value);
}

function setItems(m: Machine, items: readonly unknown[]): void {
  const dictionary = m.top();
  if (!(dictionary instanceof Map)) m.refuse("a dictionary to add to", "another value");
  withItems(m, dictionary, items);
}

/** Keys and values in turn. */
function withItems(m: Machine, dictionary: Map<unknown, unknown>, items: readonly unknown[]) {
  if (items.length % 2 !== 0) m.refuse("a value for each key of a dictionary", "a key without one");
  for (let i = 0; i < items.length; i += 2) {
    const key = items[i];
    if (typeof key === "object" && key !== null)
      m.refuse("texts and numbers as keys of a dictionary", "a list or an object");
    dictionary.set(key, items[i + 1]);
  }
  return dictionary;
}

const tensorsOnly = 'Save the tensors alone: torch.save(model.state_dict(), "net.pt").';

/** A name out of the vocabulary. Any other is refused here, before anything could be done with it. */
function named(m: Machine, module: unknown, name: unknown, { vocabulary }: Context): Named {
  if (typeof module !== "string" || typeof name !== "string")
    return m.refuse("a name in text", "another value");
  const full = `${module}.${name}`;
  if (Object.hasOwn(vocabulary, full)) return new Named(full);
  return m.refuse("tensors, numbers, texts and lists of them", asked(module, full), tensorsOnly);
}

/** What a pickle that names a foreign thing wants of its reader. */
function asked(module: string, full: string): string {
  const shown = JSON.stringify(full).slice(1, 101).replace(/"$/, "");
  const isClass = /\.[A-Z]\w*$/.test(full);
  if (module.startsWith("torch.nn.") || module.startsWith("__torch__")) return `a whole model (${shown})`;
  return isClass ? `an object of class ${shown}` : `a pickle that calls ${shown}`;
}

function call(m: Machine, { vocabulary }: Context): void {
  const [callee, args] = last(m, 2);
  if (!(callee instanceof Named) || !Array.isArray(args))
    m.refuse("a call of a function with its arguments", "other values");
  m.push(vocabulary[callee.name]!(args, m.who));
}

/** PyTorch gives its dictionaries the versions of their modules along, which change nothing about the tensors. */
function build(m: Machine): void {
  m.pop();
  if (!(m.top() instanceof Map))
    m.refuse("attributes of a dictionary only", "those of another object", tensorsOnly);
}
