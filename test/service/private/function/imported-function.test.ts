import { Duration } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ServiceFunction } from '../../../../src/service';
import { arnOf, propertiesOf } from '../../../support/api';
import { workloadStack } from '../../../support/cloud';

test('a function of another app is invoked, and has connections with a security group alone', () => {
  const stack = workloadStack();
  const attrs = { functionName: 'prd-sql', roleName: 'prd-sql-role', timeout: Duration.seconds(29) };
  const sql = ServiceFunction.fromServiceFunctionAttributes(stack, 'Sql', attrs);
  const securityGroup = SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1');
  const inVpc = ServiceFunction.fromServiceFunctionAttributes(stack, 'InVpc', { ...attrs, securityGroup });
  const wild = { ...attrs, functionName: 'prd-*' };
  sql.grantInvoke(new Role(stack, 'Caller', { assumedBy: new AccountRootPrincipal() }));

  expect(propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement[0].Resource).toEqual(
    arnOf('lambda:ap-southeast-1:111111111111:function:prd-sql'),
  );
  expect(inVpc.connections.securityGroups).toEqual([securityGroup]);
  expect(() => sql.connections).toThrowProblem('function/no-vpc', 'vpc', undefined);
  expect(() => ServiceFunction.fromServiceFunctionAttributes(stack, 'Wild', wild)).toThrowProblem(
    ...(['function/not-a-resource-name', 'functionName', 'prd-*'] as const),
  );
});
