import { App, Stack } from 'aws-cdk-lib';
import { Dashboard, GraphWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { crossStackMetric } from '../../../src/site/private/site-metrics';
import { danglingIn, exportsIn } from '../../support/api';
import { EDGE, workloadStack } from '../../support/cloud';
import { siteIn, siteToRead } from '../../support/site';

test('in the stack of the site the metric names the distribution, in us-east-1', () => {
  const { stack, site } = siteToRead();
  const metric = crossStackMetric(site, site.distribution.metricRequests({ label: 'x' }));
  const { namespace, metricName, region, label } = metric;

  expect([namespace, metricName, region, label]).toEqual(['AWS/CloudFront', 'Requests', 'us-east-1', 'x']);
  expect(stack.resolve(metric.dimensions)).toEqual({
    DistributionId: { Ref: expect.stringMatching(/^SiteDistribution/) },
    Region: 'Global',
  });
});

test('a stack of us-east-1 draws it, and holds nothing of the site in its place', () => {
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
