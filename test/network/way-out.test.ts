import { WayOut } from '../../src/network';

test('a NAT gateway needs no endpoints', () => {
  expect(WayOut.nat()).toMatchObject({ needsEndpoints: false, addresses: [], routeTableIds: undefined });
});

test('endpoints are made without known route tables and further services by default', () => {
  expect(WayOut.endpoints()).toMatchObject({ needsEndpoints: true, routeTableIds: undefined, furtherServices: [] });
});
