import { NetworkEgress } from '../../src/network';

test('a NAT gateway needs no endpoints and has no known addresses, endpoints have no known routes by default', () => {
  expect(NetworkEgress.nat()).toMatchObject({ _needsEndpoints: false, addresses: [], routeTableIds: undefined });
  expect(NetworkEgress.vpcEndpoints()).toMatchObject({
    _needsEndpoints: true,
    routeTableIds: undefined,
    additionalServices: [],
  });
});
