import { world } from './example-roles';
import { isAllowed } from '../../support/iam/decide';
import { resourcePoliciesOf } from '../../support/iam/resource-policies';

jest.setTimeout(5 * 60_000);

const policies = [...resourcePoliciesOf(world)];
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

test('the example has policies on buckets, and neither users nor groups', () => {
  const types = new Set(world.resources.map(({ type }) => type));

  expect(policies).toHaveLength(5);
  expect(policies.every(([arn]) => arn.startsWith('arn:aws:s3:::'))).toBe(true);
  expect(['AWS::IAM::User', 'AWS::IAM::Group', 'AWS::IAM::UserPolicy'].filter((type) => types.has(type))).toEqual([]);
});

test.each(policies)('%s lets in nobody from outside', async (...entry) => {
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

test('the service that a bucket is for gets in: what is refused above is refused for a reason', async () => {
  const distribution = world.ofType('AWS::CloudFront::Distribution')[0].arn!;
  const own = { 'aws:SourceAccount': ACCOUNT, 'aws:SourceArn': distribution };
  const found = await Promise.all(policies.map((entry) => allowedBy(entry, 'cloudfront.amazonaws.com', own)));

  expect(found.filter((actions) => actions.length > 0)).toEqual([['s3:GetObject', 's3:ListBucket']]);
});
