import { posix } from 'node:path';
import * as ts from 'typescript';
import { Repository } from './repository';

const PACKAGE = 'rl-bank-constructs';

/** What a file takes in, in the words of its text: `import`, `export … from`, `require`, `import()`, `import type`. */
export function importsOf(repository: Repository, path: string): string[] {
  const { importedFiles } = ts.preProcessFile(repository.read(path), true, true);
  return importedFiles.map((file) => file.fileName);
}

/** The folder under `src/` that a path is in; none for the root barrel. */
export function folderOf(path: string): string | undefined {
  const [, folder, ...rest] = path.split('/');
  return rest.length > 0 ? folder : undefined;
}

/** The path that a specifier leads to, without extension: our own modules alone, none for a package. */
export function targetOf(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) {
    return posix.join(posix.dirname(path), specifier).replace(/\/$/, '');
  }
  const [name, ...subpath] = specifier.split('/');
  return name === PACKAGE ? posix.join('src', ...subpath) : undefined;
}

/** The file that a specifier leads to, if it is one of ours. */
export function fileOf(repository: Repository, path: string, specifier: string): string | undefined {
  const target = targetOf(path, specifier);
  const candidates = target === undefined ? [] : [`${target}.ts`, `${target}/index.ts`];
  return candidates.find((candidate) => repository.has(candidate));
}

/** The files that a file hands on: `export … from`, and `export { x }` of something imported. */
export function reExportsOf(repository: Repository, path: string): string[] {
  const { statements } = repository.parse(path);
  const exported = statements.filter(ts.isExportDeclaration);
  const direct = exported.flatMap(({ moduleSpecifier }) => (moduleSpecifier ? [textOf(moduleSpecifier)] : []));
  const names = exported.filter(({ moduleSpecifier }) => !moduleSpecifier).flatMap(localNames);
  const indirect = statements
    .filter(ts.isImportDeclaration)
    .filter(({ importClause }) => importClause && importedNames(importClause).some((name) => names.includes(name)))
    .map(({ moduleSpecifier }) => textOf(moduleSpecifier));
  return [...direct, ...indirect].flatMap((specifier) => fileOf(repository, path, specifier) ?? []);
}

/** The declarations that a file exports, here or in an `export { … }` further down. */
export function exportsOf(source: ts.SourceFile): ts.Statement[] {
  const later = source.statements.filter(ts.isExportDeclaration).flatMap(localNames);
  return source.statements.filter((statement) => {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    const exported = modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    return exported || later.some((name) => namesOf(statement).includes(name));
  });
}

/** The names that a statement declares. */
export function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const { name } = statement as ts.Statement & { name?: ts.Identifier };
  return name ? [name.text] : [];
}

function localNames({ exportClause, moduleSpecifier }: ts.ExportDeclaration): string[] {
  const isLocal = moduleSpecifier === undefined && exportClause !== undefined && ts.isNamedExports(exportClause);
  return isLocal ? exportClause.elements.map(({ propertyName, name }) => (propertyName ?? name).text) : [];
}

function importedNames({ name, namedBindings }: ts.ImportClause): string[] {
  const own = name ? [name.text] : [];
  if (namedBindings === undefined) {
    return own;
  }
  return ts.isNamespaceImport(namedBindings)
    ? [...own, namedBindings.name.text]
    : [...own, ...namedBindings.elements.map((element) => element.name.text)];
}

function textOf(specifier: ts.Expression): string {
  return (specifier as ts.StringLiteral).text;
}
