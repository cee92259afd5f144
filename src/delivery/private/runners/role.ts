import { Stack } from 'aws-cdk-lib';
import { Grant, IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { IConstruct } from 'constructs';
import { grantStatements, grantTo } from '../../../core/private/resources/grant';

export function grantLogs(scope: IConstruct, role: IRole, { logGroupArn }: ILogGroup): Grant {
  const reason = 'Each job has a stream of its own in the one log group, and CodeBuild names it';
  return grantTo(scope, role, ['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroupArn], reason);
}

/** Actions have the service of the ARN: connections had another one before 2024. */
export function grantConnection(scope: IConstruct, role: IRole, connectionArn: string): Grant {
  const service = connectionArn.split(':')[2];
  return grantTo(scope, role, [`${service}:GetConnection`, `${service}:GetConnectionToken`], [connectionArn]);
}

/** What CodeBuild needs to give a job an address of a subnet. */
export function grantNetwork(scope: IConstruct, role: IRole, subnetIds: string[], securityGroupId: string): Grant {
  const arnOf = (resource: string, resourceName: string) =>
    Stack.of(scope).formatArn({ service: 'ec2', resource, resourceName });
  const interfaces = arnOf('network-interface', '*');
  const subnets = subnetIds.map((subnetId) => arnOf('subnet', subnetId));
  const reads = ['DhcpOptions', 'NetworkInterfaces', 'SecurityGroups', 'Subnets', 'Vpcs'];
  const statements = [
    new PolicyStatement({ actions: reads.map((it) => `ec2:Describe${it}`), resources: ['*'] }),
    new PolicyStatement({
      actions: ['ec2:CreateNetworkInterface'],
      resources: [interfaces, ...subnets, arnOf('security-group', securityGroupId)],
    }),
    new PolicyStatement({
      actions: ['ec2:DeleteNetworkInterface'],
      resources: [interfaces],
      conditions: { ArnEquals: { 'ec2:Subnet': subnets } },
    }),
    new PolicyStatement({
      actions: ['ec2:CreateNetworkInterfacePermission'],
      resources: [interfaces],
      conditions: {
        StringEquals: { 'ec2:AuthorizedService': 'codebuild.amazonaws.com' },
        ArnEquals: { 'ec2:Subnet': subnets },
      },
    }),
  ];
  const reason =
    'EC2 names a network interface when CodeBuild creates it for a job; writing is limited to the subnets of jobs';
  return grantStatements(role, statements, reason);
}
