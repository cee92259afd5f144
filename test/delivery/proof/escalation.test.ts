import { roleNamed, universe, world } from './example-roles';
import { escalationsIn } from '../../support/iam/escalation';
import { statementsOf, listOf } from '../../support/iam/policies';

jest.setTimeout(5 * 60_000);

/** What a role has in its policies for an action: the bootstrap roles and the secrets are meant to be there. */
function resourcesFor(name: string, action: string): string[] {
  const statements = statementsOf(roleNamed(name).identity).filter(({ Effect }) => Effect === 'Allow');
  return statements.filter(({ Action }) => listOf(Action).includes(action)).flatMap(({ Resource }) => listOf(Resource));
}

const EXECUTION = 'prd-rl-bank-api-bankapiExecutionRole657FAC50';
const DEPLOY = 'prd-rl-bank-deploy';
const secrets = { [EXECUTION]: resourcesFor(EXECUTION, 'secretsmanager:GetSecretValue') };
const assumes = { [DEPLOY]: resourcesFor(DEPLOY, 'sts:AssumeRole') };

test('RB13 RB14 RB15 RB16 RB17 no principal of examples/rl-bank gets more than it was given', async () => {
  expect(await escalationsIn(world, { secrets, assumes }, universe)).toEqual([]);
});

test('what is meant is little: eight secrets for the tasks, six bootstrap roles for the role that deploys', () => {
  expect(secrets[EXECUTION]).toHaveLength(8);
  expect(assumes[DEPLOY]).toHaveLength(6);
  expect(assumes[DEPLOY].every((arn) => arn.includes(':role/cdk-hnb659fds-'))).toBe(true);
});

test('a role that takes others on, and one that reads secrets, are seen where they are not meant', async () => {
  const found = await escalationsIn(world, {}, universe);

  expect(found.some((sentence) => sentence.includes(DEPLOY))).toBe(true);
  expect(found.some((sentence) => sentence.includes(EXECUTION))).toBe(true);
});
