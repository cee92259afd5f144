import { posix } from 'node:path';
import * as ts from 'typescript';
import { floors } from './floors';
import { exportsOf, folderOf, importsOf, namesOf, reExportsOf, targetOf } from './modules';
import { Repository, Rule } from './repository';

const LONGEST_FILE = 300;

/** Recorded, not written: nobody reads these from top to bottom. */
const RECORDED = /\.(json|snap|lock|sum|svg|png)$|\.snapshot\//;

/** How the house is built, each rule under the sentence it enforces. */
export const architecture: Record<string, Rule> = {
  'a folder imports from lower floors only': importsGoDown,
  'a file exports one class or enum at most': oneClassAFile,
  'an index file re-exports and declares nothing': indexFilesReExport,
  'no file is longer than 300 lines': filesAreShort,
  'tests mirror sources': testsMirrorSources,
  'nothing private is re-exported': privateStaysPrivate,
  'a folder has an index file': (repository) =>
    missing(repository, 'index.ts', 'write it, and run `npx projen` for the exports of the package'),
  'a folder has a README that begins with a snippet': readmesBeginWithSnippet,
};

function importsGoDown(repository: Repository): string[] {
  const unknown = repository.folders('src').filter((folder) => !(folder in floors));
  const outside = repository.sources().filter((path) => !folderOf(path) && path !== 'src/index.ts');
  return [
    ...unknown.map((folder) => `src/${folder} is on no floor: add it to test/house/floors.ts`),
    ...outside.map((path) => `${path} is in no folder: move it into one`),
    ...repository.sources().flatMap((path) =>
      importsOf(repository, path).flatMap((specifier) => {
        const problem = importProblem(folderOf(path), targetOf(path, specifier));
        return problem ? [`${path} imports '${specifier}': ${problem}`] : [];
      }),
    ),
  ];
}

function importProblem(from: string | undefined, target: string | undefined): string | undefined {
  if (from === undefined || target === undefined) {
    return undefined;
  }
  if (['src', 'src/index'].includes(target)) {
    return 'the root barrel holds every folder, this one too';
  }
  if (!target.startsWith('src/')) {
    return 'what is outside src is not part of the library';
  }
  const to = folderOf(`${target}/`)!;
  const isKnown = from in floors && to in floors;
  const isAllowed = !isKnown || from === to || floors[to] < floors[from];
  return isAllowed ? undefined : `${to} is on floor ${floors[to]}, and ${from} on ${floors[from]} looks below it only`;
}

function oneClassAFile(repository: Repository): string[] {
  return repository.sources().flatMap((path) => {
    const exported = exportsOf(repository.parse(path)).filter(
      (statement) => ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement),
    );
    const names = exported.flatMap(namesOf).join(', ');
    return exported.length > 1 ? [`${path} exports ${names}: give each a file of its own`] : [];
  });
}

function indexFilesReExport(repository: Repository): string[] {
  return indexFiles(repository).flatMap((path) =>
    repository
      .parse(path)
      .statements.filter((statement) => !ts.isExportDeclaration(statement) || !statement.moduleSpecifier)
      .map((statement) => `${path} holds \`${firstLine(statement)}\`: move it into a file with a name`),
  );
}

function filesAreShort(repository: Repository): string[] {
  return ['src', 'test', 'examples', 'projenrc', 'scripts', 'bench']
    .flatMap((folder) => repository.files(folder))
    .filter((path) => !RECORDED.test(path))
    .flatMap((path) => {
      const lines = repository.read(path).trimEnd().split('\n').length;
      return lines > LONGEST_FILE ? [`${path} has ${lines} lines: say it in ${LONGEST_FILE}, or in two files`] : [];
    });
}

function testsMirrorSources(repository: Repository): string[] {
  const untested = repository
    .sources()
    .filter((path) => folderOf(path) && posix.basename(path) !== 'index.ts')
    .filter((path) => runsSomething(repository.parse(path)) && !repository.has(testOf(path)))
    .map((path) => `${path} has no test: write ${testOf(path)}`);
  const stray = repository
    .folders('src')
    .flatMap((folder) => repository.sources(`test/${folder}`))
    .filter((path) => path.endsWith('.test.ts') && !repository.has(sourceOf(path)))
    .filter((path) => !path.includes('/proof/')) // which is of a whole folder
    .map((path) => `${path} tests nothing: there is no ${sourceOf(path)}`);
  return [...untested, ...stray];
}

function privateStaysPrivate(repository: Repository): string[] {
  return indexFiles(repository).flatMap((index) =>
    reExportedFrom(repository, [index])
      .filter((chain) => chain.at(-1)!.split('/').includes('private'))
      .map((chain) => `${chain.join(' → ')} makes public what is private: move it out of private/, or keep it in`),
  );
}

function readmesBeginWithSnippet(repository: Repository): string[] {
  const absent = missing(repository, 'README.md', 'write it: the promise in a sentence, then the smallest snippet');
  const readmes = repository.folders('src').map((folder) => `src/${folder}/README.md`);
  const late = readmes.filter((path) => repository.has(path) && !beginsWithSnippet(repository.read(path)));
  return [...absent, ...late.map((path) => `${path} tells before it shows: put a \`ts\` snippet first`)];
}

/** Whether the first code block is TypeScript and comes before the second heading. */
function beginsWithSnippet(markdown: string): boolean {
  const lines = markdown.split('\n');
  const fence = lines.findIndex((line) => line.startsWith('```'));
  const headings = lines.slice(0, fence).filter((line) => line.startsWith('## '));
  return fence >= 0 && /^```ts\b/.test(lines[fence]) && headings.length < 2;
}

/** Every way of re-exports from the last file of the chain on. */
function reExportedFrom(repository: Repository, chain: string[]): string[][] {
  const next = reExportsOf(repository, chain.at(-1)!).filter((path) => !chain.includes(path));
  return next.flatMap((path) => [[...chain, path], ...reExportedFrom(repository, [...chain, path])]);
}

/** Interfaces, types and enums have nothing that a test could run. */
function runsSomething({ statements }: ts.SourceFile): boolean {
  const declares = [ts.isImportDeclaration, ts.isInterfaceDeclaration, ts.isTypeAliasDeclaration, ts.isEnumDeclaration];
  return !statements.every((statement) => declares.some((is) => is(statement)));
}

function missing(repository: Repository, file: string, advice: string): string[] {
  const bare = repository.folders('src').filter((folder) => !repository.has(`src/${folder}/${file}`));
  return bare.map((folder) => `src/${folder} has no ${file}: ${advice}`);
}

function indexFiles(repository: Repository): string[] {
  return repository.sources().filter((path) => posix.basename(path) === 'index.ts');
}

function testOf(source: string): string {
  return source.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts');
}

function sourceOf(test: string): string {
  return test.replace(/^test/, 'src').replace(/\.test\.ts$/, '.ts');
}

function firstLine(node: ts.Node): string {
  return node.getText().split('\n')[0];
}
