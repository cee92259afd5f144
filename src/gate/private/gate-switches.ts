import { Construct } from 'constructs';
import { Problem, problemIf, throwOnProblems } from '../../core/private/checks/problems';

interface Switches {
  readonly createResources?: boolean;
  readonly disabled?: boolean;
}

/** From plain JavaScript anything may come, such as the text "false" from the command line. */
export function checkSwitches(gate: Construct, { createResources, disabled }: Switches): void {
  const isSwitch = (value: unknown) => value === undefined || typeof value === 'boolean';
  const noSwitch = (prop: string, value: unknown): Problem | undefined =>
    problemIf(!isSwitch(value), {
      code: 'resource-gate/not-a-boolean',
      prop,
      value,
      allowed: 'it is true or false, and a text is neither',
      fix: `compare what you read, as in \`value === 'true'\``,
    });
  throwOnProblems(
    gate,
    noSwitch('createResources', createResources),
    noSwitch('disabled', disabled),
    problemIf(createResources === true && disabled === true, {
      code: 'resource-gate/open-and-disabled',
      prop: 'createResources',
      value: createResources,
      allowed: `'disabled' is true as well, and a gate with nothing behind it cannot be open`,
      fix: `leave out 'disabled' to create the resources, or 'createResources' to have none`,
    }),
  );
}
