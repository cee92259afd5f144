/**
 * A command that deploys everything deploys what lies beside a closed gate, and nothing of what lies behind it.
 *
 * Cost: none; a parameter is free.
 * Clean-up: complete, since nothing behind the gate was made.
 */
import { ExpectedResult } from '@aws-cdk/integ-tests-alpha';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { assertionsOn, caseApp, caseStack } from '../support/integ-case';
import { ResourceGate } from 'rl-bank-constructs/gate';

export const app = caseApp();
const [beside, behind] = ['integ-resource-gate', 'integ-resource-gate-behind'].map((name) => {
  const stack = caseStack(app, name);
  new StringParameter(stack, 'Parameter', { parameterName: `/${name}/there`, stringValue: 'yes' });
  return stack;
});
new ResourceGate(app, 'Gate', { scopes: [behind] });

const everything = { args: { stacks: ['**'] } };
assertionsOn(app, 'ResourceGate', { testCases: [beside], cdkCommandOptions: { deploy: everything } })
  .awsApiCall('SSM', 'getParameters', { Names: ['/integ-resource-gate/there', '/integ-resource-gate-behind/there'] })
  .expect(
    ExpectedResult.objectLike({
      Parameters: [{ Name: '/integ-resource-gate/there', Value: 'yes' }],
      InvalidParameters: ['/integ-resource-gate-behind/there'],
    }),
  );
