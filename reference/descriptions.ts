import { type Application, Comment, Converter, ReflectionKind, TypeScript as ts } from 'typedoc';

/**
 * What a schema says of a field (`.describe(...)`, `.meta({ description })`), and a question in its `summary`, is what the reference
 * says: nobody writes it twice. A docstring comes first.
 */
export function descriptions(app: Application): void {
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (context, reflection) => {
    const kinds = ReflectionKind.Property | ReflectionKind.Variable;
    if (!reflection.kindOf(kinds) || reflection.comment) return;
    const declaration = context.getSymbolFromReflection(reflection)?.declarations?.[0];
    if (!declaration) return;
    const text = describedIn(context.checker, declaration) ?? schemaOf(declaration);
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

/** What a schema is of, where a type is drawn from it in the same file: what that is, the type says. */
function schemaOf(declaration: ts.Declaration): string | undefined {
  if (!ts.isVariableDeclaration(declaration)) return undefined;
  const drawn = `typeof ${declaration.name.getText()}>`;
  for (const statement of declaration.getSourceFile().statements) {
    if (ts.isTypeAliasDeclaration(statement) && statement.type.getText().endsWith(drawn)) {
      return `How \`${statement.name.text}\` is written.`;
    }
  }
  return undefined;
}

/** The last word of a chain of calls holds; a chain without one says what the schema says that it begins with, or is a list of. */
function describedBy(checker: ts.TypeChecker, schema: ts.Expression): string | undefined {
  if (ts.isArrowFunction(schema)) {
    return ts.isBlock(schema.body) ? undefined : describedBy(checker, schema.body);
  }
  if (ts.isIdentifier(schema) || ts.isPropertyAccessExpression(schema)) {
    const symbol = checker.getSymbolAtLocation(ts.isIdentifier(schema) ? schema : schema.name);
    return symbol && describedBySymbol(checker, symbol);
  }
  if (ts.isCallExpression(schema) && ts.isIdentifier(schema.expression)) {
    return describedByCall(checker, schema, schema.expression);
  }
  if (!ts.isCallExpression(schema) || !ts.isPropertyAccessExpression(schema.expression)) return;
  const { name, expression } = schema.expression;
  const [word] = schema.arguments;
  if (word && name.text === 'array') return describedBy(checker, word);
  const own = word && wordOf(checker, name.text, word);
  return own ?? describedBy(checker, expression);
}

/** A question says its `summary`; of what makes a schema, the `description` that it is given comes before its own. */
function describedByCall(
  checker: ts.TypeChecker,
  call: ts.CallExpression,
  called: ts.Identifier,
): string | undefined {
  const [definition] = call.arguments;
  const summary = definition && memberText(checker, definition, 'summary');
  if (summary !== undefined) return summary;
  const taken = checker.getResolvedSignature(call)?.parameters ?? [];
  const given = call.arguments[taken.findIndex(({ name }) => name === 'description')];
  const text = given && textOf(checker, given);
  const maker = checker.getSymbolAtLocation(called);
  return text ?? (maker && describedBySymbol(checker, maker));
}

function wordOf(checker: ts.TypeChecker, call: string, word: ts.Expression): string | undefined {
  if (call === 'describe') return textOf(checker, word);
  return call === 'meta' ? memberText(checker, word, 'description') : undefined;
}

function memberText(
  checker: ts.TypeChecker,
  object: ts.Expression,
  name: string,
): string | undefined {
  if (!ts.isObjectLiteralExpression(object)) return undefined;
  for (const property of object.properties) {
    if (ts.isPropertyAssignment(property) && property.name.getText() === name) {
      return textOf(checker, property.initializer);
    }
  }
  return undefined;
}

function textOf(checker: ts.TypeChecker, text: ts.Expression): string | undefined {
  const type = checker.getTypeAtLocation(text);
  return type.isStringLiteral() ? type.value : undefined;
}
