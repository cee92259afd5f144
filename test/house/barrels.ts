import * as ts from 'typescript';
import { exportsOf, namesOf, reExportsOf } from './modules';
import { Repository, Rule } from './repository';

/** What the assembly does not show, since jsii drops it without a word. */
export const barrelRules: Record<string, Rule> = {
  'only classes, interfaces and enums are exported': (repository) =>
    publicStatements(repository)
      .filter(({ statement }) => !TRANSLATED.some((is) => is(statement)))
      .map(({ path, statement }) => `${path} exports ${namesOf(statement).join(', ')}, ${adviceOn(statement)}`),
  'the value of an enum member is its name': (repository) =>
    publicStatements(repository).flatMap(({ path, statement }) =>
      membersOf(statement)
        .filter(({ name, initializer }) => initializer?.getText() !== `'${name.getText()}'`)
        .map(({ name }) => name.getText())
        .map((name) => `${path}: write ${name} = '${name}', for other languages see the name alone`),
    ),
};

const TRANSLATED = [ts.isClassDeclaration, ts.isInterfaceDeclaration, ts.isEnumDeclaration];

function publicStatements(repository: Repository): Array<{ path: string; statement: ts.Statement }> {
  const paths = new Set<string>();
  const visit = (path: string) => {
    if (paths.has(path)) {
      return;
    }
    paths.add(path);
    reExportsOf(repository, path).forEach(visit);
  };
  repository
    .folders('src')
    .map((folder) => `src/${folder}/index.ts`)
    .filter((path) => repository.has(path))
    .forEach(visit);
  return [...paths].flatMap((path) => exportsOf(repository.parse(path)).map((statement) => ({ path, statement })));
}

function membersOf(statement: ts.Statement): readonly ts.EnumMember[] {
  return ts.isEnumDeclaration(statement) ? statement.members : [];
}

function adviceOn(statement: ts.Statement): string {
  return ts.isTypeAliasDeclaration(statement)
    ? 'which no other language gets: make it an interface or an enum'
    : 'which no other language gets: move it into private/, or make it a static member';
}
