import { Stack } from 'aws-cdk-lib';
import { SecurityHubDelegatedAdmin, SecurityHubDelegatedAdminProps } from '../../src/organization';
import { newApp, resourcesOf } from '../support/cloud';
import { TOOLING } from '../support/log-archive';
import { organizationIn, treeStack } from '../support/organization';

function delegatedIn(stack: Stack, props: Partial<SecurityHubDelegatedAdminProps> = {}) {
  const organization = organizationIn(stack);
  return new SecurityHubDelegatedAdmin(stack, 'SecurityHub', { organization, accountId: TOOLING.account, ...props });
}

test('PC6b Security Hub is delegated in each region, and stays so without the stack', () => {
  const app = newApp();
  delegatedIn(treeStack(app, 'management'), { regions: ['eu-central-1'] });
  const stacks = app.node.findAll().filter(Stack.isStack);

  expect(stacks.map(({ stackName }) => stackName)).toEqual(['management', 'management-eu-central-1']);
  stacks.forEach((stack) => {
    expect(resourcesOf(stack, 'AWS::SecurityHub::DelegatedAdmin')).toMatchObject([
      { Properties: { AdminAccountId: '100000000001' }, DeletionPolicy: 'RetainExceptOnCreate' },
    ]);
  });
});

test('a delegation from another account is refused', () => {
  expect(() => delegatedIn(new Stack(newApp(), 'tooling', { env: TOOLING }))).toThrowProblem(
    ...(['security-hub-delegated-admin/other-account', 'env.account', '100000000001'] as const),
  );
});

test.each(['100000000000', '12'])('a delegation to %s is refused', (accountId) => {
  expect(() => delegatedIn(treeStack(), { accountId })).toThrowProblem(
    ...(['security-hub-delegated-admin/not-a-member', 'accountId', accountId] as const),
  );
});
