import { bytesOf, DEFAULTS, tableOf } from './definition';
import { identifierProblem } from './identifiers';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isWhole } from '../../../core/private/checks/values';
import type { FileImportProps } from '../../file-import-props';

/** A task definition has 64 KiB at most, and the definition of an import is one of its variables. */
const LONGEST_DEFINITION = 32 * 1024;

const LARGEST_FILE = 5 * 1024 ** 3;
const LONGEST_LOAD = 24 * 3600;

export function nameProblem(name: string): Problem | undefined {
  return problemIf(!/^[\w-]{1,60}$/.test(name), {
    code: 'file-import/not-a-name',
    prop: 'family',
    value: name,
    allowed: 'must be 1 to 60 letters, digits, hyphens and underscores: it names the state machine too',
    fix: 'choose such a name, or leave it out',
  });
}

/** Problems of the table and its columns. */
export function tableProblems({ table, columns, importIdColumn }: FileImportProps): Array<Problem | undefined> {
  const { schema, name } = tableOf(table);
  const targets = columns.map(({ target }) => target);
  const twice = [...new Set(targets.filter((target, index) => targets.indexOf(target) < index))];
  return [
    identifierProblem('file-import/not-a-table', 'table', schema),
    identifierProblem('file-import/not-a-table', 'table', name),
    problemIf(columns.length === 0, {
      code: 'file-import/no-columns',
      prop: 'columns',
      value: columns,
      allowed: 'must be one column at least',
      fix: "add the columns of the file, such as `ImportColumn.text('Name', 'name')`",
    }),
    ...twice.map((target) => ({
      code: 'file-import/column-twice',
      prop: 'columns',
      value: target,
      allowed: 'must fill each column of the table once',
      fix: 'remove one of the two',
    })),
    importIdColumn === undefined
      ? undefined
      : (identifierProblem('file-import/not-a-column', 'importIdColumn', importIdColumn) ??
        problemIf(targets.includes(importIdColumn), {
          code: 'file-import/import-id-mapped',
          prop: 'importIdColumn',
          value: importIdColumn,
          allowed: "cannot be one of 'columns': the program fills it with the id of the import",
          fix: 'remove it there',
        })),
  ];
}

/** Problems of the columns by which a row is known. */
export function keyProblems({ columns, keyColumns, tenantColumn, importIdColumn }: FileImportProps) {
  const filled = [...columns.map(({ target }) => target), ...(tenantColumn === undefined ? [] : [tenantColumn])];
  const twice = keyColumns.find((column, index) => keyColumns.indexOf(column) < index);
  return [
    problemIf(keyColumns.length === 0, {
      code: 'file-import/no-key',
      prop: 'keyColumns',
      value: keyColumns,
      allowed: 'must be one column at least, or a row that is there already could not be told',
      fix: 'name the columns of the unique index, which `ImportColumn.nameBasedUuid()` can fill',
    }),
    problemIf(twice !== undefined, {
      code: 'file-import/key-twice',
      prop: 'keyColumns',
      value: twice,
      allowed: 'must be different columns',
      fix: 'name it once',
    }),
    ...keyColumns
      .filter((column) => !filled.includes(column))
      .map((column) => ({
        code: 'file-import/key-not-filled',
        prop: 'keyColumns',
        value: column,
        allowed:
          column === importIdColumn
            ? 'cannot be the id of the import, which is another one each time: each row would be new'
            : `must be filled by one of 'columns' or be 'tenantColumn': ${filled.join(', ')}`,
        fix: 'add it to the columns, or name another column',
      })),
    problemIf(tenantColumn !== undefined && !keyColumns.includes(tenantColumn), {
      code: 'file-import/key-without-tenant',
      prop: 'keyColumns',
      value: keyColumns,
      allowed: `must have ${tenantColumn}: rows of two tenants may have the same key, and one of them would be left out`,
      fix: "add the 'tenantColumn' to it, and to the unique index",
    }),
  ];
}

