import { Tags } from 'aws-cdk-lib';
import { ImportedNetwork, NetworkEgress } from '../../../src/network';
import { resourcesOf, workloadStack } from '../../support/cloud';

test('endpoints carry the name of their network, and the tags of their stack', () => {
  const stack = workloadStack();
  new ImportedNetwork(stack, 'Network', {
    vpcId: 'vpc-1',
    publicSubnetIds: ['subnet-a', 'subnet-b'],
    privateSubnetIds: ['subnet-c', 'subnet-d'],
    egress: NetworkEgress.vpcEndpoints(),
  });
  Tags.of(stack).add('owner', 'bank');

  expect(resourcesOf(stack, 'AWS::EC2::VPCEndpoint')[0].Properties.Tags).toEqual([
    { Key: 'Name', Value: 'Web/Network' },
    { Key: 'owner', Value: 'bank' },
  ]);
});
