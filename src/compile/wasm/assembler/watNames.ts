import { type Reader, reader } from "./reader.ts";

type ById = ReadonlyMap<number, string>;

/** The names a module gives to its functions and their locals, by index. */
export interface ModuleNames {
  readonly functions: ById;
  readonly locals: ReadonlyMap<number, ById>;
}

/** The content of a name section, or no names where there is none (subsections 1 and 2). */
export function readNames(section: Reader): ModuleNames {
  const nameMap = (r: Reader): ById => new Map(r.many(() => [r.u32(), r.text()] as const));
  const subsections = new Map<number, Reader>();
  section.text();
  while (!section.done()) subsections.set(section.byte(), reader(section.vector()));
  const part = (id: number) => subsections.get(id) ?? reader(Uint8Array.of(0));
  const locals = part(2);
  return {
    functions: nameMap(part(1)),
    locals: new Map(locals.many(() => [locals.u32(), nameMap(locals)] as const)),
  };
}

/** A name as an identifier of the text format; the index where there is no name. */
export function identifier(index: number, name: string | undefined): string {
  return `$${name?.replaceAll(/[^\w.'+*/\\^~=<>!?@#$%&|:`-]/g, "_") ?? index}`;
}

/** Identifiers of `count` locals; one whose name is taken gets its index behind it. */
export function localIdentifiers(count: number, names: ById | undefined): string[] {
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const plain = identifier(index, names?.get(index));
    const free = taken.has(plain) ? `${plain}.${index}` : plain;
    taken.add(free);
    return free;
  });
}
