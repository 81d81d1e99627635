import { literal } from "../../program/literal.ts";

/** A function or constant that a program gives to the outside. */
export interface Part {
  readonly doc: string;
  readonly keyword: "function" | "const";
  /** `name(params): result` or `name: type`, as TypeScript declares it; one for each overload. */
  readonly signatures: readonly string[];
  /** The statements, with types or without. */
  write(typed: boolean): readonly string[];
}

export type Param = readonly [name: string, type: string];

/** The lines of a function; `sure` asserts to TypeScript that an element is there. */
export type Body = (sure: "!" | "") => readonly string[];

export function functionPart(
  doc: string,
  name: string,
  params: readonly Param[],
  result: string,
  body: Body,
): Part {
  return {
    doc,
    keyword: "function",
    signatures: [signature(name, params, result, true)],
    write: (typed) => [
      `/** ${doc} */`,
      ...functionLines(`export function ${signature(name, params, result, typed)}`, body, typed),
    ],
  };
}

export function constantPart(doc: string, name: string, type: string, value: unknown): Part {
  return {
    doc,
    keyword: "const",
    signatures: [`${name}: ${type}`],
    write: (typed) => [
      `/** ${doc} */`,
      `export const ${name}${typed ? `: ${type}` : ""} = ${literal(value)};`,
    ],
  };
}

export function signature(name: string, params: readonly Param[], result: string, typed: boolean): string {
  const list = params.map(([param, type]) => (typed ? `${param}: ${type}` : param)).join(", ");
  return `${name}(${list})${typed ? `: ${result}` : ""}`;
}

/** A head and a body in braces. */
export const functionLines = (head: string, body: Body, typed: boolean): readonly string[] => [
  `${head} {`,
  ...body(typed ? "!" : "").map((line) => (line === "" ? "" : `  ${line}`)),
  "}",
];

/** What the parts are, for those who import them. */
export const declarations = (parts: readonly Part[]): readonly string[] =>
  parts.flatMap(({ doc, keyword, signatures }, i) => [
    ...(i === 0 ? [] : [""]),
    `/** ${doc} */`,
    ...signatures.map((each) => `export declare ${keyword} ${each};`),
  ]);
