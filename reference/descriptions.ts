import { type Application, Comment, Converter, ReflectionKind, TypeScript as ts } from 'typedoc';

/**
 * What a schema says of a field (`.describe(...)`, `.meta({ description })`) is what the reference says of it: nobody writes it
 * twice. A docstring comes first.
 */
export function descriptions(app: Application): void {
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (context, reflection) => {
    if (!reflection.kindOf(ReflectionKind.Property) || reflection.comment) return;
    const declaration = context.getSymbolFromReflection(reflection)?.declarations?.[0];
    const text = declaration && describedIn(context.checker, declaration);
    if (text) reflection.comment = new Comment([{ kind: 'text', text }]);
  });
}

function describedIn(checker: ts.TypeChecker, declaration: ts.Declaration): string | undefined {
  if (ts.isShorthandPropertyAssignment(declaration)) {
    const value = checker.getShorthandAssignmentValueSymbol(declaration);
    return value && describedBySymbol(checker, value);
  }
  const made = ts.isPropertyAssignment(declaration) || ts.isVariableDeclaration(declaration);
  return made && declaration.initializer
    ? describedBy(checker, declaration.initializer)
    : undefined;
}

function describedBySymbol(checker: ts.TypeChecker, symbol: ts.Symbol): string | undefined {
  const named = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const [declaration] = named.declarations ?? [];
  return declaration && describedIn(checker, declaration);
}

/** The last word of a chain of calls holds; a chain without one says what the schema that it begins with says. */
function describedBy(checker: ts.TypeChecker, schema: ts.Expression): string | undefined {
  if (ts.isIdentifier(schema)) {
    const symbol = checker.getSymbolAtLocation(schema);
    return symbol && describedBySymbol(checker, symbol);
  }
  if (!ts.isCallExpression(schema) || !ts.isPropertyAccessExpression(schema.expression)) return;
  const { name, expression } = schema.expression;
  const [word] = schema.arguments;
  const own = word && wordOf(checker, name.text, word);
  return own ?? describedBy(checker, expression);
}

function wordOf(checker: ts.TypeChecker, call: string, word: ts.Expression): string | undefined {
  if (call === 'describe') return textOf(checker, word);
  if (call !== 'meta' || !ts.isObjectLiteralExpression(word)) return undefined;
  for (const property of word.properties) {
    if (ts.isPropertyAssignment(property) && property.name.getText() === 'description') {
      return textOf(checker, property.initializer);
    }
  }
  return undefined;
}

function textOf(checker: ts.TypeChecker, text: ts.Expression): string | undefined {
  const type = checker.getTypeAtLocation(text);
  return type.isStringLiteral() ? type.value : undefined;
}
