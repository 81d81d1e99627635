import { type Reader, reader } from "./reader.ts";
import { sectionIds } from "./sections.ts";
import { type Signature, typeBytes, type ValueType } from "./types.ts";
import { type Names, printInstructions } from "./watCode.ts";
import { identifier, localIdentifiers, readNames } from "./watNames.ts";
import { bytesText } from "./watNumber.ts";

const typeOf = new Map(Object.entries(typeBytes).map(([type, byte]) => [byte, type as ValueType]));

/** The sections of a module by number; the name section stands under 0. */
function readSections(bytes: Uint8Array): Map<number, Reader> {
  const all = reader(bytes.subarray(8));
  const found = new Map<number, Reader>();
  while (!all.done()) found.set(all.byte(), reader(all.vector()));
  return found;
}

function importedMemory(r: Reader): string {
  r.u32();
  const [module, name] = [r.text(), r.text()];
  r.byte();
  const flags = r.byte();
  const limits = [r.u32(), ...(flags & 1 ? [r.u32()] : [])].join(" ");
  return `(import "${module}" "${name}" (memory ${limits}${flags & 2 ? " shared" : ""}))`;
}

function readSignatures(r: Reader): Signature[] {
  const valueTypes = () => r.many(() => typeOf.get(r.byte())!);
  return r.many(() => {
    r.byte();
    return { params: valueTypes(), results: valueTypes() };
  });
}

function readExports(r: Reader): Map<number, string> {
  return new Map(
    r.many(() => {
      const name = r.text();
      r.byte();
      return [r.u32(), name] as const;
    }),
  );
}

/** The one constant of a constant expression, its end read too. */
function constant(r: Reader, names: Names): string {
  return `(${printInstructions(r, names).join().trim()})`;
}

interface FunctionHead {
  readonly id: string;
  readonly exported: string | undefined;
  readonly signature: Signature;
  readonly localNames: ReadonlyMap<number, string> | undefined;
}

function printFunction(body: Reader, head: FunctionHead, names: Names): string[] {
  const { params, results } = head.signature;
  const runs = body.many((): [number, ValueType] => [body.u32(), typeOf.get(body.byte())!]);
  const locals = runs.flatMap(([count, type]) => Array<ValueType>(count).fill(type));
  const ids = localIdentifiers(params.length + locals.length, head.localNames);
  const first = [
    `(func ${head.id}`,
    ...(head.exported === undefined ? [] : [`(export "${head.exported}")`]),
    ...params.map((type, i) => `(param ${ids[i]} ${type})`),
    ...results.map((type) => `(result ${type})`),
  ];
  const declared = locals.map((type, i) => `(local ${ids[params.length + i]} ${type})`);
  return [
    first.join(" "),
    ...(declared.length > 0 ? [`  ${declared.join(" ")}`] : []),
    ...printInstructions(body, { ...names, local: (i) => ids[i]! }),
    ")",
  ];
}

/** The text format (WAT) of a module that {@link writeModule} wrote, read back from its bytes. */
export function wat(bytes: Uint8Array): string {
  const sections = readSections(bytes);
  const section = (name: keyof typeof sectionIds) => sections.get(sectionIds[name])!;
  const given = readNames(section("name"));
  const names: Names = {
    func: (index) => identifier(index, given.functions.get(index)),
    local: (index) => identifier(index, undefined),
  };
  const signatures = readSignatures(section("type"));
  const exported = readExports(section("export"));
  const [declared, code, data] = [section("function"), section("code"), section("data")];

  const memory = importedMemory(section("import"));
  const types = declared.many(() => signatures[declared.u32()]!);
  const bodies = code.many(() => reader(code.vector()));
  const segments = data.many(() => {
    data.u32();
    return `(data ${constant(data, names)} ${bytesText(data.vector())})`;
  });
  const lines = [
    memory,
    ...bodies.flatMap((body, i) => {
      const localNames = given.locals.get(i);
      const head = { id: names.func(i), exported: exported.get(i), signature: types[i]!, localNames };
      return printFunction(body, head, names);
    }),
    ...segments,
  ];
  return ["(module", ...lines.map((line) => `  ${line}`), ")", ""].join("\n");
}
