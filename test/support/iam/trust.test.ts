import { runSimulation } from '@cloud-copilot/iam-simulate';
import { ACCOUNT } from '../cloud';
import { Context } from './decide';
import { roleIn, RolePolicies } from './policies';
import { PROVIDER, rolesOfOthers, roleWith, SUBJECT, synthetic } from './synthetic';
import { canAssume, TrustRequest } from './trust';

jest.setTimeout(5 * 60_000);

const { role } = synthetic();
const RIGHT = { sub: SUBJECT, aud: 'sts.amazonaws.com' };

// What is near the right subject, and what else must be refused: test/delivery/proof/trust-claims.ts.
test('the right subject is let in by its token alone', async () => {
  expect(await canAssume(role, { principal: PROVIDER, claims: RIGHT })).toBe(true);
  expect(await canAssume(role, { principal: PROVIDER, claims: { ...RIGHT, sub: `${SUBJECT}-2` } })).toBe(false);
  expect(await canAssume(role, { principal: PROVIDER, claims: RIGHT, action: 'sts:AssumeRole' })).toBe(false);
});

test('the trap: without other names the simulator leaves the claims out and refuses the right subject', async () => {
  const result = await runSimulation(
    {
      request: {
        principal: PROVIDER,
        action: 'sts:AssumeRoleWithWebIdentity',
        resource: { resource: role.arn, accountId: ACCOUNT },
        contextVariables: {
          'token.actions.githubusercontent.com:sub': SUBJECT,
          'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
        },
      },
      identityPolicies: [],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: role.trust,
    },
    {},
  );
  expect(result).toMatchObject({
    resultType: 'single',
    overallResult: 'ImplicitlyDenied',
    result: {
      ignoredContextKeys: ['token.actions.githubusercontent.com:sub', 'token.actions.githubusercontent.com:aud'],
    },
  });
});

test.each([
  ['a key that the simulator would leave out', { 's3:prefix': 'x' }, 'was simulated without s3:prefix'],
  [
    'a tag that could be taken for a claim',
    { 'aws:PrincipalTag/team': 'web' },
    'aws:PrincipalTag/team would be mistaken for a claim.',
  ],
])('%s is an error', async (_, context: Context, message) => {
  await expect(canAssume(role, { principal: PROVIDER, claims: RIGHT, context })).rejects.toThrow(message);
});

test('an issuer with a path has its claims under its path', async () => {
  const provider = `arn:aws:iam::${ACCOUNT}:oidc-provider/ci.bank.example/oidc/realm`;
  const trusting = (claim: string): RolePolicies => {
    const condition = { StringEquals: { [claim]: 'job:1' } };
    const Statement = [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: provider },
        Condition: condition,
      },
    ];
    return roleWith([], { trust: { Version: '2012-10-17', Statement } as RolePolicies['trust'] });
  };
  const request = { principal: provider, claims: { sub: 'job:1' } };
  expect(await canAssume(trusting('ci.bank.example/oidc/realm:sub'), request)).toBe(true);
  expect(await canAssume(trusting('ci.bank.example:sub'), request)).toBe(false);
});

test('a role of another account needs its external id, and leave of its own account', async () => {
  const trusting = roleIn(rolesOfOthers(), 'trusts-ci');
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: trusting.arn } as const;
  const identity = roleWith([statement]).identity;
  const ask = (externalId?: string, more: Partial<TrustRequest> = {}) => {
    const context: Context = externalId === undefined ? {} : { 'sts:ExternalId': externalId };
    return canAssume(trusting, { principal: 'arn:aws:iam::222222222222:role/ci', context, identity, ...more });
  };
  expect(await ask('rl-bank-7f3a')).toBe(true);
  expect(await ask('rl-bank-7f3b')).toBe(false);
  expect(await ask()).toBe(false);
  expect(await ask('rl-bank-7f3a', { principal: 'arn:aws:iam::222222222222:role/ci-2' })).toBe(false);
  expect(await ask('rl-bank-7f3a', { identity: [] })).toBe(false);
});

test('a service takes its role on, another does not', async () => {
  const trusting = roleIn(rolesOfOthers(), 'trusts-ecs');
  expect(await canAssume(trusting, { principal: 'ecs-tasks.amazonaws.com' })).toBe(true);
  expect(await canAssume(trusting, { principal: 'lambda.amazonaws.com' })).toBe(false);
  await expect(canAssume(trusting, { principal: 'lambda.amazonaws.com', claims: RIGHT })).rejects.toThrow(
    'lambda.amazonaws.com is no OIDC provider: its requests have no claims.',
  );
});
