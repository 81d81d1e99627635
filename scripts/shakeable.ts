/**
 * Lets bundlers leave out what a program does not use of the package. They drop a file that nothing is imported from,
 * because package.json says that no file has effects; but of a file that is used they keep every call that is made
 * while it loads. Here a file is a bundle of hundreds of modules, so what each name is made of is wrapped in a
 * function whose call is marked as pure, unless it plainly has no effect. That costs Node no file and no time.
 */
import type { Plugin } from "rolldown";
import { parseAst } from "rolldown/parseAst";

/** A node of the syntax tree, as far as it is looked at here. */
interface Syntax {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export const shakeable = (): Plugin => ({
  name: "shakeable",
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) if (file.type === "chunk") file.code = marked(file.code);
  },
});

/** The code of a module, with what it does while it loads marked as free of effects. */
export function marked(code: string): string {
  const { body } = parseAst(code) as unknown as { body: readonly Syntax[] };
  const edits = body.flatMap((statement): Edit[] => {
    if (statement.type === "VariableDeclaration")
      return (statement.declarations as readonly Syntax[]).flatMap((one) => ofDeclarator(one, code));
    const { start, end } = statement;
    const left = statement.type === "ExpressionStatement" && isRead(statement.expression as Syntax);
    return left ? [{ start, end, text: "" }] : [];
  });
  return edits.reduceRight(
    (text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end),
    code,
  );
}

function ofDeclarator({ id, init, start, end }: Syntax, code: string): Edit[] {
  const value = init as Syntax | null;
  const pattern = id as Syntax;
  if (value === null) return [];
  const text = code.slice(value.start, value.end);
  if (pattern.type === "Identifier")
    return hasNoEffect(value) ? [] : [{ start: value.start, end: value.end, text: pure(`(${text})`) }];
  // Taking a value apart reads it, which may have effects: each name takes its part by itself.
  const whole = `parts$${start}`;
  const from = `let ${code.slice(pattern.start, pattern.end)}=${whole};return `;
  const names = boundBy(pattern).map((name) => `${name}=${pure(`{${from}${name}}`)}`);
  // Before a pattern there may be no space: `const[a,b]=`.
  return [{ start, end, text: ` ${[`${whole}=${pure(`(${text})`)}`, ...names].join(",")}` }];
}

const pure = (body: string): string => `/* @__PURE__ */(()=>${body})()`;

/** The names that a pattern binds. */
function boundBy(pattern: Syntax): string[] {
  const inner: Readonly<Record<string, () => readonly unknown[]>> = {
    ObjectPattern: () => pattern.properties as readonly Syntax[],
    Property: () => [pattern.value],
    ArrayPattern: () => pattern.elements as readonly unknown[],
    RestElement: () => [pattern.argument],
    AssignmentPattern: () => [pattern.left],
  };
  if (pattern.type === "Identifier") return [pattern.name as string];
  return (inner[pattern.type]?.() ?? []).flatMap((one) => (one ? boundBy(one as Syntax) : []));
}

/** What every bundler knows to have no effect. Names count as such: nothing is used before it is there. */
function hasNoEffect(node: Syntax): boolean {
  const all = (nodes: unknown): boolean =>
    (nodes as readonly (Syntax | null)[]).every((one) => !one || hasNoEffect(one));
  switch (node.type) {
    case "Literal":
    case "Identifier":
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return true;
    case "TemplateLiteral":
      return (
        all(node.expressions) &&
        (node.expressions as readonly Syntax[]).every(({ type }) => type === "Literal")
      );
    case "UnaryExpression":
      return (node.argument as Syntax).type === "Literal";
    case "ArrayExpression":
      return all(node.elements);
    case "ObjectExpression":
      return all(node.properties);
    case "Property":
      return node.computed !== true && hasNoEffect(node.value as Syntax);
    case "ClassExpression":
      return !(node.body as { body: readonly Syntax[] }).body.some(
        (part) => part.type === "StaticBlock" || (part.static === true && part.type === "PropertyDefinition"),
      );
    default:
      return false;
  }
}

/** A value that is read and goes nowhere: what is left of a name that nobody uses. */
function isRead(node: Syntax): boolean {
  if (node.type === "Identifier") return true;
  if (node.type === "MemberExpression") return node.computed !== true && isRead(node.object as Syntax);
  if (node.type !== "CallExpression") return false;
  const callee = node.callee as Syntax;
  const isKeys = callee.type === "MemberExpression" && (callee.object as Syntax).name === "Object";
  return (
    isKeys &&
    (callee.property as Syntax).name === "keys" &&
    (node.arguments as readonly Syntax[]).every(isRead)
  );
}
