import { IUserPool, UserPool } from 'aws-cdk-lib/aws-cognito';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { crossStackValue } from '../../../core/private/stacks/cross-stack-value';

/** The user pool as any stack can name it: no CloudFormation export ties stacks to this one. */
export function userPoolSeenFromOtherStacks(scope: Construct, pool: UserPool): IUserPool {
  // No property replaces a user pool.
  const userPoolId = crossStackValue(pool, { name: 'UserPoolId', value: pool.userPoolId });
  const userPoolArn = Stack.of(scope).formatArn({
    service: 'cognito-idp',
    resource: 'userpool',
    resourceName: userPoolId,
  });
  // The CDK would split the ARN to find the id, and every stack would have `Fn::Split` of `Fn::Join` in its template.
  const reference = UserPool.fromUserPoolId(scope, 'Reference', 'id');
  Object.defineProperties(reference, { userPoolId: { value: userPoolId }, userPoolArn: { value: userPoolArn } });
  return reference;
}
