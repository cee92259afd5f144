import { App, Stack, Token } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { EDGE, resourcesOf, workloadStack } from '../../support/cloud';
import { domainIn, siteIn, siteToRead } from '../../support/site';

test('pages when more than 1 % are errors in three of five minutes, and can be made in us-east-1 where the metric is', () => {
  const stack = workloadStack();
  const [definition] = siteIn(stack).alarmDefinitions;
  const watch = new Stack(stack.node.root as App, 'Watch', { env: EDGE });
  new Alarm(watch, 'Alarm', { ...definition, alarmDescription: definition.symptom });

  expect(definition).toMatchObject({
    ...{ id: 'ServerErrors', region: 'us-east-1', severity: 'PAGE', notifyOnRecovery: true },
    runbookAnchor: 'site-server-errors',
  });
  expect(resourcesOf(watch, 'AWS::CloudWatch::Alarm')[0].Properties).toMatchObject({
    ...{ Namespace: 'AWS/CloudFront', MetricName: '5xxErrorRate', Period: 60 },
    ...{ EvaluationPeriods: 5, DatapointsToAlarm: 3, Threshold: 1, ComparisonOperator: 'GreaterThanThreshold' },
    TreatMissingData: 'notBreaching',
    Dimensions: [
      { Name: 'DistributionId', Value: { 'Fn::GetStackOutput': expect.objectContaining({ StackName: 'Web' }) } },
      { Name: 'Region', Value: 'Global' },
    ],
  });
  expect(watch.dependencies).toEqual([stack]);
});

test('says which site it is, in words that are known here', () => {
  const stack = workloadStack();
  const tenants = siteIn(stack, { domain: domainIn(stack, '*.bank.example') });
  const sites = [siteToRead('app.bank.example').site, siteToRead().site, tenants];
  const symptoms = sites.map(({ alarmDefinitions }) => alarmDefinitions[0].symptom);

  expect(symptoms).toEqual([
    'More than 1 % of the requests to https://app.bank.example end in an error page.',
    'More than 1 % of the requests to the site Site end in an error page.',
    'More than 1 % of the requests to names below bank.example end in an error page.',
  ]);
  expect(symptoms.some((symptom) => Token.isUnresolved(symptom))).toBe(false);
});

test('the metric takes the options of the caller', () => {
  const metric = siteToRead().site.metric5xxErrorRate({ label: 'errors' });

  expect([metric.label, metric.region]).toEqual(['errors', 'us-east-1']);
});
