/** Types that the declarations of a package's exports use, and that its users cannot name. */
import ts from "typescript";

/** A run while it is computed, of which what `fit` returns takes some fields. */
const inner = ["Training"];

/**
 * Each with what uses it; `inside` says whether a file belongs to the package. What a module keeps to itself, as the
 * fields that some of its types share, needs no name.
 */
export function unnamedTypes(
  entries: readonly string[],
  inside: (file: string) => boolean,
): Map<string, string> {
  const options = { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023, noEmit: true, types: [] };
  const program = ts.createProgram([...entries], options);
  const checker = program.getTypeChecker();
  const real = (symbol: ts.Symbol): ts.Symbol =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const exported = new Set(
    entries.flatMap((entry) => {
      const file = program.getSourceFile(entry)!;
      return checker.getExportsOfModule(checker.getSymbolAtLocation(file)!).map(real);
    }),
  );
  const found = new Map<ts.Symbol, string>();
  const kinds =
    ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias | ts.SymbolFlags.Class | ts.SymbolFlags.Enum;
  const visit = (node: ts.Node, user: string): void => {
    const name = nameIn(node);
    const symbol = name && checker.getSymbolAtLocation(name);
    if (symbol) use(real(symbol), user);
    node.forEachChild((child) => visit(child, user));
  };
  const use = (symbol: ts.Symbol, user: string): void => {
    if (!(symbol.flags & kinds) || exported.has(symbol) || found.has(symbol) || inner.includes(symbol.name))
      return;
    if (!symbol.declarations?.some((one) => inside(one.getSourceFile().fileName))) return;
    found.set(symbol, user);
    for (const one of symbol.declarations) visit(one, symbol.name);
  };
  for (const symbol of exported)
    for (const declaration of symbol.declarations ?? [])
      if (inside(declaration.getSourceFile().fileName)) visit(declaration, symbol.name);
  const shared = [...found].filter(([symbol]) => isShared(symbol));
  return new Map(
    shared.map(([symbol, user]) => {
      const file = symbol.declarations![0]!.getSourceFile().fileName;
      return [`${symbol.name} (${file})`, user];
    }),
  );
}

const isShared = (symbol: ts.Symbol): boolean =>
  symbol.declarations!.some(
    (one) => (ts.getCombinedModifierFlags(one as ts.Declaration) & ts.ModifierFlags.Export) !== 0,
  );

function nameIn(node: ts.Node): ts.Node | undefined {
  if (ts.isTypeReferenceNode(node)) return node.typeName;
  if (ts.isExpressionWithTypeArguments(node)) return node.expression;
  if (ts.isImportTypeNode(node)) return node.qualifier;
  return undefined;
}
