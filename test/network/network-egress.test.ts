import { NetworkEgress } from '../../src/network';

const ALONE = {
  _kind: 'nat()',
  usesVpcEndpoints: false,
  _needsEndpoints: false,
  addresses: [],
  routeTableIds: undefined,
  additionalServices: [],
  clientRanges: [],
  additionalAccounts: [],
  endpointSecurityGroupId: undefined,
};

test.each<[string, NetworkEgress, Partial<NetworkEgress>]>([
  ['a NAT gateway needs no endpoints and has no known addresses', NetworkEgress.nat(), {}],
  [
    'endpoints are created, for no further clients, accounts and services',
    NetworkEgress.vpcEndpoints(),
    { _kind: 'vpcEndpoints()', usesVpcEndpoints: true, _needsEndpoints: true },
  ],
  [
    'endpoints that exist are not created',
    NetworkEgress.fromEndpointSecurityGroupId('sg-1'),
    { _kind: 'fromEndpointSecurityGroupId()', usesVpcEndpoints: true, endpointSecurityGroupId: 'sg-1' },
  ],
  [
    'a NAT gateway for each zone is created by the network',
    NetworkEgress.natGatewayPerZone(),
    { _kind: 'natGatewayPerZone()' },
  ],
  ['a single NAT gateway, too', NetworkEgress.singleNatGateway(), { _kind: 'singleNatGateway()' }],
  ['no egress needs nothing', NetworkEgress.none(), { _kind: 'none()' }],
])('%s', (_, egress, expected) => {
  expect({ ...egress }).toEqual({ ...ALONE, ...expected });
});

test('ranges and accounts are sorted, each once', () => {
  expect(
    NetworkEgress.vpcEndpoints({
      clientRanges: ['10.1.0.0/16', '10.0.0.0/16', '10.1.0.0/16'],
      additionalAccounts: ['333333333333', '222222222222'],
    }),
  ).toMatchObject({
    clientRanges: ['10.0.0.0/16', '10.1.0.0/16'],
    additionalAccounts: ['222222222222', '333333333333'],
  });
});

test('the security group of endpoints that exist is named', () => {
  const without: any = NetworkEgress.fromEndpointSecurityGroupId;

  expect(() => without()).toThrowProblem(
    'props/missing',
    'securityGroupId',
    undefined,
    'NetworkEgress.fromEndpointSecurityGroupId',
  );
});

test.each([null, 'kms', ['kms'], 5])('options that are %j are refused', (options: any) => {
  expect(() => NetworkEgress.vpcEndpoints(options)).toThrowProblem(
    'props/wrong-type',
    'options',
    options,
    'NetworkEgress.vpcEndpoints',
  );
});

test('each option is a list', () => {
  expect(() =>
    NetworkEgress.vpcEndpoints({ additionalServices: 'kms', clientRanges: '10.0.0.0/8' } as any),
  ).toThrowProblems(
    [
      ['props/wrong-type', 'additionalServices', 'kms'],
      ['props/wrong-type', 'clientRanges', '10.0.0.0/8'],
    ],
    'NetworkEgress.vpcEndpoints',
  );
  expect(() => NetworkEgress.nat({ addresses: '203.0.113.7' } as any)).toThrowProblem(
    'props/wrong-type',
    'addresses',
    '203.0.113.7',
    'NetworkEgress.nat',
  );
});
