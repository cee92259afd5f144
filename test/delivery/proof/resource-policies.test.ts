import { world } from './example-roles';
import { isAllowed } from '../../support/iam/decide';
import { resourcePoliciesOf } from '../../support/iam/resource-policies';

jest.setTimeout(5 * 60_000);

const all = [...resourcePoliciesOf(world)];
const ofService = (service: string) => all.filter(([arn]) => arn.startsWith(`arn:aws:${service}:`));
const policies = ofService('s3');
const ACCOUNT = '982233224911';
const ACTIONS = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket', 's3:PutBucketPolicy'];

/** What a principal may do by the policy of a resource alone. */
async function allowedBy(
  [arn, resourcePolicy]: (typeof policies)[number],
  principal: string,
  context: Record<string, string> = {},
): Promise<string[]> {
  const allowed: string[] = [];
  for (const action of ACTIONS) {
    const resource = action.includes('Bucket') ? arn : `${arn}/alb/AWSLogs/${ACCOUNT}/sample`;
    const request = { principal, action, resource, account: ACCOUNT, resourcePolicy };
    if (await isAllowed({ ...request, context: { 'aws:SecureTransport': 'true', ...context } })) {
      allowed.push(action);
    }
  }
  return allowed;
}

test('the example has policies on buckets, topics and their keys alone, and neither users nor groups', () => {
  const types = new Set(world.resources.map(({ type }) => type));
  const count = (service: string) => ofService(service).length;

  expect([count('s3'), count('sns'), count('kms'), all.length]).toEqual([5, 4, 4, 13]);
  expect(['AWS::IAM::User', 'AWS::IAM::Group', 'AWS::IAM::UserPolicy'].filter((type) => types.has(type))).toEqual([]);
});

test.each(policies)('%s allows no principal of another account', async (...entry) => {
  const foreign = ['arn:aws:iam::999999999999:role/admin', 'arn:aws:iam::999999999999:root', 'lambda.amazonaws.com'];

  for (const principal of foreign) {
    expect(await allowedBy(entry, principal)).toEqual([]);
  }
});

test.each(policies)('%s lets services in for what is of this account alone', async (...entry) => {
  const other = {
    'aws:SourceAccount': '999999999999',
    'aws:SourceArn': 'arn:aws:cloudfront::999999999999:distribution/EOTHER',
  };
  const services = ['cloudfront', 'logging.s3', 'logdelivery.elasticloadbalancing', 'delivery.logs'];

  for (const service of services) {
    expect(await allowedBy(entry, `${service}.amazonaws.com`, other)).toEqual([]);
  }
});

test.each([
  ['cloudfront', world.ofType('AWS::CloudFront::Distribution')[0].arn!, ['s3:GetObject', 's3:ListBucket']],
  [
    'logdelivery.elasticloadbalancing',
    `arn:aws:elasticloadbalancing:ap-southeast-1:${ACCOUNT}:loadbalancer/app/a/b`,
    ['s3:PutObject'],
  ],
])('the one bucket that is for %s lets it in: what is refused above is refused for a reason', async (...row) => {
  const [service, source, actions] = row;
  const own = { 'aws:SourceAccount': ACCOUNT, 'aws:SourceArn': source };
  const found = await Promise.all(policies.map((entry) => allowedBy(entry, `${service}.amazonaws.com`, own)));
  const foundWithoutTls = await Promise.all(
    policies.map((entry) => allowedBy(entry, `${service}.amazonaws.com`, { ...own, 'aws:SecureTransport': 'false' })),
  );

  expect(found.filter((allowed) => allowed.length > 0)).toEqual([actions]);
  expect(foundWithoutTls.flat()).toEqual([]);
});

describe('the topics of alarms', () => {
  const publishes = async ([arn, resourcePolicy]: (typeof all)[number], principal: string, source: string) => {
    const alarm = `arn:aws:cloudwatch:${arn.split(':')[3]}:${source}:alarm:prd-rl-bank-api-Latency`;
    const given = { 'aws:SourceAccount': source, 'aws:SourceArn': alarm, 'aws:SecureTransport': 'true' };
    return isAllowed({
      ...{ principal, action: 'sns:Publish', resource: arn, account: ACCOUNT, resourcePolicy },
      context: given,
    });
  };

  test.each(ofService('sns'))('%s takes alarms of this account, and nothing else', async (...entry) => {
    expect(await publishes(entry, 'cloudwatch.amazonaws.com', ACCOUNT)).toBe(true);
    expect(await publishes(entry, 'cloudwatch.amazonaws.com', '999999999999')).toBe(false);
    expect(await publishes(entry, 'events.amazonaws.com', ACCOUNT)).toBe(false);
    expect(await publishes(entry, 'arn:aws:iam::999999999999:role/admin', ACCOUNT)).toBe(false);
  });

  test.each(ofService('kms'))('%s is used by CloudWatch, and by no other account', async (resource, resourcePolicy) => {
    const uses = (principal: string, action: string) => {
      return isAllowed({ principal, action, resource, account: ACCOUNT, resourcePolicy, context: {} });
    };

    expect(await uses('cloudwatch.amazonaws.com', 'kms:GenerateDataKey')).toBe(true);
    expect(await uses('cloudwatch.amazonaws.com', 'kms:Encrypt')).toBe(false);
    expect(await uses('sns.amazonaws.com', 'kms:Decrypt')).toBe(false);
    expect(await uses('arn:aws:iam::999999999999:root', 'kms:Decrypt')).toBe(false);
  });
});
