import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { EcsService } from '../../src/service';
import { arnOf, propertiesOf } from '../support/api';
import { workloadStack } from '../support/cloud';

test('a service of another app is rolled by its names, in the cluster of its own name unless another is given', () => {
  const stack = workloadStack();
  const mailer = EcsService.fromEcsServiceAttributes(stack, 'Mailer', { serviceName: 'prd-mailer' });
  const attributes = { serviceName: 'rates', clusterName: 'shared' };
  const rates = EcsService.fromEcsServiceAttributes(stack, 'Rates', attributes);
  mailer.grantRoll(new Role(stack, 'Ci', { assumedBy: new AccountRootPrincipal() }));

  expect(stack.resolve([mailer.serviceArn, rates.serviceArn])).toEqual([
    arnOf('ecs:ap-southeast-1:111111111111:service/prd-mailer/prd-mailer'),
    arnOf('ecs:ap-southeast-1:111111111111:service/shared/rates'),
  ]);
  expect(propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement[0].Action).toBe('ecs:UpdateService');
});
