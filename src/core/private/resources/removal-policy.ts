import { RemovalPolicy } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { problemIf, throwOnProblems } from '../checks/problems';

/** The second key to destroying data: set for the whole app, so that one slip in one place destroys nothing. */
export const DESTROY_DATA_CONTEXT = 'rl-bank-constructs:destroyData';

/**
 * What happens to something that holds data. It is kept, unless its own property and the context of the app both say
 * that the data may go. What a failed first creation leaves behind holds none and is removed, or the retry would find
 * its name taken.
 */
export function removalOf(scope: IConstruct, prop: string, destroy: boolean | undefined): RemovalPolicy {
  const armed = [true, 'true'].includes(scope.node.tryGetContext(DESTROY_DATA_CONTEXT));
  throwOnProblems(
    scope,
    problemIf(destroy === true && !armed, {
      code: 'removal/second-key-missing',
      prop,
      value: destroy,
      allowed: 'destroying data takes a second key, and the app does not have it',
      fix: `set the context "${DESTROY_DATA_CONTEXT}" to true as well, or leave '${prop}' out to keep the data`,
    }),
  );
  return destroy ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
}
