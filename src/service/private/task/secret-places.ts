import { Stack } from 'aws-cdk-lib';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { namesIn } from '../../../core/private/bindings/binding-names';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { entriesOf } from '../../../core/private/checks/types';
import { areDifferent } from '../../../core/private/stacks/stack-of';
import type { ServiceRolloutOptions } from '../../service-rollout-options';
import type { ServiceTaskOptions } from '../../service-task-options';

type Options = Pick<ServiceTaskOptions, 'settings' | 'uses'>;

/** Secrets of another account or region: rules on their new values see those of this one alone. */
export function secretPlaceProblems(stack: Stack, { settings, uses = [] }: Options): Array<Problem | undefined> {
  const used = uses.flatMap(namesIn);
  const ofSettings = entriesOf(settings?.secrets).filter(([key]) => !used.includes(key));
  return [
    ...ofSettings.map(([key, secret]) => placeProblem(stack, `settings.secrets.${key}`, secret)),
    ...uses.flatMap(({ secrets }, index) =>
      entriesOf(secrets).map(([key, { secret }]) =>
        placeProblem(stack, `uses[${index}].secrets.${key}`, secret, Stack.of(secret)),
      ),
    ),
  ];
}

/** Secrets that come from another region by a peering: their events stay there. */
export function rolledSecretProblems(
  stack: Stack,
  { rollOnSecretChange = false, uses = [] }: Pick<Options, 'uses'> & Pick<ServiceRolloutOptions, 'rollOnSecretChange'>,
): Array<Problem | undefined> {
  const secrets = uses.flatMap((use) => entriesOf(use.secrets).map(([key, { secret }]) => ({ key, secret })));
  const elsewhere = secrets.filter(({ secret }) => areDifferent(Stack.of(secret).region, stack.region));
  return elsewhere.map(({ key, secret }) =>
    problemIf(rollOnSecretChange, {
      code: 'service/secret-not-rolled',
      prop: 'rollOnSecretChange',
      value: true,
      allowed: `cannot see changes of ${key}: EventBridge has the events of ${Stack.of(secret).region} there alone`,
      fix: 'leave it out and deploy the service anew when that secret changes, or use `iamAuthentication` of the database',
    }),
  );
}

/** @param home stack of the secret: what a binding brings from another region by a peering is known by it */
function placeProblem(stack: Stack, prop: string, { secretArn }: ISecret, home: Stack = stack): Problem | undefined {
  const [, , , region = stack.region, account = stack.account] = secretArn.split(':');
  const isAway = areDifferent(region, stack.region) && areDifferent(region, home.region);
  return problemIf(areDifferent(account, stack.account) || isAway, {
    code: 'service/secret-elsewhere',
    prop,
    value: secretArn,
    allowed: `must be in account ${stack.account} and region ${stack.region} of the stack ${stack.node.path}`,
    fix: 'create one there, by replication to the region where it exists already, and reference that one',
  });
}
