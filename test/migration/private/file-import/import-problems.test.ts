import { Duration, Size, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { FileStore } from '../../../../src/data';
import { FileImportProps, ImportColumn } from '../../../../src/migration';
import { bindingWith } from '../../../support/binding';
import { newApp, workloadStack } from '../../../support/cloud';
import { mySqlIn, postgresIn } from '../../../support/database';
import { fileImportIn } from '../../../support/file-import';
import { networkIn } from '../../../support/scaffold';

const { text, code, constant } = ImportColumn;
const LOGIN = bindingWith({
  variables: { DB_HOST: 'db.bank.example', DB_NAME: 'crm', DB_PASSWORD: 'x', DB_PORT: '5432', DB_USER: 'importer' },
});
const LONG = 'x'.repeat(64);
const NO_TENANT = { tenantColumn: undefined, tenantSetting: undefined };

/** What refuses props: nothing but them is at fault. */
const made = (props: Partial<FileImportProps>, stack = workloadStack()) => {
  const { vpc } = networkIn(stack);
  const files = new FileStore(stack, 'Files', { eventBridgeEnabled: true });
  return () => fileImportIn(stack, { vpc, files, database: LOGIN, ...props });
};

test.each<[prop: keyof FileImportProps, value: any, code: string, shown?: unknown]>([
  ['keyPrefix', '', 'file-import/not-a-folder'],
  ['keyPrefix', 'contacts', 'file-import/not-a-folder'],
  ['keyPrefix', '/contacts/', 'file-import/not-a-folder'],
  ['keyPrefix', 'con*/', 'file-import/not-a-folder'],
  ['keyPrefix', 'contacts/../', 'file-import/not-a-folder'],
  ['keyPrefix', './', 'file-import/not-a-folder'],
  ['keyPrefix', 'reports/', 'file-import/reports-imported'],
  ['keyPrefix', 'reports/contacts/', 'file-import/reports-imported'],
  ['family', 'acme.contacts', 'file-import/not-a-name'],
  ['family', 'x'.repeat(61), 'file-import/not-a-name'],
  ['table', 'crm.con-tacts', 'file-import/not-a-table', 'con-tacts'],
  ['table', LONG, 'file-import/not-a-table', LONG],
  ['table', 'a.b.c', 'file-import/not-a-table', 'b.c'],
  ['importIdColumn', 'import id', 'file-import/not-a-column'],
  ['importIdColumn', 'email', 'file-import/import-id-mapped'],
  ['tenantSetting', 'tenant', 'file-import/not-a-setting'],
  ['maxRejectedPercent', -1, 'file-import/not-a-percentage'],
  ['maxRejectedPercent', 101, 'file-import/not-a-percentage'],
  ['maxFileSize', Size.bytes(0), 'file-import/not-a-size', '0 bytes'],
  ['maxFileSize', Size.gibibytes(6), 'file-import/not-a-size', `${6 * 1024 ** 3} bytes`],
  ['timeout', Duration.seconds(59), 'file-import/not-a-time', '59 seconds'],
  ['timeout', Duration.hours(25), 'file-import/not-a-time', '90000 seconds'],
  ['tenantSetting', undefined, 'file-import/half-a-tenant'],
])("'%s' of %p is refused", (prop, value, problem, shown = value) => {
  expect(made({ [prop]: value })).toThrowProblem(problem, prop, shown, 'Web/Contacts');
});

const KEYS: Array<[what: string, props: Partial<FileImportProps>, code: string, prop: string, value: unknown]> = [
  ['no column', { columns: [], keyColumns: ['tenant_id'] }, 'file-import/no-columns', 'columns', []],
  ['no key', { ...NO_TENANT, keyColumns: [] }, 'file-import/no-key', 'keyColumns', []],
  ['one key twice', { ...NO_TENANT, keyColumns: ['email', 'email'] }, 'file-import/key-twice', 'keyColumns', 'email'],
  ['a key that nothing fills', { ...NO_TENANT, keyColumns: ['id'] }, 'file-import/key-not-filled', 'keyColumns', 'id'],
  [
    'a key of each import',
    { ...NO_TENANT, keyColumns: ['import_id'] },
    'file-import/key-not-filled',
    'keyColumns',
    'import_id',
  ],
  ['a key for all tenants', { keyColumns: ['email'] }, 'file-import/key-without-tenant', 'keyColumns', ['email']],
  [
    'a setting alone',
    { tenantColumn: undefined, keyColumns: ['email'] },
    'file-import/half-a-tenant',
    'tenantColumn',
    undefined,
  ],
];

test.each(KEYS)('%s is refused', (_, props, ...problem) => {
  expect(made(props)).toThrowProblem(...problem);
});

test('a column of the table that two columns fill is refused, and a tenant that the file names', () => {
  const columns = [text('A', 'email'), text('B', 'email')];
  expect(made({ ...NO_TENANT, columns, keyColumns: ['email'] })).toThrowProblem(
    'file-import/column-twice',
    'columns',
    'email',
  );
  const mapped = [constant('tenant_id', 'acme'), text('Id', 'contact_id')];
  expect(made({ columns: mapped })).toThrowProblem('file-import/tenant-mapped', 'tenantColumn', 'tenant_id');
  const same = made({ importIdColumn: 'tenant_id' });
  expect(same).toThrowProblem('file-import/tenant-is-import-id', 'tenantColumn', 'tenant_id');
});

test('a definition that does not fit into a task definition is refused', () => {
  const codes = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`code-${index}`, `value-${index}`]));
  const columns = [text('Id', 'contact_id'), code('Code', 'code', codes)];
  expect(made({ columns })).toThrow(
    /\d+ bytes as JSON", but must be 32768 bytes at most.*file-import\/definition-too-long/,
  );
});

