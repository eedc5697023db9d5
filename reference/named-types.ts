import {
  type Application,
  type Context,
  Converter,
  type DeclarationReflection,
  ReflectionKind,
  TypeScript as ts,
} from 'typedoc';

/**
 * A type that was drawn from a schema has a name only where it is declared: everywhere else its whole inside would be printed
 * instead, and where it is declared nothing but the schema's name. Here it is the other way round, and of a schema no more is
 * printed than of what sort it is.
 */
export function namedTypes(app: Application): void {
  const named = new Map<ts.Symbol, ts.Type>();
  app.converter.on(Converter.EVENT_BEGIN, (context) => {
    for (const program of context.programs) nameAll(program, named);
  });
  const later: (() => void)[] = [];
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (context, reflection) => {
    if (!reflection.kindOf(ReflectionKind.TypeAlias)) return;
    const symbol = context.getSymbolFromReflection(reflection);
    const type = symbol && named.get(symbol);
    const within = context.withScope(reflection);
    // what is declared gets its type after this
    if (type) later.push(() => unfold(within, reflection, type));
  });
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, () => {
    for (const one of later.splice(0)) one();
  });
}

function nameAll(program: ts.Program, named: Map<ts.Symbol, ts.Type>): void {
  const checker = program.getTypeChecker();
  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile || program.isSourceFileFromExternalLibrary(file)) continue;
    for (const statement of file.statements) {
      if (ts.isVariableStatement(statement)) foldSchemas(program, statement);
      if (!ts.isTypeAliasDeclaration(statement) || statement.typeParameters) continue;
      const symbol = checker.getSymbolAtLocation(statement.name);
      const type = symbol && checker.getDeclaredTypeOfSymbol(symbol);
      if (!type || !isDrawn(type, symbol, statement.type)) continue;
      type.aliasSymbol = symbol;
      named.set(symbol, type);
    }
  }
}

function foldSchemas(
  program: ts.Program,
  { modifiers, declarationList }: ts.VariableStatement,
): void {
  if (!modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return;
  const checker = program.getTypeChecker();
  for (const { name, type } of declarationList.declarations) {
    if (!type) fold(program, checker.getTypeAtLocation(name), 4);
  }
}

/** Leaves of another package's generic type its name alone, in lists and members too. */
function fold(program: ts.Program, type: ts.Type, depth: number): void {
  if (depth === 0 || !(type.flags & ts.TypeFlags.Object) || type.aliasSymbol) return;
  const checker = program.getTypeChecker();
  const inner = checker.getTypeArguments(type as ts.TypeReference);
  if (checker.isTupleType(type) || checker.isArrayType(type)) {
    for (const one of inner) fold(program, one, depth - 1);
  } else if (isForeign(program, type.symbol)) {
    if (inner.length > 0) type.aliasSymbol = type.symbol;
  } else if (type.symbol.flags & (ts.SymbolFlags.ObjectLiteral | ts.SymbolFlags.TypeLiteral)) {
    for (const member of checker.getPropertiesOfType(type)) {
      fold(program, checker.getTypeOfSymbol(member), depth - 1);
    }
  }
}

function isForeign(program: ts.Program, symbol: ts.Symbol): boolean {
  return (
    symbol.declarations?.some((one) =>
      program.isSourceFileFromExternalLibrary(one.getSourceFile()),
    ) ?? false
  );
}

/** True of a type with an inside of its own that has no name yet, or only one that some helper gave it. */
function isDrawn(type: ts.Type, own: ts.Symbol, node: ts.TypeNode): boolean {
  if (!ts.isTypeReferenceNode(node)) return false;
  const { aliasSymbol } = type;
  const named = aliasSymbol !== own && aliasSymbol?.declarations?.some((one) => !isHelper(one));
  if (named) return false;
  if (type.isUnion()) return type.types.every((one) => one.flags & ts.TypeFlags.Object);
  const { symbol } = type;
  return symbol !== undefined && (symbol.flags & ts.SymbolFlags.TypeLiteral) !== 0;
}

function isHelper(declaration: ts.Declaration): boolean {
  return ts.isTypeAliasDeclaration(declaration) && declaration.typeParameters !== undefined;
}

function unfold(within: Context, reflection: DeclarationReflection, type: ts.Type): void {
  const { aliasSymbol } = type;
  delete type.aliasSymbol;
  reflection.type = within.converter.convertType(within, type);
  if (aliasSymbol) type.aliasSymbol = aliasSymbol;
}
