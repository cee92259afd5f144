import { App, Stack } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { EdgeCertificate } from '../../../src/edge';
import { EDGE, resourcesOf, workloadStack, zoneOf } from '../../support/cloud';

function certificateIn(stack: Stack): EdgeCertificate {
  return new EdgeCertificate(stack, 'Certificate', { zone: zoneOf(stack), domainName: 'app.bank.example' });
}

describe('the alarm on its end', () => {
  test('watches the minimum of a day in us-east-1, where ACM publishes it', () => {
    const certificate = certificateIn(workloadStack());
    const watch = new Stack(certificate.node.root as App, 'Watch', { env: EDGE });
    const [definition] = certificate.alarmDefinitions;
    new Alarm(watch, 'Alarm', definition);

    expect(resourcesOf(watch, 'AWS::CloudWatch::Alarm')[0].Properties).toMatchObject({
      Namespace: 'AWS/CertificateManager',
      MetricName: 'DaysToExpiry',
      Statistic: 'Minimum',
      Period: 86400,
      Threshold: 30,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'ignore',
      Dimensions: [
        {
          Name: 'CertificateArn',
          Value: {
            'Fn::GetStackOutput': {
              StackName: 'Web-edge',
              OutputName: expect.stringMatching(/^CertificateArn[0-9a-f]{8}$/),
            },
          },
        },
      ],
    });
  });

  test('says what users feel, how loud it is and where the runbook helps', () => {
    expect(certificateIn(workloadStack()).alarmDefinitions).toEqual([
      expect.objectContaining({
        id: 'CertificateExpires',
        region: 'us-east-1',
        severity: 'TICKET',
        runbookAnchor: 'certificate-expires',
        symptom: expect.stringContaining('browsers will refuse app.bank.example'),
      }),
    ]);
  });

  test('the metric takes the options of the caller', () => {
    const metric = certificateIn(workloadStack()).metricDaysToExpiry({ label: 'days left' });

    expect([metric.label, metric.region]).toEqual(['days left', 'us-east-1']);
  });
});
