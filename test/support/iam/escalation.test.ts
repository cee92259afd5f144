import { App, Stack } from 'aws-cdk-lib';
import { ArnPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { runningApi } from '../api';
import { ACCOUNT, newApp, workloadStack } from '../cloud';
import { escalationsIn } from './escalation';
import { statement, syntheticApp } from './synthetic';
import { World } from './world';

jest.setTimeout(5 * 60_000);

const OTHER = `arn:aws:iam::${ACCOUNT}:role/other`;

/** A role that nobody else should be, with these rights. */
function roleNamed(stack: Stack, name: string, actions: string[], resources: string[], trusted = 'root'): Role {
  const assumedBy = new ArnPrincipal(`arn:aws:iam::222222222222:${trusted}`);
  const role = new Role(stack, name, { roleName: name, assumedBy });
  role.addToPolicy(statement(actions, resources));
  return role;
}

function worldWith(actions: string[], resources: string[]): World {
  const stack = workloadStack(newApp(), 'Escalation');
  roleNamed(stack, 'tried', actions, resources);
  return World.of(stack.node.root as App);
}

test('a role that is bounded and denied everything of IAM gets nowhere', async () => {
  expect(await escalationsIn(World.of(syntheticApp()))).toEqual([]);
});

test('the roles of the API get nowhere but to the secrets that they are for', async () => {
  const world = World.of(Stack.of(runningApi()).node.root as App);
  const secrets = world.ofType('AWS::SecretsManager::Secret').map(({ arn }) => arn!);
  const [execution] = world.ofType('AWS::IAM::Role').filter(({ logicalId }) => logicalId.includes('ExecutionRole'));
  expect(await escalationsIn(world, { secrets: { [execution.ref]: secrets } })).toEqual([]);
  expect(await escalationsIn(world)).toHaveLength(secrets.length);
});

test.each([
  ['iam:PutRolePolicy', 'tried can change itself with iam:PutRolePolicy.'],
  ['iam:UpdateAssumeRolePolicy', 'tried can change itself with iam:UpdateAssumeRolePolicy.'],
  ['iam:DeleteRolePermissionsBoundary', 'tried can change itself with iam:DeleteRolePermissionsBoundary.'],
  ['iam:PassRole', 'tried can pass itself.'],
])('negative control: %s on the role itself is told', async (action, sentence) => {
  expect(await escalationsIn(worldWith([action], [`arn:aws:iam::${ACCOUNT}:role/tried`]))).toEqual([sentence]);
});

test.each([
  ['iam:CreateAccessKey', `arn:aws:iam::${ACCOUNT}:user/*`, `user/sample.`, 'make or enter a principal'],
  [
    'lambda:UpdateFunctionCode',
    `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:f`,
    'lambda:UpdateFunctionCode.',
    'act with',
  ],
  ['sts:AssumeRole', OTHER, `can ask to become ${OTHER}.`, 'tried'],
  ['iam:PassRole', OTHER, `tried can pass ${OTHER}.`, 'tried'],
])('negative control: %s is told', async (action, resource, end, part) => {
  const found = await escalationsIn(worldWith([action], [resource]));
  expect(found.find((sentence) => sentence.endsWith(end))).toContain(part);
});

test('what is meant is not told', async () => {
  const world = worldWith(['iam:PassRole', 'sts:AssumeRole'], [OTHER]);
  expect(await escalationsIn(world, { passes: { tried: [OTHER] }, assumes: { tried: [OTHER] } })).toEqual([]);
});

test('a condition is no excuse', async () => {
  const stack = workloadStack(newApp(), 'Escalation');
  const role = roleNamed(stack, 'tried', ['s3:GetObject'], ['*']);
  const conditions = { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } };
  role.addToPolicy(statement(['iam:PassRole'], [OTHER], conditions));
  expect(await escalationsIn(World.of(stack.node.root as App))).toEqual([`tried can pass ${OTHER}.`]);
});

test('negative control: a secret that is reached through two other roles is told', async () => {
  const stack = workloadStack(newApp(), 'Escalation');
  const secret = new Secret(stack, 'Secret', { secretName: 'hidden' });
  const last = roleNamed(stack, 'last', ['secretsmanager:GetSecretValue'], [secret.secretArn]);
  const middle = roleNamed(stack, 'middle', ['sts:AssumeRole'], [last.roleArn]);
  const first = roleNamed(stack, 'first', ['sts:AssumeRole'], [middle.roleArn]);
  last.assumeRolePolicy!.addStatements(trusting(middle));
  middle.assumeRolePolicy!.addStatements(trusting(first));
  const arn = `arn:aws:secretsmanager:ap-southeast-1:${ACCOUNT}:secret:hidden-AbCdEf`;
  expect(await escalationsIn(World.of(stack.node.root as App), { secrets: { last: [arn] } })).toEqual([
    'first can become last through middle.',
    'first can become middle.',
    `first can get at ${arn} with secretsmanager:GetSecretValue through middle and last.`,
    'middle can become last.',
    `middle can get at ${arn} with secretsmanager:GetSecretValue through last.`,
  ]);
});

function trusting(role: Role) {
  const allowed = statement(['sts:AssumeRole'], []);
  allowed.addPrincipals(new ArnPrincipal(`arn:aws:iam::${ACCOUNT}:role/${role.node.id}`));
  return allowed;
}
