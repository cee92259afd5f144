import { WayOut } from '../../src/network';

test('a NAT gateway needs no endpoints and has no known addresses, endpoints have no known routes by default', () => {
  expect(WayOut.nat()).toMatchObject({ needsEndpoints: false, addresses: [], routeTableIds: undefined });
  expect(WayOut.endpoints()).toMatchObject({ needsEndpoints: true, routeTableIds: undefined, furtherServices: [] });
});
