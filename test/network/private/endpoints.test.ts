import { Stack, Tags } from 'aws-cdk-lib';
import { ImportedNetwork, NetworkEgress, VpcEndpointsEgressOptions } from '../../../src/network';
import { resourcesOf, workloadStack } from '../../support/cloud';

const ACCOUNT = '111111111111';

function createEndpoints(stack: Stack, options?: VpcEndpointsEgressOptions): void {
  new ImportedNetwork(stack, 'Network', {
    vpcId: 'vpc-1',
    publicSubnetIds: ['subnet-a', 'subnet-b'],
    privateSubnetIds: ['subnet-c', 'subnet-d'],
    egress: NetworkEgress.vpcEndpoints(options),
  });
}

function endpointsWith(options?: VpcEndpointsEgressOptions): Array<{ service: string; policy: any }> {
  const stack = workloadStack();
  createEndpoints(stack, options);
  return resourcesOf(stack, 'AWS::EC2::VPCEndpoint').map(({ Properties: { ServiceName, PolicyDocument } }) => ({
    service: ServiceName.replace('com.amazonaws.ap-southeast-1.', ''),
    policy: PolicyDocument,
  }));
}

const within = (...accounts: string[]) => ({
  Effect: 'Allow',
  Principal: { AWS: '*' },
  Action: '*',
  Resource: '*',
  Condition: {
    StringEquals: { 'aws:PrincipalAccount': accounts, 'aws:ResourceAccount': accounts },
  },
});

test('endpoints carry the name of their network, and the tags of their stack', () => {
  const stack = workloadStack();
  createEndpoints(stack);
  Tags.of(stack).add('owner', 'bank');

  expect(resourcesOf(stack, 'AWS::EC2::VPCEndpoint')[0].Properties.Tags).toEqual([
    { Key: 'Name', Value: 'Web/Network' },
    { Key: 'owner', Value: 'bank' },
  ]);
});

describe.each([
  ['an interface endpoint', undefined],
  ['a gateway endpoint', ['rtb-1']],
])('endpoint policies with %s for S3', (_, routeTableIds) => {
  const endpoints = endpointsWith({ routeTableIds });

  test('allow principals and resources of this account alone', () => {
    expect(endpoints.map(({ service, policy }) => [service, policy.Statement[0]])).toEqual(
      ['ecr.api', 'ecr.dkr', 'logs', 'secretsmanager', 'ssm', 's3'].map((service) => [service, within(ACCOUNT)]),
    );
  });

  test('allow reading the bucket of ECR that has the image layers, which belongs to AWS', () => {
    const further = endpoints.filter(({ policy }) => policy.Statement.length > 1);

    expect(further.map(({ service, policy }) => [service, policy.Statement.slice(1)])).toEqual([
      [
        's3',
        [
          {
            Effect: 'Allow',
            Principal: { AWS: '*' },
            Action: 's3:GetObject',
            Resource: {
              'Fn::Join': [
                '',
                ['arn:', { Ref: 'AWS::Partition' }, ':s3:::prod-ap-southeast-1-starport-layer-bucket/*'],
              ],
            },
          },
        ],
      ],
    ]);
  });
});

test('endpoint policies allow the accounts that are named, in any order, beside this one', () => {
  const [{ policy }] = endpointsWith({ additionalAccounts: ['333333333333', '222222222222'] });

  expect(policy.Statement).toEqual([within(ACCOUNT, '222222222222', '333333333333')]);
});

test('a service that takes a policy has one, and another has none: EC2 refuses a policy for it', () => {
  const endpoints = endpointsWith({ additionalServices: ['kms', 'eks', 'sts'] });
  const policies = Object.fromEntries(endpoints.map(({ service, policy }) => [service, policy?.Statement]));

  expect([policies.kms, policies.eks, policies.sts]).toEqual([[within(ACCOUNT)], undefined, undefined]);
});
