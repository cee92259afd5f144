import { App } from 'aws-cdk-lib';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { MachineAuthorizer } from '../../../../src/access';
import { apiIn } from '../../../support/api';
import { resourcesOf, workloadStack } from '../../../support/cloud';
import { machineApiIn } from '../../../support/machine';
import { networkIn } from '../../../support/scaffold';

describe('PC9c a role that manages keys', () => {
  const stack = workloadStack();
  const api = machineApiIn(stack);
  const other = workloadStack(stack.node.root as App, 'Web2');
  api.grantManageKeys(new Role(other, 'Role', { assumedBy: new AccountRootPrincipal() }));
  const [{ Properties }] = resourcesOf(other, 'AWS::IAM::Policy');
  const statements = Properties.PolicyDocument.Statement.map((it: any) => {
    const path = JSON.stringify(it.Resource).replace(
      /.*"(?:[^"]*(?:apigateway:|%3A)ap-southeast-1(?:::)?)?((?:\/|%3A)[^"]*)".*/,
      '$1',
    );
    return [[it.Action].flat(), path, Object.keys(it.Condition?.StringEquals ?? {})];
  });

  test('creates, disables and deletes those of the plan alone, and reads none', () => {
    expect(statements).toEqual([
      [['apigateway:POST'], '/apikeys', ['aws:RequestTag/MachineApiUsagePlan']],
      [['apigateway:PUT'], '%3A%3A%2Fapikeys%2F*', ['aws:RequestTag/MachineApiUsagePlan']],
      [['apigateway:PATCH', 'apigateway:DELETE'], '/apikeys/*', ['aws:ResourceTag/MachineApiUsagePlan']],
      [['apigateway:POST'], '/keys', []],
      [['apigateway:DELETE'], '/keys/*', []],
    ]);
  });

  test('tags keys alone, and takes none from another plan by its tag', () => {
    const tagging = Properties.PolicyDocument.Statement[1];
    const plan = tagging.Condition.StringEquals['aws:RequestTag/MachineApiUsagePlan'];

    expect(JSON.stringify(tagging.Resource)).toContain('::/tags/arn%3A');
    expect(tagging.Condition).toMatchObject({
      StringEqualsIfExists: { 'aws:ResourceTag/MachineApiUsagePlan': plan }, // a new key has no tag yet
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['MachineApiUsagePlan'] },
    });
  });

  test('is in any stack, which reads the id of the plan by weak reference', () => {
    expect(JSON.stringify(Properties)).toMatch(/"Fn::GetStackOutput":\{"StackName":"Web","OutputName":"UsagePlanId/);
    expect(other.dependencies).toEqual([stack]);
  });

  test('of another account is refused', () => {
    const foreign = Role.fromRoleArn(stack, 'Foreign', 'arn:aws:iam::222222222222:role/a');

    expect(() => api.grantManageKeys(foreign)).toThrowProblem(
      ...(['grant/other-account', 'grantee', 'a role of account 222222222222'] as const),
    );
    expect(() => api.grantManageKeys('role' as any)).toThrowProblem('props/wrong-type', 'grantee', 'role');
  });
});

test('PC9c a service uses the API to issue keys, in its own stack or another', () => {
  const stack = workloadStack();
  const api = machineApiIn(stack);
  const other = workloadStack(stack.node.root as App, 'Web2');
  apiIn(other, { vpc: networkIn(other).vpc, settings: undefined, uses: [api.forKeyManager()] });
  const [{ Properties }] = resourcesOf(other, 'AWS::ECS::TaskDefinition');

  expect(Properties.ContainerDefinitions[0].Environment).toContainEqual({
    Name: 'USAGE_PLAN_ID',
    Value: { 'Fn::GetStackOutput': { StackName: 'Web', OutputName: expect.stringMatching(/^UsagePlanId/) } },
  });
  expect(JSON.stringify(resourcesOf(other, 'AWS::IAM::Policy'))).toContain('/apikeys');
});

test('without keys nothing manages them', () => {
  const stack = workloadStack();
  const api = machineApiIn(stack, { authorizer: MachineAuthorizer.userPool(new UserPool(stack, 'Pool')) });

  expect(() => api.forKeyManager()).toThrowProblem('machine-api/no-keys', 'quota', undefined);
});
