import { NetworkEgress } from '../../src/network';

test('a NAT gateway needs no endpoints and has no known addresses, endpoints have no known routes by default', () => {
  expect(NetworkEgress.nat()).toMatchObject({ needsEndpoints: false, addresses: [], routeTableIds: undefined });
  expect(NetworkEgress.vpcEndpoints()).toMatchObject({
    needsEndpoints: true,
    routeTableIds: undefined,
    additionalServices: [],
  });
});
