import { type Bytes, byteBuffer } from "./bytes.ts";
import { type FinishedBody, writeBody } from "./code.ts";
import { encodeImmediates, type Scope } from "./immediates.ts";
import { instruction } from "./instruction.ts";
import { control, type Signature, typeBytes } from "./types.ts";

/** Sizes in pages of 64 KiB; a shared memory needs its maximum. */
export interface MemoryOptions {
  readonly initialPages: number;
  readonly maximumPages?: number;
  readonly shared?: boolean;
}

/** All that a module consists of. */
export interface ModuleParts {
  readonly memory: MemoryOptions;
  readonly functions: readonly {
    readonly name: string;
    readonly exported: boolean;
    readonly signature: Signature;
    readonly body: FinishedBody;
    readonly localNames: ReadonlyMap<number, string>;
  }[];
  readonly data: readonly { readonly offset: number; readonly bytes: Uint8Array }[];
}

/** The sections' numbers; all but `name` must come in rising order (WebAssembly 3.0, 5.5.2), `data` being the last. */
export const sectionIds = {
  name: 0,
  type: 1,
  import: 2,
  function: 3,
  export: 7,
  code: 10,
  data: 11,
} as const;

const utf8 = new TextEncoder();
const outside: Scope = { who: "moduleBuilder", open: [] };

function text(out: Bytes, value: string) {
  out.vector(utf8.encode(value));
}

/** A constant expression: one constant, then end. */
function constant(out: Bytes, value: number) {
  const { opcode, immediates } = instruction("i32.const");
  out.byte(opcode);
  encodeImmediates(out, immediates, [value], outside);
  out.byte(control.end);
}

function many<T>(out: Bytes, items: readonly T[], write: (item: T, index: number) => void) {
  out.u32(items.length);
  items.forEach(write);
}

function section(out: Bytes, id: number, write: (content: Bytes) => void) {
  const content = byteBuffer();
  write(content);
  out.byte(id);
  out.vector(content.view());
}

/** Each signature once, with the one each function has. */
function distinct(signatures: readonly Signature[]) {
  const key = ({ params, results }: Signature) => `${params}>${results}`;
  const types = [...new Map(signatures.map((signature) => [key(signature), signature])).values()];
  const position = new Map(types.map((type, index) => [key(type), index]));
  return { types, indices: signatures.map((signature) => position.get(key(signature))!) };
}

function writeNames(out: Bytes, { functions }: ModuleParts) {
  text(out, "name");
  section(out, 1, (names) =>
    many(names, functions, ({ name }, index) => {
      names.u32(index);
      text(names, name);
    }),
  );
  section(out, 2, (names) =>
    many(names, functions, ({ localNames }, index) => {
      names.u32(index);
      const sorted = [...localNames].sort(([a], [b]) => a - b);
      many(names, sorted, ([local, name]) => {
        names.u32(local);
        text(names, name);
      });
    }),
  );
}

/** The binary format of a module. */
export function writeModule(parts: ModuleParts): Uint8Array<ArrayBuffer> {
  const { memory, functions, data } = parts;
  const { types, indices } = distinct(functions.map(({ signature }) => signature));
  const out = byteBuffer(4096);
  out.raw(Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  section(out, sectionIds.type, (s) =>
    many(s, types, ({ params, results }) => {
      s.byte(0x60);
      many(s, params, (type) => s.byte(typeBytes[type]));
      many(s, results, (type) => s.byte(typeBytes[type]));
    }),
  );
  section(out, sectionIds.import, (s) => {
    s.u32(1);
    text(s, "env");
    text(s, "memory");
    s.byte(0x02);
    s.byte((memory.maximumPages === undefined ? 0 : 1) | (memory.shared ? 2 : 0));
    s.u32(memory.initialPages);
    if (memory.maximumPages !== undefined) s.u32(memory.maximumPages);
  });
  section(out, sectionIds.function, (s) => many(s, indices, (index) => s.u32(index)));
  const exported = [...functions.entries()].filter(([, { exported }]) => exported);
  section(out, sectionIds.export, (s) =>
    many(s, exported, ([index, { name }]) => {
      text(s, name);
      s.byte(0x00);
      s.u32(index);
    }),
  );
  section(out, sectionIds.code, (s) => many(s, functions, ({ body }) => writeBody(s, body)));
  section(out, sectionIds.data, (s) =>
    many(s, data, ({ offset, bytes }) => {
      s.u32(0);
      constant(s, offset);
      s.vector(bytes);
    }),
  );
  section(out, sectionIds.name, (s) => writeNames(s, parts));
  return out.view().slice();
}
