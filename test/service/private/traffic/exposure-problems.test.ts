import { Stack } from 'aws-cdk-lib';
import { ApiExposure, ExternalEdge } from '../../../../src/service';
import { exposureProblems } from '../../../../src/service/private/traffic/exposure-problems';
import { ACCOUNT, newApp, workloadStack } from '../../../support/cloud';
import { saidOf } from '../../../support/problems';

const stackIn = (region?: string) => new Stack(newApp(), 'Web', { env: { account: ACCOUNT, region } });
const said = (stack: Stack, exposure: ApiExposure) => saidOf(exposureProblems(stack, exposure));
const cloudFront = ApiExposure.cloudFront();

test.each(['ap-southeast-1', 'eu-west-2', 'us-east-1', 'sa-east-1'])('the prefix list of %s is known', (region) => {
  expect(said(stackIn(region), cloudFront)).toEqual([]);
});

test.each([
  ['me-central-1', 'me-central-1'],
  [undefined, 'a region that only CloudFormation knows'],
])('where the prefix list of %s is not known, its id has to be given', (region, value) => {
  expect(said(stackIn(region), cloudFront)).toEqual([['api/prefix-list-not-known', 'exposure', value]]);
  expect(said(stackIn(region), ApiExposure.cloudFront({ prefixListId: 'pl-0123abcd' }))).toEqual([]);
});

test.each(['com.amazonaws.global.cloudfront.origin-facing', 'sg-1', 'pl-', ''])(
  '%j is no prefix list',
  (prefixListId) => {
    expect(said(workloadStack(), ApiExposure.cloudFront({ prefixListId }))).toEqual([
      ['api/not-a-prefix-list', 'exposure', prefixListId],
    ]);
  },
);

test('ranges of an edge are ranges as any', () => {
  const edge = ExternalEdge.of({ addressRanges: ['::/0'], clientAddressHeader: 'X-Client' });

  expect(said(workloadStack(), ApiExposure.externalEdge(ExternalEdge.cloudflare()))).toEqual([]);
  expect(said(workloadStack(), ApiExposure.externalEdge(edge))).toEqual([['api/not-a-range', 'exposure', '::/0']]);
});

test.each<[method: string, act: () => unknown, prop: string, value: unknown]>([
  ['cloudFront', () => ApiExposure.cloudFront({ prefixListId: 5 as any }), 'prefixListId', 5],
  ['externalEdge', () => ApiExposure.externalEdge('cloudflare' as any), 'edge', 'cloudflare'],
])('ApiExposure.%s names an argument of another type', (_, act, prop, value) => {
  expect(act).toThrowProblem('props/wrong-type', prop, value);
});

test('two halves of the internet are the whole of it', () => {
  const halves = ['0.0.0.0/1', '128.0.0.0/1'];

  expect(said(workloadStack(), ApiExposure.ranges(halves))).toEqual([['api/range-of-all', 'exposure', halves]]);
});
