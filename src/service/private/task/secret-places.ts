import { Stack } from 'aws-cdk-lib';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { namesIn } from '../../../core/private/bindings/binding-names';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { entriesOf } from '../../../core/private/checks/types';
import { isElsewhere } from '../../../core/private/stacks/stack-of';
import type { ServiceTaskOptions } from '../../service-task-options';

type Options = Pick<ServiceTaskOptions, 'settings' | 'uses'>;

/** Secrets of another account or region: rules on their new values see those of this one alone. */
export function secretPlaceProblems(stack: Stack, { settings, uses = [] }: Options): Array<Problem | undefined> {
  const used = uses.flatMap(namesIn);
  const ofSettings = entriesOf(settings?.secrets).filter(([key]) => !used.includes(key));
  return [
    ...ofSettings.map(([key, secret]) => placeProblem(stack, `settings.secrets.${key}`, secret)),
    ...uses.flatMap(({ secrets }, index) =>
      entriesOf(secrets).map(([key, { secret }]) => placeProblem(stack, `uses[${index}].secrets.${key}`, secret)),
    ),
  ];
}

function placeProblem(stack: Stack, prop: string, { secretArn }: ISecret): Problem | undefined {
  const [, , , region = stack.region, account = stack.account] = secretArn.split(':');
  return problemIf(isElsewhere({ account, region }, stack), {
    code: 'service/secret-elsewhere',
    prop,
    value: secretArn,
    allowed: `must be in account ${stack.account} and region ${stack.region} of the stack ${stack.node.path}`,
    fix: 'create one there, by replication to the region where it exists already, and reference that one',
  });
}
