import { ApiExposure } from '../../src/service';

test('the internet is everybody', () => {
  expect(ApiExposure.internet()).toEqual({ isPublic: true, addressRanges: ['0.0.0.0/0'] });
});

test('ranges are public, each of them once, in an order of their own', () => {
  const given = ['203.0.113.0/24', '198.51.100.7/32', '203.0.113.0/24'];

  expect(ApiExposure.ranges(given)).toEqual({
    isPublic: true,
    addressRanges: ['198.51.100.7/32', '203.0.113.0/24'],
  });
  expect(given).toEqual(['203.0.113.0/24', '198.51.100.7/32', '203.0.113.0/24']);
});

test('within the VPC no range of addresses is trusted', () => {
  expect(ApiExposure.withinVpc()).toEqual({ isPublic: false, addressRanges: [] });
});
