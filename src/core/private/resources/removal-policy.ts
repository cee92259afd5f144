import { RemovalPolicy } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { DESTROY_DATA_CONTEXT, hasSecondKey } from './second-key';
import { problemIf, throwOnProblems } from '../checks/problems';

/**
 * The removal policy of a resource that holds data: retained, unless `removalPolicy` and the context of the app both
 * say that the data may be destroyed. A resource of a failed first creation has no data and is deleted, or its name would
 * be taken at the retry.
 */
export function removalPolicyOf(scope: IConstruct, removalPolicy?: RemovalPolicy): RemovalPolicy {
  const isDestroyed = removalPolicy === RemovalPolicy.DESTROY;
  throwOnProblems(
    scope,
    problemIf(removalPolicy !== undefined && !ALLOWED.includes(removalPolicy), {
      code: 'removal/not-a-policy',
      prop: 'removalPolicy',
      value: removalPolicy,
      allowed: 'must be RETAIN, RETAIN_ON_UPDATE_OR_DELETE or DESTROY',
      fix: 'leave it out to retain the data',
    }),
    problemIf(isDestroyed && !hasSecondKey(scope, DESTROY_DATA_CONTEXT), {
      code: 'removal/second-key-missing',
      prop: 'removalPolicy',
      value: removalPolicy,
      allowed: `must be RETAIN while the context "${DESTROY_DATA_CONTEXT}" of the app is not true`,
      fix: `set it by \`new App({ context: { '${DESTROY_DATA_CONTEXT}': true } })\` or \`-c ${DESTROY_DATA_CONTEXT}=true\`, or leave the prop out to retain the data`,
    }),
  );
  return isDestroyed ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
}

const ALLOWED = [RemovalPolicy.RETAIN, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, RemovalPolicy.DESTROY];
