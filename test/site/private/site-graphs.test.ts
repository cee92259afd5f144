import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { workloadStack } from '../../support/cloud';
import { domainIn, siteIn } from '../../support/site';

test('RB12c a site is drawn at the edge, in us-east-1 where its metrics live', () => {
  const { graphDefinitions } = siteIn();

  expect(graphDefinitions.map(({ tier, title, region }) => [tier, title, region])).toEqual([
    ['EDGE', 'Requests', 'us-east-1'],
    ['EDGE', 'Errors, in percent', 'us-east-1'],
  ]);
  expect(graphDefinitions.every(({ healthy }) => healthy.length > 0)).toBe(true);
});

test('RB12c errors of the server and of the visitor are told apart, by the minute', () => {
  const metrics = siteIn().graphDefinitions.flatMap((it) => it.metrics) as Metric[];

  expect(metrics.map(({ metricName, statistic, label }) => [metricName, statistic, label])).toEqual([
    ['Requests', 'Sum', 'Requests a minute'],
    ['5xxErrorRate', 'Average', 'of the server'],
    ['4xxErrorRate', 'Average', 'of the visitor'],
  ]);
  expect(metrics.map(({ period, region }) => [period.toSeconds(), region])).toEqual(Array(3).fill([60, 'us-east-1']));
});

test("RB12c a site with a certificate of its own shows the certificate's days too, and one without does not", () => {
  const stack = workloadStack();
  const titles = siteIn(stack, { domain: domainIn(stack) }).graphDefinitions.map(({ title }) => title);

  expect(titles).toEqual(['Requests', 'Errors, in percent', 'Certificate of app.bank.example']);
});

test('a site has no questions to logs, since it writes files', () => {
  expect(siteIn().logQueries).toEqual([]);
});
