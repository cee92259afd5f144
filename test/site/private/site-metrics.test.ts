import { App, Stack } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { requestsMetric } from '../../../src/site/private/site-metrics';
import { danglingIn, exportsIn } from '../../support/api';
import { EDGE, workloadStack } from '../../support/cloud';
import { siteIn, siteToRead } from '../../support/site';

test('a metric of a site names the distribution, in us-east-1, and takes the options of the caller', () => {
  const { stack, site } = siteToRead();
  const metric = requestsMetric(site, { label: 'x', statistic: Stats.SAMPLE_COUNT, region: 'eu-west-1' });
  const { namespace, metricName, region, label, statistic } = metric;

  expect([namespace, metricName, region, label]).toEqual(['AWS/CloudFront', 'Requests', 'us-east-1', 'x']);
  expect([statistic, requestsMetric(site).statistic]).toEqual([Stats.SAMPLE_COUNT, Stats.SUM]);
  expect(stack.resolve(metric.dimensions)).toEqual({
    DistributionId: { Ref: expect.stringMatching(/^SiteDistribution/) },
    Region: 'Global',
  });
});

test('a dashboard in a stack of us-east-1 needs no export of the stack with the site', () => {
  const stack = workloadStack();
  const app = stack.node.root as App;
  const site = siteIn(stack);
  const watch = new Stack(app, 'Watch', { env: EDGE });
  const left = site.graphDefinitions.flatMap(({ metrics }) => metrics);
  new Dashboard(watch, 'Dashboard', { widgets: [[new GraphWidget({ left })]] });

  expect([exportsIn(app), danglingIn(app)]).toEqual([[], []]);
  expect(watch.dependencies).toEqual([stack]);
  expect(stack.dependencies).toEqual([]);
});
