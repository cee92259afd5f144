import { ApiExposure, ExternalEdge } from '../../src/service';

const DAY = 24 * 60 * 60 * 1000;

test('the ranges of Cloudflare were read within the last year: see https://www.cloudflare.com/ips/', () => {
  const age = (new Date().getTime() - Date.parse(ExternalEdge.cloudflare().rangesReadOn!)) / DAY;

  expect(age).toBeGreaterThanOrEqual(0);
  expect(age).toBeLessThan(366);
});

test('a load balancer behind Cloudflare is public, for its 15 ranges', () => {
  const exposure = ApiExposure.externalEdge(ExternalEdge.cloudflare());

  expect(exposure).toMatchObject({ isPublic: true, isCloudFront: false, clientAddressHeader: 'CF-Connecting-IP' });
  expect(exposure.addressRanges).toHaveLength(15);
});

test('another CDN has the ranges and the header that are given', () => {
  const edge = ExternalEdge.of({ addressRanges: ['203.0.113.0/24'], clientAddressHeader: 'True-Client-IP' });

  expect(edge).toMatchObject({ addressRanges: ['203.0.113.0/24'], clientAddressHeader: 'True-Client-IP' });
  expect(edge.rangesReadOn).toBeUndefined();
});

test.each<[prop: string, value: unknown, code: string]>([
  ['addressRanges', '203.0.113.0/24', 'props/wrong-type'],
  ['addressRanges', undefined, 'props/missing'],
  ['clientAddressHeader', 5, 'props/wrong-type'],
  ['clientAddressHeader', undefined, 'props/missing'],
  ['clientAddressHeader', '', 'external-edge/not-a-header'],
  ['clientAddressHeader', 'True Client IP', 'external-edge/not-a-header'],
  ['clientAddressHeader', 'True-Client-IP:', 'external-edge/not-a-header'],
  ['addressRanges', ['0.0.0.0/0'], 'external-edge/range-of-all'],
  ['addressRanges', ['128.0.0.0/1', '0.0.0.0/1'], 'external-edge/range-of-all'],
  ['addressRanges', ['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2', '192.0.0.0/2'], 'external-edge/range-of-all'],
])('%s refuses %j', (prop, value, code) => {
  const props: any = { addressRanges: ['203.0.113.0/24'], clientAddressHeader: 'True-Client-IP', [prop]: value };
  expect(() => ExternalEdge.of(props)).toThrowProblem(code, prop, value, 'ExternalEdge.of');
});

test('half of the internet is not the whole of it', () => {
  const props = { addressRanges: ['0.0.0.0/1', '64.0.0.0/2'], clientAddressHeader: 'True-Client-IP' };
  expect(() => ExternalEdge.of(props)).not.toThrow();
});
