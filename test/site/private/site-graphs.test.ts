import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { TrafficTier } from '../../../src/core';
import { siteToRead } from '../../support/site';

const { site } = siteToRead();

test('RB12c a site is drawn at the edge, in us-east-1 where its metrics live, and has no questions to logs', () => {
  expect(site.graphDefinitions.map(({ tier, title, region }) => [tier, title, region])).toEqual([
    [TrafficTier.EDGE, 'Requests', 'us-east-1'],
    [TrafficTier.EDGE, 'Errors, in percent', 'us-east-1'],
  ]);
  expect(site.graphDefinitions.every(({ healthy }) => healthy.length > 0)).toBe(true);
  expect(site.logQueries).toEqual([]); // it writes files
});

test('RB12c errors of the server and of the visitor are told apart, by the minute', () => {
  const metrics = site.graphDefinitions.flatMap((it) => it.metrics) as Metric[];

  expect(metrics.map(({ metricName, statistic, label }) => [metricName, statistic, label])).toEqual([
    ['Requests', 'Sum', 'Requests a minute'],
    ['5xxErrorRate', 'Average', 'of the server'],
    ['4xxErrorRate', 'Average', 'of the visitor'],
  ]);
  expect(metrics.map(({ period, region }) => [period.toSeconds(), region])).toEqual(Array(3).fill([60, 'us-east-1']));
});

test("RB12c a site with a certificate of its own shows the certificate's days too", () => {
  const titles = siteToRead('app.bank.example').site.graphDefinitions.map(({ title }) => title);

  expect(titles).toEqual(['Requests', 'Errors, in percent', 'Certificate of app.bank.example']);
});