test('the login of the owner, one of MySQL and what is no login are refused', () => {
  const database = postgresIn(workloadStack(), { databaseName: 'crm', users: ['importer'] });
  const mySql = mySqlIn(workloadStack(), { databaseName: 'crm', users: ['importer'] }).forUser('importer');

  expect(made({ database: database.forOwner() })).toThrow(/file-import\/owner-login/);
  expect(made({ database: mySql })).toThrow(/file-import\/not-postgresql/);
  const uri = bindingWith({ variables: { DB_URI: 'x' } });
  expect(made({ database: uri })).toThrowProblem('file-import/not-a-login', 'database', ['DB_URI']);
  const { DB_PASSWORD, ...others } = LOGIN.variables;
  expect(made({ database: bindingWith({ variables: others }) })).toThrow(/and lacks DB_PASSWORD: pass .*not-a-login/);
});

test('a file store that sends no events, one with a prefix per tenant, and one elsewhere are refused', () => {
  const store = (props: object, stack = workloadStack()) => new FileStore(stack, 'Uploads', props);
  expect(made({ files: store({}) })).toThrow(/file-store\/no-events/);
  const perTenant = store({ eventBridgeEnabled: true, prefixPerTenant: true });
  expect(made({ files: perTenant })).toThrowProblem('file-import/prefix-per-tenant', 'files', 'Web/Uploads');
  const elsewhere = new Stack(newApp(), 'Other', { env: { account: '111111111111', region: 'eu-west-1' } });
  const far = store({ eventBridgeEnabled: true }, elsewhere);
  expect(made({ files: far })).toThrowProblem('file-import/files-elsewhere', 'files', 'Other/Uploads');
});

test.each([
  ['contacts/', 'contacts/'],
  ['contacts/', 'contacts/acme/'],
  ['crm/contacts/', 'crm/'],
])('a file below %s and %s would start two imports: the second one is refused', (first, second) => {
  const stack = workloadStack();
  const [{ vpc }, bucketName] = [networkIn(stack), 'crm-uploads'];
  const store = (id: string) => FileStore.fromFileStoreAttributes(stack, id, { bucketName });
  const add = (id: string, keyPrefix: string, files = store(`Of${id}`)) =>
    fileImportIn(new Construct(stack, id), { vpc, database: LOGIN, family: id, keyPrefix, files });
  add('One', first);
  expect(() => add('Two', second)).toThrowProblem('file-import/folder-taken', 'keyPrefix', second, 'Web/Two/Contacts');
  expect(() => add('Beside', 'contacts-2/')).not.toThrow();
  const other = new FileStore(stack, 'Other', { eventBridgeEnabled: true });
  expect(() => add('Elsewhere', first, other)).not.toThrow();
});

test('a file store of another app is taken as it is: whether it sends events is not known here', () => {
  const stack = workloadStack();
  const files = FileStore.fromFileStoreAttributes(stack, 'Theirs', { bucketName: 'their-uploads' });
  expect(made({ files }, stack)).not.toThrow();
});

test('required props are asked for, and others must be of their types', () => {
  const names = ['image', 'database', 'files', 'keyPrefix', 'format', 'table', 'columns', 'keyColumns'];
  names.forEach((name) => {
    expect(() => fileImportIn(workloadStack(), { vpc: undefined, [name]: null as any })).toThrow(/props\/missing/);
  });
  expect(made({ columns: ['name'] as any })).toThrowProblem('props/wrong-type', 'columns', ['name']);
  expect(made({ format: 'csv' as any })).toThrowProblem('props/wrong-type', 'format', 'csv');
});
