import { SizeRoundingBehavior } from 'aws-cdk-lib';
import type { FileImportProps } from '../../file-import-props';

/** Share of rejected rows in percent, and bytes of a file, where none are given. */
export const DEFAULTS = { maxRejectedPercent: 5, maxFileBytes: 1024 ** 3 };

/**
 * What the program has to know of an import, as JSON. The order of the keys is fixed: the ledger tells the definitions that a
 * file was imported by from their text. Other letters than those of ASCII are escaped: CloudFormation answers them as question
 * marks, so that `cdk diff` would leave out that one becomes another.
 * @see https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/814
 */
export function definitionOf(name: string, props: FileImportProps): string {
  const { keyPrefix, format, columns, keyColumns, tenantColumn, tenantSetting, importIdColumn } = props;
  const text = JSON.stringify({
    name,
    keyPrefix,
    format: { type: format.formatName, ...format._options },
    table: tableOf(props.table),
    columns: columns.map(({ _definition }) => _definition),
    keyColumns,
    tenant: tenantColumn === undefined ? undefined : { column: tenantColumn, setting: tenantSetting },
    importIdColumn,
    maxRejectedPercent: props.maxRejectedPercent ?? DEFAULTS.maxRejectedPercent,
    maxFileBytes: bytesOf(props),
  });
  return text.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Schema and name of a table. */
export function tableOf(table: string): { schema: string; name: string } {
  const [schema, ...names] = table.split('.');
  return names.length === 0 ? { schema: 'public', name: schema } : { schema, name: names.join('.') };
}

/** Bytes of the largest file. */
export function bytesOf({ maxFileSize }: FileImportProps): number {
  return maxFileSize?.toBytes({ rounding: SizeRoundingBehavior.NONE }) ?? DEFAULTS.maxFileBytes;
}
