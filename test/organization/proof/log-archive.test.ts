import { App, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { LogArchiveSubscription, LogLandingBucket } from '../../../src/organization';
import { newApp, WORKLOAD, workloadStack } from '../../support/cloud';
import { Context, isAllowed } from '../../support/iam/decide';
import { ANYTHING, PolicyDocument, roleIn } from '../../support/iam/policies';
import { resourcePoliciesOf } from '../../support/iam/resource-policies';
import { World } from '../../support/iam/world';
import { ARCHIVE, archiveIn, archiveStack } from '../../support/log-archive';
import { ORGANIZATION } from '../../support/organization';

const OURS = ORGANIZATION.organizationId;
const OTHER = 'o-zzzzzzzzzz';
const app = newApp();
world(app);
const deployed = World.of(app);
const LOCKED = 'arn:aws:s3:::acme-log-archive';
const LANDING = 'arn:aws:s3:::acme-log-archive-landing';
const policies = resourcePoliciesOf(deployed);

/** An archive with an administrator in its account, and an account that sends logs. */
function world(scope: App): void {
  const stack = archiveStack(scope);
  const archive = archiveIn(stack, { regions: [WORKLOAD.region!] });
  const admin = new Role(stack, 'Admin', { assumedBy: new AccountRootPrincipal() });
  admin.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess'));
  archive.grantRead(new Role(stack, 'Reader', { assumedBy: new AccountRootPrincipal() }));
  const sender = workloadStack(scope, 'Sender');
  new LogLandingBucket(sender, 'Landing', { archive });
  new LogArchiveSubscription(sender, 'ToArchive', { archive, logGroups: [new LogGroup(sender, 'Log')] });
}

/** Whether S3 lets a service write an object, on behalf of a resource of an account of the organization. */
async function writes(service: string, bucket: string, key: string, context: Context = {}): Promise<boolean> {
  return isAllowed({
    principal: service,
    action: 's3:PutObject',
    resource: `${bucket}/${key}`,
    account: ARCHIVE.account,
    context: {
      'aws:SecureTransport': 'true',
      'aws:SourceOrgID': OURS,
      'aws:SourceAccount': '111111111111',
      's3:x-amz-acl': 'bucket-owner-full-control',
      ...(service in ARNS && { 'aws:SourceArn': ARNS[service] }),
      ...context,
    },
    resourcePolicy: policies.get(bucket),
  });
}

const [TRAIL, CONFIG, DELIVERY, BALANCER] = [
  'cloudtrail.amazonaws.com',
  'config.amazonaws.com',
  'delivery.logs.amazonaws.com',
  'logdelivery.elasticloadbalancing.amazonaws.com',
];
const ARNS: Record<string, string> = {
  [TRAIL]: 'arn:aws:cloudtrail:us-east-1:100000000000:trail/organization',
  [DELIVERY]: 'arn:aws:logs:us-east-1:111111111111:*',
};

/** Each service, with the bucket and key that it writes. */
const OWN: Array<[service: string, bucket: string, key: string]> = [
  [TRAIL, LOCKED, `cloudtrail/AWSLogs/${OURS}/111111111111/CloudTrail/us-east-1/x.json.gz`],
  [TRAIL, LOCKED, 'cloudtrail/AWSLogs/100000000000/CloudTrail/us-east-1/x.json.gz'],
  [CONFIG, LANDING, 'config/AWSLogs/111111111111/Config/x.json.gz'],
  [DELIVERY, LANDING, 'vpc-flow-logs/AWSLogs/111111111111/vpcflowlogs/x.log.gz'],
  [BALANCER, LANDING, 'load-balancers/AWSLogs/111111111111/elasticloadbalancing/x.log.gz'],
];

test('nothing that decides is left out of what is proven', () => {
  expect(deployed.unresolved).toEqual([]);
  expect([LOCKED, LANDING].map((arn) => policies.has(arn))).toEqual([true, true]);
});

describe('PC6f what services write to the archive', () => {
  test.each(OWN)('PC6f %s writes to %s below its own prefix: %s', async (service, bucket, key) => {
    expect(await writes(service, bucket, key)).toBe(true);
  });

  test.each(OWN)(
    'PC6f %s writes to %s for no other organization, and not without TLS',
    async (service, bucket, key) => {
      expect(await writes(service, bucket, key, { 'aws:SourceOrgID': OTHER })).toBe(false);
      expect(await writes(service, bucket, key, { 'aws:SecureTransport': 'false' })).toBe(false);
    },
  );

  test('PC6f a service writes below the prefix of no other one, and to no other bucket', async () => {
    const foreign = OWN.flatMap(([service]) => {
      const all = [LOCKED, LANDING].flatMap((bucket) => OWN.map(([owner, , key]) => [owner, bucket, key] as const));
      return all
        .filter(([owner, bucket]) => owner !== service || bucket !== placeOf(service))
        .map((it) => [service, it] as const);
    });
    const allowed = await Promise.all(foreign.map(async ([service, [, bucket, key]]) => writes(service, bucket, key)));

    expect(foreign.length).toBeGreaterThan(30);
    expect(allowed.filter((it) => it)).toEqual([]);
  });

  test('PC6f CloudTrail writes for the trail of the management account alone', async () => {
    const [service, bucket, key] = OWN[0];
    const context = { 'aws:SourceArn': 'arn:aws:cloudtrail:us-east-1:111111111111:trail/own' };

    expect(await writes(service, bucket, key, context)).toBe(false);
  });
});

function placeOf(service: string): string {
  return OWN.find(([one]) => one === service)![1];
}

/** Whether S3 lets a role of an account replicate a log into the locked bucket. */
async function replicates(
  key: string,
  { account = WORKLOAD.account!, organization = OURS, action = 's3:ReplicateObject' },
) {
  const role = roleIn(deployed, 'LandingBucketReplication');
  return isAllowed({
    principal: role.arn.replace(WORKLOAD.account!, account),
    action,
    resource: `${LOCKED}/${key}`,
    account: ARCHIVE.account,
    context: { 'aws:SecureTransport': 'true', 'aws:PrincipalOrgID': organization, 'aws:PrincipalAccount': account },
    identity: role.identity,
    resourcePolicy: policies.get(LOCKED),
  });
}

describe('PC6f logs that an account replicates', () => {
  test.each<[key: string, request: { account?: string; organization?: string; action?: string }, isAllowed: boolean]>([
    ['s3-access-logs/111111111111/2026-11-30-x', {}, true],
    ['load-balancers/AWSLogs/111111111111/elasticloadbalancing/x', {}, true],
    ['s3-access-logs/111111111112/2026-11-30-x', {}, false], // of another account
    ['s3-access-logs/111111111111/2026-11-30-x', { account: '111111111112' }, false],
    ['s3-access-logs/111111111111/2026-11-30-x', { organization: OTHER }, false],
    ['s3-access-logs/111111111111/2026-11-30-x', { action: 's3:ReplicateDelete' }, false],
    ['cloudtrail/AWSLogs/o-a1b2c3d4e5/x', {}, false],
    ['config/AWSLogs/111111111111/x', {}, false],
  ])('PC6f reach %s with %j: %s', async (key, request, expected) => {
    expect(await replicates(key, request)).toBe(expected);
  });
});

describe('PC6f principals of the account of the archive', () => {
  const DELETIONS = ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:BypassGovernanceRetention'];
  const asks = async (principal: string, identity: PolicyDocument[], action: string, resource: string) =>
    isAllowed({
      ...{ principal, action, resource, account: ARCHIVE.account },
      context: { 'aws:SecureTransport': 'true', 'aws:PrincipalOrgID': OURS, 'aws:PrincipalAccount': ARCHIVE.account },
      identity: identity.map((policy, index) => ({ name: `p${index}`, policy })),
      resourcePolicy: policies.get(resource.replace(/\/.*$/, '')),
    });
  const callers = [`arn:aws:iam::${ARCHIVE.account}:root`, `arn:aws:iam::${ARCHIVE.account}:role/Admin`];

  test.each(callers)(
    'PC6f %s deletes nothing by the bucket policies, whatever its own policies say',
    async (caller) => {
      const objects = [LOCKED, LANDING].map((bucket) => `${bucket}/cloudtrail/AWSLogs/x`);
      const asked = objects.flatMap((object) => DELETIONS.map((action) => [action, object] as const));
      const onBuckets = [LOCKED, LANDING].map((bucket) => ['s3:DeleteBucket', bucket] as const);
      const answers = await Promise.all(
        [...asked, ...onBuckets].map(async ([action, on]) => asks(caller, [ANYTHING], action, on)),
      );

      expect(answers).toEqual(answers.map(() => false));
      expect(await asks(caller, [ANYTHING], 's3:GetObject', objects[0])).toBe(true);
    },
  );

  test('PC6f a role that may change the policy of the bucket is what the lock of S3 is for', async () => {
    // Object Lock is no policy: the simulation cannot say that the retention holds. S3 does, whatever policies allow.
    const admin = `arn:aws:iam::${ARCHIVE.account}:role/Admin`;

    expect(await asks(admin, [ANYTHING], 's3:PutBucketPolicy', LOCKED)).toBe(true);
  });
});

describe('PC9d a destination of the archive', () => {
  const destinations = deployed.resources.filter(({ type }) => type === 'AWS::Logs::Destination');
  const role = roleIn(deployed, 'ToArchiveRole');

  test.each([
    [OURS, true],
    [OTHER, false],
  ])('PC9d lets accounts of the organization %s subscribe log groups: %s', async (organization, expected) => {
    const answers = await Promise.all(
      destinations.map(async ({ region, properties }) => {
        return isAllowed({
          principal: `arn:aws:iam::${WORKLOAD.account}:role/deployer`,
          action: 'logs:PutSubscriptionFilter',
          resource: `arn:aws:logs:${region}:${ARCHIVE.account}:destination:acme-log-archive-logs`,
          account: ARCHIVE.account,
          context: { 'aws:PrincipalOrgID': organization },
          identity: [{ name: 'all', policy: ANYTHING }],
          resourcePolicy: JSON.parse(properties.DestinationPolicy),
        });
      }),
    );

    expect(answers).toEqual([expected, expected]);
  });

  test('PC9d takes log events of the subscribed log group alone by the role of the account', async () => {
    const [log] = deployed.resources.filter(
      ({ type, region }) => type === 'AWS::Logs::LogGroup' && region === WORKLOAD.region,
    );
    const arn = (name: string) =>
      `arn:aws:logs:${WORKLOAD.region}:${WORKLOAD.account}:log-group:${name}:log-stream:one`;
    const asked = async (name: string) =>
      isAllowed({
        ...{ principal: role.arn, action: 'logs:PutLogEvents', resource: arn(name), account: WORKLOAD.account! },
        identity: role.identity,
      });

    expect([await asked(log.ref!), await asked('another')]).toEqual([true, false]);
  });
});

// Used by the proof alone: a stack that the world has not.
test('the accounts of the proof are two', () => {
  const accounts = new Set(
    app.node
      .findAll()
      .filter(Stack.isStack)
      .map(({ account }) => account),
  );

  expect([...accounts].sort()).toEqual([ARCHIVE.account, WORKLOAD.account].sort());
});
