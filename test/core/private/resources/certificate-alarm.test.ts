import { App, Stack } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { EdgeCertificate } from '../../../../src/edge';
import { EDGE, resourcesOf, workloadStack, zoneOf } from '../../../support/cloud';

function certificateIn(stack: Stack): EdgeCertificate {
  return new EdgeCertificate(stack, 'Certificate', { zone: zoneOf(stack), domainName: 'app.bank.example' });
}

test('the alarm on its end watches the minimum of a day in us-east-1, and says how loud it is and what users feel', () => {
  const certificate = certificateIn(workloadStack());
  const watch = new Stack(certificate.node.root as App, 'Watch', { env: EDGE });
  const [definition, ...others] = certificate.alarmDefinitions;
  new Alarm(watch, 'Alarm', definition);
  const arn = { StackName: 'Web-edge', OutputName: expect.stringMatching(/^CertificateArn[0-9a-f]{8}$/) };

  expect(others).toEqual([]);
  expect(definition).toMatchObject({
    id: 'CertificateExpires',
    region: 'us-east-1',
    severity: 'TICKET',
    runbookAnchor: 'certificate-expires',
    symptom: expect.stringContaining('browsers will refuse app.bank.example'),
  });
  expect(resourcesOf(watch, 'AWS::CloudWatch::Alarm')[0].Properties).toMatchObject({
    Namespace: 'AWS/CertificateManager',
    MetricName: 'DaysToExpiry',
    Statistic: 'Minimum',
    Period: 86400,
    Threshold: 30,
    ComparisonOperator: 'LessThanThreshold',
    TreatMissingData: 'ignore',
    Dimensions: [{ Name: 'CertificateArn', Value: { 'Fn::GetStackOutput': arn } }],
  });
});

test('the metric takes the options of the caller', () => {
  const metric = certificateIn(workloadStack()).metricDaysToExpiry({ label: 'days left' });

  expect([metric.label, metric.region]).toEqual(['days left', 'us-east-1']);
});
