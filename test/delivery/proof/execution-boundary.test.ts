import { ACCOUNT, allows, BOUNDARY, boundary, Call, resources, world } from './execution-role';
import { listOf, rolesIn, statementsOf, Statement } from '../../support/iam/policies';
import { exampleOf } from '../../support/iam/universe';
import { World } from '../../support/iam/world';

const limit = listOf(boundary.Statement);

/** The roles, without the boundary, whose document is in no template. */
function roles() {
  const without = world.resources.map((resource) => {
    const { PermissionsBoundary: _, ...properties } = resource.properties;
    return { ...resource, properties };
  });
  const ofType = (type: string) => without.filter((resource) => resource.type === type);
  return rolesIn({ ofType } as World);
}

test('RB24 every role of the example has the boundary', () => {
  const all = resources.filter(({ type }) => type === 'AWS::IAM::Role');

  expect(all.map(({ properties }) => properties.PermissionsBoundary)).toEqual(all.map(() => BOUNDARY));
  expect(all.length).toBeGreaterThan(5);
});

test('RB24 under the boundary roles can do all that they have: conditions are up to their policies', () => {
  const allowed = statementsOf(roles().flatMap(({ identity }) => identity)).filter(({ Effect }) => Effect === 'Allow');
  const calls = allowed.flatMap(({ Action, Resource }: Statement) =>
    listOf(Action).flatMap((action) =>
      listOf(Resource).map((on): Call => {
        return { action, resource: on === '*' ? '*' : exampleOf(on), context: {} };
      }),
    ),
  );

  expect(calls.length).toBeGreaterThan(50);
  expect(calls.filter((call) => !allows(limit, call))).toEqual([]);
});

test.each([
  ['iam:CreateRole', `arn:aws:iam::${ACCOUNT}:role/prd-rl-bank-other`],
  ['iam:PassRole', `arn:aws:iam::${ACCOUNT}:role/prd-rl-bank-deploy`],
  ['iam:DeleteRolePermissionsBoundary', `arn:aws:iam::${ACCOUNT}:role/prd-rl-bank-deploy`],
  ['iam:PutRolePermissionsBoundary', `arn:aws:iam::${ACCOUNT}:role/prd-rl-bank-deploy`],
  ['iam:CreatePolicyVersion', BOUNDARY],
  ['iam:CreateUser', `arn:aws:iam::${ACCOUNT}:user/prd-rl-bank`],
  ['sts:AssumeRole', `arn:aws:iam::${ACCOUNT}:role/admin`],
  ['s3:GetObject', 'arn:aws:s3:::theirs/key'],
  ['secretsmanager:GetSecretValue', `arn:aws:secretsmanager:ap-southeast-1:${ACCOUNT}:secret:theirs-AbCdEf`],
  ['ec2:RunInstances', `arn:aws:ec2:ap-southeast-1:${ACCOUNT}:instance/i-0a1b`],
])('RB24 a role with everything under the boundary cannot call %s on %s', (action, resource) => {
  expect(allows(limit, { action, resource, context: {} })).toBe(false);
});

test.each([
  ['iam:DeleteRolePermissionsBoundary', `arn:aws:iam::${ACCOUNT}:role/prd-rl-bank-deploy`],
  ['iam:CreateRole', `arn:aws:iam::${ACCOUNT}:role/theirs`],
  ['iam:CreatePolicyVersion', BOUNDARY],
])('RB24 whatever a boundary allows later, %s on %s stays denied', (action, resource) => {
  const everything: Statement = { Effect: 'Allow', Action: action, Resource: '*' };

  expect(allows([everything], { action, resource, context: {} })).toBe(true);
  expect(allows([everything, ...limit], { action, resource, context: {} })).toBe(false);
});

test.each(['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy'])(
  'RB24 whatever a boundary allows later, %s is denied on a role without the boundary',
  (action) => {
    const everything: Statement[] = [{ Effect: 'Allow', Action: action, Resource: '*' }, ...limit];
    const call = { action, resource: `arn:aws:iam::${ACCOUNT}:role/prd-rl-bank-other` };
    const key = 'iam:PermissionsBoundary';

    expect(allows(everything, { ...call, context: { [key]: BOUNDARY } })).toBe(true);
    expect(allows(everything, { ...call, context: {} })).toBe(false);
    expect(allows(everything, { ...call, context: { [key]: 'arn:aws:iam::aws:policy/AdministratorAccess' } })).toBe(
      false,
    );
  },
);
