// The sources as the TypeScript parser has them, without a library and without packages: a second instead of ten.
import { readFileSync, readdirSync } from 'node:fs';
import ts from 'typescript';

/** The files of `src`, and who is who in them. */
export function readSources(root = 'src') {
  const paths = readdirSync(root, { recursive: true }).map((path) => `${root}/${path.replaceAll('\\', '/')}`);
  const options = { noLib: true, types: [], noResolve: false, allowJs: false, module: ts.ModuleKind.CommonJS };
  const names = paths.filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts')).sort();
  const program = ts.createProgram(names, options, hostOf(new Set(names), options));
  const checker = program.getTypeChecker();
  const files = names.map((name) => program.getSourceFile(name));
  const nodes = files.flatMap((file) => [...nodesBelow(file)]);
  return { files, nodes, checker, calls: callsIn(nodes, checker) };
}

export function* nodesBelow(node) {
  yield node;
  for (const child of childrenOf(node)) yield* nodesBelow(child);
}

function childrenOf(node) {
  const children = [];
  ts.forEachChild(node, (child) => void children.push(child));
  return children;
}

/** Relative imports alone are followed. */
function hostOf(names, options) {
  const files = new Map();
  const read = (name) => (names.has(name) ? readFileSync(name, 'utf8') : undefined);
  return {
    fileExists: (name) => names.has(name),
    readFile: read,
    getSourceFile(name) {
      if (!files.has(name) && names.has(name)) files.set(name, ts.createSourceFile(name, read(name), 99, true));
      return files.get(name);
    },
    getDefaultLibFileName: () => 'none.d.ts',
    getCurrentDirectory: () => '',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    writeFile: () => undefined,
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text }) => ({ resolvedModule: text.startsWith('.') ? found(names, from, text) : undefined })),
    options,
  };
}

function found(names, from, text) {
  const path = new URL(text, `file:///${from}`).pathname.slice(1).replace(/\/$/, '');
  const resolvedFileName = [`${path}.ts`, `${path}/index.ts`].find((name) => names.has(name));
  return resolvedFileName && { resolvedFileName, extension: '.ts', isExternalLibraryImport: false };
}

/** The calls of each function, by its declaration. */
function callsIn(nodes, checker) {
  const calls = new Map();
  for (const node of nodes) {
    if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) continue;
    const declaration = functionOf(declarationOf(node.expression, checker));
    if (declaration) calls.set(declaration, [...(calls.get(declaration) ?? []), node]);
  }
  return calls;
}

export function declarationOf(identifier, checker) {
  const isShort = ts.isShorthandPropertyAssignment(identifier.parent) && identifier.parent.name === identifier;
  const symbol = isShort
    ? checker.getShorthandAssignmentValueSymbol(identifier.parent)
    : checker.getSymbolAtLocation(identifier);
  // eslint-disable-next-line no-bitwise -- flags of the compiler
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return target?.declarations?.[0];
}

/** The function that a declaration makes, be it of the old form or an arrow. */
export function functionOf(declaration) {
  if (declaration === undefined) return undefined;
  if (ts.isFunctionDeclaration(declaration)) return declaration;
  const value = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) ? value : undefined;
}
