import { SubnetConfiguration, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { privateSubnets } from '../../../src/service/private/subnets';
import { workloadStack } from '../../support/cloud';
import { networkIn } from '../../support/scaffold';

const PUBLIC = { name: 'public', subnetType: SubnetType.PUBLIC };
const PRIVATE = { name: 'private', subnetType: SubnetType.PRIVATE_WITH_EGRESS };
const ISOLATED = { name: 'isolated', subnetType: SubnetType.PRIVATE_ISOLATED };

const vpcWith = (...subnetConfiguration: SubnetConfiguration[]) => {
  return new Vpc(workloadStack(), 'Vpc', { availabilityZones: ['a', 'b'], subnetConfiguration });
};

test('subnets with a way out are taken, and isolated ones left alone', () => {
  const vpc = vpcWith(PUBLIC, PRIVATE, ISOLATED);

  expect(vpc.privateSubnets).toHaveLength(2);
  expect(privateSubnets(vpc)).toEqual({ subnets: vpc.privateSubnets });
});

test('isolated subnets are taken where no other is private', () => {
  const vpc = vpcWith(PUBLIC, ISOLATED);

  expect(vpc.isolatedSubnets).toHaveLength(2);
  expect(privateSubnets(vpc)).toEqual({ subnets: vpc.isolatedSubnets });
});

test('public subnets are never taken', () => {
  expect(privateSubnets(vpcWith(PUBLIC))).toEqual({ subnets: [] });
});

test('the private subnets of a network that exists are taken', () => {
  const { vpc } = networkIn(workloadStack());
  const { subnets } = privateSubnets(vpc);

  expect(subnets?.map(({ subnetId }) => subnetId)).toEqual(['subnet-0000000000000000c', 'subnet-0000000000000000d']);
});
