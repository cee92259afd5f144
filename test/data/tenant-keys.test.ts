import { App, CfnParameter, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { TenantKeys, TenantKeysProps } from '../../src/data';
import { danglingIn, exportsIn } from '../support/api';
import { lambdasIn, newApp, resourcesOf, templateOf, WORKLOAD, workloadStack } from '../support/cloud';

const PROPS: TenantKeysProps = { namePrefix: 'acme-crm-prod', tenants: ['north', 'south'] };

function keysIn(stack: Stack, props: Partial<TenantKeysProps> = {}): TenantKeys {
  return new TenantKeys(stack, 'TenantKeys', { ...PROPS, ...props });
}

function roleIn(stack: Stack): Role {
  return new Role(stack, 'TaskRole', { assumedBy: new AccountRootPrincipal() });
}

const stack = workloadStack();
const keys = keysIn(stack);
const service = workloadStack(stack.node.root as App, 'Service');
keys.grantUse(roleIn(service)).assertSuccess();

describe('PC10b keys of tenants', () => {
  test('are one for each, which rotates and stays when the stack goes, with an alias', () => {
    const made = resourcesOf(stack, 'AWS::KMS::Key');
    const aliases = resourcesOf(stack, 'AWS::KMS::Alias').map(({ Properties }) => Properties);

    expect(made.map(({ Properties }) => [Properties.Description, Properties.EnableKeyRotation])).toEqual([
      ['Data of the tenant north of acme-crm-prod', true],
      ['Data of the tenant south of acme-crm-prod', true],
    ]);
    expect(made.map((it) => [it.DeletionPolicy, it.UpdateReplacePolicy])).toEqual([
      ['RetainExceptOnCreate', 'Retain'],
      ['RetainExceptOnCreate', 'Retain'],
    ]);
    expect(aliases.map(({ AliasName }) => AliasName)).toEqual([
      'alias/acme-crm-prod/north',
      'alias/acme-crm-prod/south',
    ]);
    expect(new Set(aliases.map(({ TargetKeyId }) => TargetKeyId['Fn::GetAtt'][0])).size).toBe(2);
    expect(Object.keys(templateOf(stack).Resources)).toHaveLength(4);
    expect(Object.values(keys.keys).map((key) => stack.resolve(key.keyArn))).toEqual(
      aliases.map(({ TargetKeyId }) => TargetKeyId),
    );
  });

  test('are found by a service by the beginning of their aliases, and no stack refers to another', () => {
    expect(keys.variables).toEqual({ TENANT_KEY_ALIAS_PREFIX: 'alias/acme-crm-prod/' });
    expect([keys.parameters, keys.secrets, keys.pendingInputs, keys.fingerprint]).toEqual([{}, {}, [], '']);
    expect([
      exportsIn(stack.node.root as App),
      danglingIn(stack.node.root as App),
      lambdasIn(stack.node.root as App),
    ]).toEqual([[], [], []]);
  });

  test('come and go alone: the order of the list moves nothing, and one more changes nothing but adds two', () => {
    const before = templateOf(stack).Resources;
    const turned = workloadStack();
    const more = workloadStack();
    keysIn(turned, { tenants: ['south', 'north'] });
    keysIn(more, { tenants: ['north', 'east', 'south'] });
    const { Resources: after } = templateOf(more);

    expect(templateOf(turned).Resources).toEqual(before);
    expect(after).toMatchObject(before);
    expect(Object.keys(after)).toHaveLength(6);
  });

  test('are deleted with their stack where two keys of the app say so', () => {
    const app = newApp({ context: { 'rl-bank-constructs:destroyData': true } });
    const gone = workloadStack(app);
    keysIn(gone, { removalPolicy: RemovalPolicy.DESTROY });

    expect(resourcesOf(gone, 'AWS::KMS::Key').map(({ DeletionPolicy }) => DeletionPolicy)).toEqual([
      'Delete',
      'Delete',
    ]);
    expect(() => keysIn(workloadStack(), { removalPolicy: RemovalPolicy.DESTROY })).toThrowProblem(
      'removal/second-key-missing',
      'removalPolicy',
      'destroy',
    );
  });
});

describe('refused', () => {
  const late = () => new CfnParameter(workloadStack(), 'Tenants', { type: 'CommaDelimitedList' }).valueAsList;

  test.each<[prop: string, value: unknown]>([
    ['namePrefix', 1],
    ['tenants', 'north'],
    ['removalPolicy', true],
  ])('%s of another type', (prop, value) => {
    expect(() => keysIn(workloadStack(), { [prop]: value })).toThrowProblem('props/wrong-type', prop, value);
  });

  test.each(['namePrefix', 'tenants'])('no %s', (prop) => {
    expect(() => keysIn(workloadStack(), { [prop]: undefined })).toThrowProblem('props/missing', prop, undefined);
  });

  test.each<[why: string, namePrefix: string, value?: string]>([
    ['it has a slash, so that a shorter prefix would have its keys as well', 'acme/crm'],
    ['KMS keeps it for AWS', 'aws'],
    ['it has a wildcard', 'acme-*'],
    ['it is empty', ''],
    ['it is too long', 'a'.repeat(64)],
    ['it is a token', Token.asString({ Ref: 'Name' }), 'a value that only CloudFormation knows'],
  ])('a prefix, because %s', (_, namePrefix, value = namePrefix) => {
    expect(() => keysIn(workloadStack(), { namePrefix })).toThrowProblem(
      'tenant-keys/name-prefix',
      'namePrefix',
      value,
    );
  });

  test.each<[why: string, tenant: string, value?: string]>([
    ['a slash', 'north/east'],
    ['a space', 'North Ltd'],
    ['nothing', ''],
    ['64 characters', 'a'.repeat(64)],
    ['a token', Token.asString({ Ref: 'Name' }), 'a value that only CloudFormation knows'],
  ])('a tenant of %s', (_, tenant, value = tenant) => {
    expect(() => keysIn(workloadStack(), { tenants: ['south', tenant] })).toThrowProblem(
      'tenant-keys/tenant',
      'tenants',
      value,
    );
  });

  test('a list that only CloudFormation knows, and one that fills a stack', () => {
    expect(() => keysIn(workloadStack(), { tenants: late() })).toThrowProblem(
      'tenant-keys/tenant',
      'tenants',
      'a value that only CloudFormation knows',
    );
    const tenants = Array.from({ length: 201 }, (_, index) => `tenant-${index}`);
    expect(() => keysIn(workloadStack(), { tenants })).toThrowProblem(
      'tenant-keys/too-many-tenants',
      'tenants',
      '201 tenants',
    );
  });

  test('a tenant that is listed twice', () => {
    expect(() => keysIn(workloadStack(), { tenants: ['north', 'south', 'north', 'north'] })).toThrowProblem(
      'tenant-keys/tenant-twice',
      'tenants',
      'north',
    );
  });

  test('an alias that other keys of the account have in the region, and no other', () => {
    const app = newApp();
    keysIn(workloadStack(app, 'One'));
    keysIn(workloadStack(app, 'Others'), { tenants: ['east'] });
    keysIn(new Stack(app, 'Elsewhere', { env: { ...WORKLOAD, account: '222222222222' } }));

    expect(() => keysIn(workloadStack(app, 'Two'), { tenants: ['south'] })).toThrowProblem(
      'tenant-keys/alias-taken',
      'namePrefix',
      'acme-crm-prod',
      'Two/TenantKeys',
    );
  });

  test('a role of another account, and what is no role or service', () => {
    const imported = Role.fromRoleArn(stack, 'Other', 'arn:aws:iam::222222222222:role/other');

    expect(() => keys.grantUse(imported)).toThrowProblem(
      'grant/other-account',
      'grantee',
      'a role of account 222222222222',
    );
    expect(() => keys.allowAccessFrom({} as any)).toThrowProblem('props/wrong-type', 'client', 'an object');
  });
});
