import { ApiExposure } from '../../src/service';

const given = ['203.0.113.0/24', '198.51.100.7/32', '203.0.113.0/24'];

test.each([
  ['the internet is everybody', ApiExposure.internet(), true, ['0.0.0.0/0']],
  ['ranges are public, each once, in an order of their own', ApiExposure.ranges(given), true, [given[1], given[0]]],
  ['within the VPC no range is trusted', ApiExposure.withinVpc(), false, []],
])('%s', (_, exposure, isPublic, addressRanges) => {
  expect(exposure).toMatchObject({ isPublic, addressRanges, isCloudFront: false });
});
