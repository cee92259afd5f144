import { Names, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { folderTakenProblem } from './claimed-folders';
import {
  definitionProblem,
  keyProblems,
  nameProblem,
  sizeProblems,
  tableProblems,
  tenantProblems,
} from './import-problems';
import { databaseProblems, filesProblems, prefixProblems } from './place-problems';
import { BINDING, bindingTypeProblems } from '../../../core/private/bindings/binding-types';
import { DURATION, KEY, SIZE, VPC } from '../../../core/private/checks/cdk-types';
import { throwOnProblems } from '../../../core/private/checks/problems';
import { requireProps } from '../../../core/private/checks/required-props';
import { instance, listOf, NUMBER, OPTIONS, requireTypes, TEXT, TEXTS, Type } from '../../../core/private/checks/types';
import type { FileImportProps } from '../../file-import-props';

const COLUMN = instance("an ImportColumn, such as `ImportColumn.text('Name', 'name')`", '_definition');

const TYPES: { [Name in keyof FileImportProps]-?: Type } = {
  ...{ vpc: VPC, taskSubnets: OPTIONS, cluster: instance('an ICluster', 'clusterName') },
  ...{ image: instance('an IImageRepository', 'imageUri'), database: BINDING },
  ...{ files: instance('an IFileStore', 'bucketArn'), keyPrefix: TEXT },
  ...{ format: instance('an ImportFormat, such as `ImportFormat.csv()`', '_options'), table: TEXT },
  ...{ columns: listOf(COLUMN, 'ImportColumns'), keyColumns: TEXTS, importIdColumn: TEXT },
  ...{ tenantColumn: TEXT, tenantSetting: TEXT, maxRejectedPercent: NUMBER, maxFileSize: SIZE },
  ...{ notificationTopic: instance('an ITopic', 'topicArn'), timeout: DURATION, cpu: NUMBER, memory: SIZE },
  ...{ cpuArchitecture: instance('a CpuArchitecture', '_cpuArchitecture'), family: TEXT },
  ...{ logRetention: DURATION, logEncryptionKey: KEY, removalPolicy: TEXT },
};

/** Throws if a required prop is missing or of another type. */
export function requireImportProps(scope: Construct, props: FileImportProps): void {
  requireProps(scope, props, {
    ...{ vpc: true, image: true, database: true, files: true, keyPrefix: true },
    ...{ format: true, table: true, columns: true, keyColumns: true },
  });
  requireTypes(scope, props, TYPES);
  throwOnProblems(scope, ...bindingTypeProblems('database', props.database));
}

/** Name of the import: the given one, or one from the path of the construct. */
export function importNameOf(scope: Construct, { family }: FileImportProps): string {
  return family ?? Names.uniqueResourceName(scope, { maxLength: 60, separator: '-' });
}

/** Throws where files would be imported wrongly, again and again, or not at all. */
export function checkImportProps(scope: Construct, props: FileImportProps, name: string, definition: string): void {
  throwOnProblems(
    scope,
    nameProblem(name),
    ...prefixProblems(props.keyPrefix),
    ...filesProblems(Stack.of(scope), props.files),
    folderTakenProblem(scope, props.files, props.keyPrefix),
    ...databaseProblems(props.database),
    ...tableProblems(props),
    ...keyProblems(props),
    ...tenantProblems(props),
    ...sizeProblems(props),
    definitionProblem(definition),
  );
}
