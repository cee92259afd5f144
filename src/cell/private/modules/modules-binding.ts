import { Stack } from 'aws-cdk-lib';
import { VariablesBinding } from '../../../core/private/bindings/variables-binding';
import { grantTo } from '../../../core/private/resources/grant';

/** Path of the parameters from which the API learns of its modules, one for each. */
export function modulesPath(cellName: string): string {
  return `/cells/${cellName}/modules`;
}

/**
 * What the API has to find its modules: the path of their parameters, and the permission to read those below it. It names no
 * module, so its task definition is the same whatever the product has.
 */
export function modulesBinding(stack: Stack, cellName: string): VariablesBinding {
  const path = modulesPath(cellName);
  const resource = `parameter${path}`;
  const arns = [resource, `${resource}/*`].map((it) => stack.formatArn({ service: 'ssm', resource: it }));
  const reason = 'The parameters of the modules of this cell, whichever it has.';
  return new VariablesBinding('modules', { MODULES_PATH: path }, (grantee) => {
    return grantTo(stack, grantee, ['ssm:GetParametersByPath'], arns, reason);
  });
}