/** Problems of tenant and setting, which go together. */
export function tenantProblems(props: FileImportProps): Array<Problem | undefined> {
  const { columns, tenantColumn, tenantSetting, importIdColumn } = props;
  const [given, missing] =
    tenantColumn === undefined ? ['tenantSetting', 'tenantColumn'] : ['tenantColumn', 'tenantSetting'];
  return [
    problemIf((tenantColumn === undefined) !== (tenantSetting === undefined), {
      code: 'file-import/half-a-tenant',
      prop: missing,
      value: undefined,
      allowed: `must be given beside '${given}': rows carry the tenant, and row level security reads it`,
      fix: `add '${missing}', or leave out '${given}'`,
    }),
    tenantColumn === undefined
      ? undefined
      : identifierProblem('file-import/not-a-column', 'tenantColumn', tenantColumn),
    problemIf(tenantColumn !== undefined && columns.some(({ target }) => target === tenantColumn), {
      code: 'file-import/tenant-mapped',
      prop: 'tenantColumn',
      value: tenantColumn,
      allowed: "cannot be one of 'columns': a file could name another tenant than the folder it lies in",
      fix: 'remove it there',
    }),
    problemIf(tenantColumn !== undefined && tenantColumn === importIdColumn, {
      code: 'file-import/tenant-is-import-id',
      prop: 'tenantColumn',
      value: tenantColumn,
      allowed:
        "cannot be 'importIdColumn': the program fills one with the tenant, and the other with the id of the import",
      fix: 'name two columns',
    }),
    problemIf(tenantSetting !== undefined && !/^[a-z_][\w$]*(\.[a-z_][\w$]*)+$/i.test(tenantSetting), {
      code: 'file-import/not-a-setting',
      prop: 'tenantSetting',
      value: tenantSetting,
      allowed: 'must be a setting with a dot, which PostgreSQL lets each user set',
      fix: 'write it as the policy of the table reads it, such as "app.tenant"',
    }),
  ];
}

/** Problems of numbers. */
export function sizeProblems(props: FileImportProps): Array<Problem | undefined> {
  const { maxRejectedPercent = DEFAULTS.maxRejectedPercent, timeout } = props;
  const bytes = props.maxFileSize?.isUnresolved() ? undefined : bytesOf(props);
  const seconds = timeout?.toSeconds({ integral: false });
  return [
    problemIf(!(maxRejectedPercent >= 0 && maxRejectedPercent <= 100), {
      code: 'file-import/not-a-percentage',
      prop: 'maxRejectedPercent',
      value: maxRejectedPercent,
      allowed: 'must be 0 to 100',
      fix: 'give the share of rows that may be left out: 0 refuses a file with one bad row',
    }),
    problemIf(bytes !== undefined && !isWhole(bytes, 1, LARGEST_FILE), {
      code: 'file-import/not-a-size',
      prop: 'maxFileSize',
      value: `${bytes} bytes`,
      allowed: 'must be 1 byte to 5 GiB',
      fix: 'split larger files: each of them is an import',
    }),
    problemIf(seconds !== undefined && !isWhole(seconds, 60, LONGEST_LOAD), {
      code: 'file-import/not-a-time',
      prop: 'timeout',
      value: `${seconds} seconds`,
      allowed: `must be whole seconds from 60 to ${LONGEST_LOAD}`,
      fix: 'give such a duration, as Duration.hours(4)',
    }),
  ];
}

export function definitionProblem(definition: string): Problem | undefined {
  const bytes = Buffer.byteLength(definition);
  return problemIf(bytes > LONGEST_DEFINITION, {
    code: 'file-import/definition-too-long',
    prop: 'columns',
    value: `${bytes} bytes as JSON`,
    allowed: `must be ${LONGEST_DEFINITION} bytes at most: it is a variable of the task definition, which ECS limits`,
    fix: 'shorten lists of codes, or join them to a table of codes in the database',
  });
}
