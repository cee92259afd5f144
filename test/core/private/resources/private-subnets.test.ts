import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { privateSubnets } from '../../../../src/core/private/resources/private-subnets';
import { workloadStack } from '../../../support/cloud';

const { PUBLIC, PRIVATE_WITH_EGRESS, PRIVATE_ISOLATED } = SubnetType;

test.each([
  [
    'subnets with a way out are taken, and isolated ones left alone',
    [PUBLIC, PRIVATE_WITH_EGRESS, PRIVATE_ISOLATED],
    /^Private/,
  ],
  ['isolated subnets are taken where no other is private', [PUBLIC, PRIVATE_ISOLATED], /^Isolated/],
  ['public subnets are never taken', [PUBLIC], undefined],
])('%s', (_, types, expected) => {
  const subnetConfiguration = types.map((subnetType) => ({ name: subnetType, subnetType }));
  const vpc = new Vpc(workloadStack(), 'Vpc', { availabilityZones: ['a', 'b'], subnetConfiguration });
  const ids = privateSubnets(vpc).subnets!.map(({ node }) => node.id);

  expect(ids).toEqual(expected ? Array(2).fill(expect.stringMatching(expected)) : []);
});
