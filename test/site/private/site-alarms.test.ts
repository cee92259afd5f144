import { App, Stack, Token } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { EDGE, resourcesOf, workloadStack } from '../../support/cloud';
import { domainIn, siteIn } from '../../support/site';

test('pages when more than 1 % are errors in three of five minutes, in us-east-1 where the metric lives', () => {
  const stack = workloadStack();
  const [definition] = siteIn(stack, { domain: domainIn(stack) }).alarmDefinitions;
  const watch = new Stack(stack.node.root as App, 'Watch', { env: EDGE });
  new Alarm(watch, 'Alarm', definition);

  expect(definition).toMatchObject({
    id: 'ServerErrors',
    region: 'us-east-1',
    severity: 'PAGE',
    tellsWhenOver: true,
    runbookAnchor: 'site-server-errors',
    symptom: 'More than 1 % of the requests to https://app.bank.example end in an error page.',
  });
  expect(resourcesOf(watch, 'AWS::CloudWatch::Alarm')[0].Properties).toMatchObject({
    Namespace: 'AWS/CloudFront',
    MetricName: '5xxErrorRate',
    Period: 60,
    EvaluationPeriods: 5,
    DatapointsToAlarm: 3,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
    Dimensions: [
      { Name: 'DistributionId', Value: { 'Fn::GetStackOutput': expect.objectContaining({ StackName: 'Web' }) } },
      { Name: 'Region', Value: 'Global' },
    ],
  });
});

test('the metric takes the options of the caller', () => {
  const metric = siteIn().metric5xxErrorRate({ label: 'errors' });

  expect([metric.label, metric.region]).toEqual(['errors', 'us-east-1']);
});

test('of a site without a name of its own can be made in us-east-1, and says which site it is', () => {
  const stack = workloadStack();
  const [definition, ...others] = siteIn(stack).alarmDefinitions;
  const watch = new Stack(stack.node.root as App, 'Watch', { env: EDGE });
  new Alarm(watch, 'Alarm', { ...definition, alarmDescription: definition.symptom });
  const { AlarmDescription } = resourcesOf(watch, 'AWS::CloudWatch::Alarm')[0].Properties;

  expect(others).toEqual([]);
  expect(Token.isUnresolved(definition.symptom)).toBe(false);
  expect(AlarmDescription).toBe('More than 1 % of the requests to the site Site end in an error page.');
  expect(watch.dependencies).toEqual([stack]);
});
