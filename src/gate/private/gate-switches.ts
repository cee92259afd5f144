import { Construct } from 'constructs';
import { Problem, problemIf, throwOnProblems } from '../../core/private/checks/problems';

interface Switches {
  readonly createResources?: boolean;
  readonly disabled?: boolean;
}

/** Checks the booleans: plain JavaScript may pass a string, such as "false" from the command line. */
export function checkSwitches(gate: Construct, { createResources, disabled }: Switches): void {
  const isBoolean = (value: unknown) => value === undefined || typeof value === 'boolean';
  const notBoolean = (prop: string, value: unknown): Problem | undefined =>
    problemIf(!isBoolean(value), {
      code: 'resource-gate/not-a-boolean',
      prop,
      value,
      allowed: 'must be true or false, not a string',
      fix: `convert it, as in \`value === 'true'\``,
    });
  throwOnProblems(
    gate,
    notBoolean('createResources', createResources),
    notBoolean('disabled', disabled),
    problemIf(createResources === true && disabled === true, {
      code: 'resource-gate/open-and-disabled',
      prop: 'createResources',
      value: createResources,
      allowed: `cannot be true together with 'disabled'`,
      fix: `leave out 'disabled' to create the resources, or 'createResources' to have none`,
    }),
  );
}
