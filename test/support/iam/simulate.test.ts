import { ACCOUNT } from '../cloud';
import { catalogue } from './catalogue';
import { isAllowed } from './decide';
import { decoysOf } from './decoys';
import { allowedSet, keyOf } from './simulate';
import { roleWith, synthetic } from './synthetic';
import { exampleOf } from './universe';

jest.setTimeout(5 * 60_000);

const { role, universe } = synthetic();

async function grantsOf(statements: Parameters<typeof roleWith>[0], options = {}): Promise<string[]> {
  return (await allowedSet(roleWith(statements), universe, options)).grants.map(keyOf);
}

test('the catalogue has all actions of AWS', async () => {
  const actions = await catalogue();
  expect(actions).toHaveLength(22_091);
  expect(actions.find(({ action }) => action === 's3:PutObject')?.wildcardOnly).toBe(false);
});

test('a resource is joined by what looks like it', () => {
  const decoys = (arn: string) => decoysOf(arn).map((decoy) => `${decoy.why} ${decoy.arn}`);
  expect(decoys(`arn:aws:ecs:eu-west-1:${ACCOUNT}:service/cluster/api`)).toEqual([
    'other account arn:aws:ecs:eu-west-1:999999999999:service/cluster/api',
    `other region arn:aws:ecs:eu-north-1:${ACCOUNT}:service/cluster/api`,
    `sibling name arn:aws:ecs:eu-west-1:${ACCOUNT}:service/cluster-other/api`,
    `sibling prefix arn:aws:ecs:eu-west-1:${ACCOUNT}:service/clusterx/api`,
    `sibling name arn:aws:ecs:eu-west-1:${ACCOUNT}:service/cluster/api-other`,
    `sibling prefix arn:aws:ecs:eu-west-1:${ACCOUNT}:service/cluster/apix`,
  ]);
  expect(decoys('arn:aws:s3:::site')).toEqual([
    'sibling name arn:aws:s3:::site-other',
    'sibling prefix arn:aws:s3:::sitex',
  ]);
  const secret = decoys(`arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:key-AbCdEf`);
  expect(secret).toContain(`sibling name arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:key-other-AbCdEf`);
});

test('wildcards of policies are filled in with something that can exist', () => {
  expect(exampleOf('arn:*:route53:::change/*')).toBe('arn:aws:route53:::change/sample');
  const logs = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/ecs/api`;
  expect(exampleOf(`${logs}:*`)).toBe(`${logs}:log-stream:sample`);
});

test('a universe has objects, those that policies speak of, and objects of other buckets', () => {
  const arns = universe.map(({ arn }) => arn);
  for (const key of ['site', 'site/sample', 'site/assets/sample', 'site-other/sample', 'sitex/assets/sample']) {
    expect(arns).toContain(`arn:aws:s3:::synthetic-${key}`);
  }
});

test('an action is allowed on what a pattern matches, and on no decoy', async () => {
  const Resource = 'arn:aws:s3:::synthetic-site/assets/*';
  expect(await grantsOf([{ Effect: 'Allow', Action: 's3:GetObject', Resource }])).toEqual([
    's3:GetObject arn:aws:s3:::synthetic-site/assets/sample',
    's3:GetObject arn:aws:s3:::synthetic-site/assets/sample-other',
    's3:GetObject arn:aws:s3:::synthetic-site/assets/samplex',
  ]);
});

test('negative control: a pattern without a slash reaches the siblings', async () => {
  const grants = await grantsOf([
    { Effect: 'Allow', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::synthetic-site*' },
  ]);
  expect(grants).toEqual([
    's3:ListBucket arn:aws:s3:::synthetic-site',
    's3:ListBucket arn:aws:s3:::synthetic-site-other',
    's3:ListBucket arn:aws:s3:::synthetic-sitex',
  ]);
});

test('NotAction and NotResource allow everything else', async () => {
  const only = ['s3:ListBucket', 'acm:ListCertificates'];
  expect(await grantsOf([{ Effect: 'Allow', NotAction: ['s3:*', 'ec2:*'], Resource: '*' }], { only })).toEqual([
    'acm:ListCertificates *',
  ]);

  const NotResource = 'arn:aws:s3:::synthetic-site';
  expect(await grantsOf([{ Effect: 'Allow', Action: 's3:ListBucket', NotResource }])).toEqual([
    's3:ListBucket arn:aws:s3:::synthetic-site-other',
    's3:ListBucket arn:aws:s3:::synthetic-sitex',
  ]);
});

test('a boundary and an explicit deny take away', async () => {
  const actions = ['ssm:GetParameter', 'iam:GetRole'];
  const { grants, asked } = await allowedSet(role, universe, { actions });
  expect(grants.filter(({ action }) => actions.includes(action))).toEqual([]);
  expect(asked.map(({ action }) => action)).toEqual(expect.arrayContaining(actions));
  const unbounded = await allowedSet({ ...role, boundary: undefined }, universe);
  expect(unbounded.grants.map(({ action }) => action)).toContain('ssm:GetParameter');
});

test('a policy of a resource counts as much as one of the role', async () => {
  const nobody = roleWith([]);
  const resourcePolicy = {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow' as const,
      Principal: { AWS: nobody.arn },
      Action: 's3:DeleteObject',
      Resource: 'arn:aws:s3:::open/*',
    },
  };
  const open = { arn: 'arn:aws:s3:::open/key', account: ACCOUNT, why: 'given', resourcePolicy };
  expect((await allowedSet(nobody, [open])).grants).toEqual([{ action: 's3:DeleteObject', resource: open.arn }]);
  expect((await allowedSet(roleWith([], { name: 'another' }), [open])).grants).toEqual([]);
});

test('keys and actions that AWS does not have are errors', async () => {
  await expect(allowedSet(role, universe, { context: { 'acm:DomainName': 'x' } })).rejects.toThrow(
    'No action of AWS knows the condition keys acm:DomainName.',
  );
  await expect(allowedSet(role, universe, { actions: ['s3:ReadObject'] })).rejects.toThrow(
    'AWS has no actions s3:ReadObject.',
  );
});

test('a request that cannot be simulated is an error, not a refusal', async () => {
  const question = { principal: role.arn, action: 's3:GetObject', resource: 'arn:aws:s3:::b', account: ACCOUNT };
  await expect(isAllowed(question)).rejects.toThrow('s3:GetObject on arn:aws:s3:::b cannot be simulated');
  await expect(isAllowed({ ...question, resource: 'arn:aws:s3:::b/*' })).rejects.toThrow('has a wildcard');
  const ignored = { ...question, resource: 'arn:aws:s3:::b/k', context: { 's3:prefix': 'x' } };
  await expect(isAllowed(ignored)).rejects.toThrow('was simulated without s3:prefix');
});
