import { Construct } from 'constructs';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import type { IFileStore } from '../../../data';

/** Folder of a file store, and the import that reads it. */
interface Folder {
  readonly prefix: string;
  readonly path: string;
}

// On the root of the tree, so that two copies of this package in one app share them.
const FOLDERS = Symbol.for('rl-bank-constructs.migration.import-folders');

/** Takes a folder of a file store for an import; the problem is another import of this app that reads files of it. */
export function folderTakenProblem(scope: Construct, files: IFileStore, prefix: string): Problem | undefined {
  const holder = scope.node.root as { [FOLDERS]?: Map<string, Folder[]> };
  const ofStores = (holder[FOLDERS] ??= new Map<string, Folder[]>());
  const taken = ofStores.get(files.bucketName) ?? [];
  ofStores.set(files.bucketName, [...taken, { prefix, path: scope.node.path }]);
  const other = taken.find((one) => one.prefix.startsWith(prefix) || prefix.startsWith(one.prefix));
  return problemIf(other !== undefined, {
    code: 'file-import/folder-taken',
    prop: 'keyPrefix',
    value: prefix,
    allowed: `cannot be, contain or lie in ${other?.prefix} of ${other?.path}: each file would start both imports`,
    fix: 'give each import a folder beside the other one, and copy files there that both read',
  });
}
