import { posix } from 'node:path';
import { floors } from './floors';
import { Repository, Rule } from './repository';

const PACKAGE = 'rl-bank-constructs';
const LONGEST_FILE = 300;

/** Peers, and what is bundled. */
const BROUGHT = ['aws-cdk-lib', 'constructs', 'yaml', PACKAGE];

/** Recorded, not written: nobody reads these from top to bottom. */
const RECORDED = /\.(json|snap|lock|sum|svg|png)$|\.snapshot\/|\/plan\.txt$/;

/** How the house is built, each rule under the sentence it enforces. */
export const architecture: Record<string, Rule> = {
  'a folder imports from lower floors only': importsGoDown,
  'the library imports no package but its peers and what it bundles': packagesAreBrought,
  'a private folder is imported by its own folder, and that of core by all': privateIsPrivate,
  'a private file knows a construct by its type only': constructsAreTypesInPrivate,
  'a file exports one class or enum at most': oneClassAFile,
  'an index file re-exports what is public, and declares nothing': indexFilesReExport,
  'what other languages do not get is not exported': publicFilesTranslate,
  'the value of an enum member is its name': enumsAreTheirNames,
  'no file is longer than 300 lines': filesAreShort,
  'tests mirror sources': testsMirrorSources,
  'a folder has an index file and a README': foldersAreFurnished,
};

