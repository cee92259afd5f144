import { App } from 'aws-cdk-lib';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { FileStore } from '../../../../src/data';
import { ACCOUNT, newApp, workloadStack } from '../../../support/cloud';
import { Context, isAllowed } from '../../../support/iam/decide';
import { RolePolicies, roleIn } from '../../../support/iam/policies';
import { resourcePoliciesOf } from '../../../support/iam/resource-policies';
import { canAssume } from '../../../support/iam/trust';
import { World } from '../../../support/iam/world';

const app = newApp();
world(app);
const deployed = World.of(app);
const bucket = deployed.one('AWS::S3::Bucket', 'FilesBucket');
const tenantRole = roleIn(deployed, 'FilesTenantRole');
const service = roleIn(deployed, 'TaskRole');

/** A store in one stack, and a service that uses it in another. */
function world(scope: App): void {
  const store = new FileStore(workloadStack(scope, 'Files'), 'Files', { prefixPerTenant: true });
  const stack = workloadStack(scope, 'Service');
  store.grantUse(new Role(stack, 'TaskRole', { assumedBy: new AccountRootPrincipal() })).assertSuccess();
}

/** Whether S3 answers a request of a role, with the policy of the bucket. */
async function allows(role: RolePolicies, action: string, key: string, context: Context): Promise<boolean> {
  return isAllowed({
    principal: role.arn,
    action,
    resource: `${bucket.arn}${key}`,
    account: ACCOUNT,
    context: { 'aws:SecureTransport': 'true', ...context },
    identity: role.identity,
    resourcePolicy: resourcePoliciesOf(deployed).get(bucket.arn!),
  });
}

const ON_FILES = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'];
const session = (tenant?: string): Context => (tenant === undefined ? {} : { 'aws:PrincipalTag/tenant': tenant });

test('nothing that decides is left out of what is proven', () => {
  expect(deployed.unresolved).toEqual([]);
});

describe('CM4 PC10d a session for a tenant', () => {
  test.each<[tenant: string | undefined, key: string, isReached: boolean]>([
    ['a', '/a/report.pdf', true],
    ['a', '/a/deep/er/report.pdf', true],
    ['a', '/b/report.pdf', false],
    ['a', '/ab/report.pdf', false], // a tenant whose name begins alike
    ['ab', '/a/report.pdf', false],
    ['a', '/report.pdf', false], // of no tenant
    ['a', '/x/a/report.pdf', false],
    ['a', '/A/report.pdf', false],
    [undefined, '/a/report.pdf', false], // without the tag
    [undefined, '//report.pdf', false],
    ['a', '/a', false],
  ])('of %s reaches %s: %s', async (tenant, key, isReached) => {
    const answers = await Promise.all(ON_FILES.map(async (it) => allows(tenantRole, it, key, session(tenant))));

    expect(answers).toEqual(ON_FILES.map(() => isReached));
  });

  test.each<[tenant: string | undefined, prefix: string | undefined, isListed: boolean]>([
    ['a', 'a/', true],
    ['a', 'a/2026/', true],
    ['a', 'a', false], // lists ab/ too
    ['a', 'ab/', false],
    ['a', 'b/', false],
    ['a', '', false],
    ['a', undefined, false], // lists all
    [undefined, 'a/', false],
  ])('of %s lists the prefix %s: %s', async (tenant, prefix, isListed) => {
    const context = { ...session(tenant), ...(prefix !== undefined && { 's3:prefix': prefix }) };

    expect(await allows(tenantRole, 's3:ListBucket', '', context)).toBe(isListed);
  });

  test('has no action on versions, tags, the policy or the settings of the bucket', async () => {
    const actions = ['s3:DeleteObjectVersion', 's3:PutObjectAcl', 's3:BypassGovernanceRetention'];
    const onFile = actions.map(async (it) => allows(tenantRole, it, '/a/report.pdf', session('a')));
    const onBucket = ['s3:PutBucketPolicy', 's3:ListBucketVersions'].map(async (it) => {
      return allows(tenantRole, it, '', session('a'));
    });

    expect(await Promise.all([...onFile, ...onBucket])).toEqual([false, false, false, false, false]);
  });

  test('is refused without TLS', async () => {
    const context = { ...session('a'), 'aws:SecureTransport': 'false' };

    expect(await allows(tenantRole, 's3:GetObject', '/a/report.pdf', context)).toBe(false);
  });
});

describe('CM4 the role of the service', () => {
  test.each(ON_FILES)('has no %s itself', async (action) => {
    expect(await allows(service, action, '/a/report.pdf', session('a'))).toBe(false);
  });

  test.each<[given: string, tags: Context, isLetIn: boolean]>([
    ['a tenant', { 'aws:RequestTag/tenant': 'a', 'aws:TagKeys': ['tenant'] }, true],
    ['a tenant with a hyphen', { 'aws:RequestTag/tenant': 'acme-crm', 'aws:TagKeys': ['tenant'] }, true],
    ['no tag', {}, false],
    ['an empty tenant', { 'aws:RequestTag/tenant': '', 'aws:TagKeys': ['tenant'] }, false],
    ['a prefix within that of a tenant', { 'aws:RequestTag/tenant': 'a/b', 'aws:TagKeys': ['tenant'] }, false],
    ['the folder above', { 'aws:RequestTag/tenant': '..', 'aws:TagKeys': ['tenant'] }, false],
    ['the folder above, and down again', { 'aws:RequestTag/tenant': '../b', 'aws:TagKeys': ['tenant'] }, false],
    [
      'a tag beside the tenant',
      { 'aws:RequestTag/tenant': 'a', 'aws:RequestTag/admin': 'yes', 'aws:TagKeys': ['tenant', 'admin'] },
      false,
    ],
  ])('assumes the tenant role with %s: %s', async (_, context, isLetIn) => {
    const { arn: principal, identity } = service;
    const asked = ['sts:AssumeRole', 'sts:TagSession'].map(async (action) => {
      return canAssume(tenantRole, { principal, identity, context, action });
    });

    expect(await Promise.all(asked)).toEqual([isLetIn, isLetIn]);
  });

  test('assumes no other role, and another role of the account not this one', async () => {
    const context = { 'aws:RequestTag/tenant': 'a', 'aws:TagKeys': ['tenant'] };
    const other = { ...tenantRole, arn: `${tenantRole.arn}-other` };

    expect(await canAssume(other, { principal: service.arn, identity: service.identity, context })).toBe(false);
    expect(await canAssume(tenantRole, { principal: service.arn, identity: [], context })).toBe(false);
  });
});
