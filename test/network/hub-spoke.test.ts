import { HubSpoke } from '../../src/network';

const VPC = { cidr: '10.4.0.0/16', subnetIds: ['subnet-0aaaaaaaaaaaaaaaa'], routeTableIds: ['rtb-0123456789abcdef0'] };

test('PC17 a spoke is a network with addresses, or a VPC by its ids', () => {
  expect(HubSpoke.vpc('vpc-0123456789abcdef0', VPC)._vpc).toEqual({ vpcId: 'vpc-0123456789abcdef0', ...VPC });
  expect(() => HubSpoke.network({ vpc: {} } as any)).toThrowProblem('props/wrong-type', 'network', 'an object');
  expect(() => HubSpoke.vpc('vpc-0123456789abcdef0', { ...VPC, cidr: undefined as any })).toThrowProblem(
    ...(['props/missing', 'cidr', undefined] as const),
  );
  expect(() => HubSpoke.vpc('vpc-0123456789abcdef0', { ...VPC, subnetIds: 'subnet-0' as any })).toThrowProblem(
    ...(['props/wrong-type', 'subnetIds', 'subnet-0'] as const),
  );
});