function importsGoDown(repository: Repository): string[] {
  const unknown = repository.folders('src').filter((folder) => !(folder in floors));
  const outside = repository.sources().filter((path) => !folderOf(path) && path !== 'src/index.ts');
  return [
    ...unknown.map((folder) => `src/${folder} is on no floor: add it to test/house/floors.ts`),
    ...outside.map((path) => `${path} is in no folder: move it into one`),
    ...repository.sources().flatMap((path) =>
      [...repository.code(path).matchAll(/\b(?:from|import|require)[ (]+'([^']+)'/g)].flatMap(([, specifier]) => {
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

function packagesAreBrought(repository: Repository): string[] {
  return repository.sources().flatMap((path) => {
    const imports = repository.code(path).matchAll(/^(?:import|export) (?:[^;]*? from )?'([^.'][^']*)';/gm);
    const names = [...imports].map(([, specifier]) => specifier.split('/')[0]);
    const foreign = names.filter((name) => !BROUGHT.includes(name) && !name.startsWith('node:'));
    return foreign.map((name) => `${path} imports '${name}': users do not have it`);
  });
}

function importsOf(repository: Repository, path: string): Array<{ line: string; target: string }> {
  const lines = repository.code(path).matchAll(/^(?:import|export) [^;]*? from '([^']+)';/gm);
  return [...lines].flatMap(([line, specifier]) => {
    const target = targetOf(path, specifier);
    return target?.startsWith('src/') ? [{ line, target }] : [];
  });
}

function privateIsPrivate(repository: Repository): string[] {
  return repository.sources().flatMap((path) =>
    importsOf(repository, path)
      .filter(({ target }) => target.includes('/private/') && !target.startsWith('src/core/'))
      .filter(({ target }) => folderOf(target) !== folderOf(path))
      .map(({ target }) => `${path} imports ${target}: move what both need into src/core/private`),
  );
}

/** A construct makes its parts. A part that makes its construct, or asks `instanceof`, would go in a circle. */
function constructsAreTypesInPrivate(repository: Repository): string[] {
  const isConstruct = (path: string) =>
    repository.has(path) && / extends (Construct|Stack) /.test(repository.code(path));
  return repository
    .sources()
    .filter((path) => path.includes('/private/'))
    .flatMap((path) =>
      importsOf(repository, path)
        .filter(({ target }) => folderOf(target) === folderOf(path) && !target.includes('/private/'))
        .filter(({ line, target }) => !line.startsWith('import type ') && isConstruct(`${target}.ts`))
        .map(({ target }) => `${path} imports ${target}: write \`import type\`, or take what it needs as a parameter`),
    );
}

/** The folder under `src/` that a path is in; none for the root barrel. */
function folderOf(path: string): string | undefined {
  const [, folder, ...rest] = path.split('/');
  return rest.length > 0 ? folder : undefined;
}

/** The path that a specifier leads to, without extension: our own modules alone, none for a package. */
function targetOf(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) {
    return posix.join(posix.dirname(path), specifier).replace(/\/$/, '');
  }
  const [name, ...subpath] = specifier.split('/');
  return name === PACKAGE ? posix.join('src', ...subpath) : undefined;
}

function oneClassAFile(repository: Repository): string[] {
  return repository.sources().flatMap((path) => {
    const exported = [...repository.code(path).matchAll(/^export (?:abstract )?(?:class|enum) (\w+)/gm)];
    const names = exported.map(([, name]) => name).join(', ');
    return exported.length > 1 ? [`${path} exports ${names}: give each a file of its own`] : [];
  });
}

function indexFilesReExport(repository: Repository): string[] {
  const indexFiles = repository.sources().filter((path) => posix.basename(path) === 'index.ts');
  return indexFiles.flatMap((path) => {
    const lines = repository.code(path).split('\n');
    return lines
      .filter((line) => line.trim() !== '' && !/^export .* from '(?!.*private).*';$/.test(line))
      .map((line) => `${path} holds \`${line}\`: move it into a file with a name, outside private/`);
  });
}

/** What jsii drops without a word: functions, constants, types; and what is handed on from a private folder. */
function publicFilesTranslate(repository: Repository): string[] {
  return publicFiles(repository).flatMap((path) => {
    const others = repository.code(path).matchAll(/^export (?!(?:abstract )?class |interface |enum ).*/gm);
    return [...others].map(
      ([line]) => `${path} says \`${line}\`: make it a class, an interface or an enum, or move it into private/`,
    );
  });
}

function enumsAreTheirNames(repository: Repository): string[] {
  return publicFiles(repository).flatMap((path) => {
    const bodies = [...repository.code(path).matchAll(/^export enum \w+ \{([^]*?)^\}/gm)].map(([, body]) => body);
    const members = bodies.flatMap((body) => [...body.matchAll(/^ +(\w+)(?: = (.*))?,$/gm)]);
    return members
      .filter(([, name, value]) => value !== `'${name}'`)
      .map(([, name]) => `${path}: write ${name} = '${name}', for other languages see the name alone`);
  });
}

function publicFiles(repository: Repository): string[] {
  return repository.sources().filter((path) => !path.includes('/private/') && posix.basename(path) !== 'index.ts');
}

function filesAreShort(repository: Repository): string[] {
  return ['src', 'test', 'examples', 'projenrc', 'scripts', 'bench', 'sandbox']
    .flatMap((folder) => repository.files(folder))
    .filter((path) => !RECORDED.test(path))
    .flatMap((path) => {
      const lines = repository.read(path).trimEnd().split('\n').length;
      return lines > LONGEST_FILE ? [`${path} has ${lines} lines: say it in ${LONGEST_FILE}, or in two files`] : [];
    });
}

function testsMirrorSources(repository: Repository): string[] {
  const testOf = (source: string) => source.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts');
  const sourceOf = (test: string) => test.replace(/^test/, 'src').replace(/\.test\.ts$/, '.ts');
  const runsSomething = (path: string) =>
    /^(export )?(default |abstract |async )*(class|const|function) /m.test(repository.code(path));
  const untested = repository
    .sources()
    .filter((path) => folderOf(path) && posix.basename(path) !== 'index.ts')
    .filter((path) => !path.includes('/private/')) // which may be shown by what uses it
    .filter((path) => runsSomething(path) && !repository.has(testOf(path)))
    .map((path) => `${path} has no test: write ${testOf(path)}`);
  const stray = repository
    .folders('src')
    .flatMap((folder) => repository.sources(`test/${folder}`))
    .filter((path) => path.endsWith('.test.ts') && !repository.has(sourceOf(path)))
    .filter((path) => !/\/(proof|nightly)\//.test(path)) // which is of a whole folder
    .map((path) => `${path} tests nothing: there is no ${sourceOf(path)}`);
  return [...untested, ...stray];
}

function foldersAreFurnished(repository: Repository): string[] {
  const files = repository.folders('src').flatMap((folder) => [`src/${folder}/index.ts`, `src/${folder}/README.md`]);
  return files
    .filter((path) => !repository.has(path))
    .map((path) => `${path} is missing: write it, run \`npx projen\``);
}
