import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IMetric, MathExpression, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { crossStackName } from './references';
import { MINUTE } from './service-metrics';

/** Fewer errors than this in a period count as none: one error in a quiet night is no error rate. */
const LEAST_ERRORS = 5;

/** Errors as an expression of metrics, and the requests that they are a share of. */
export interface ErrorCounts {
  readonly expression: string;
  readonly usingMetrics: Record<string, IMetric>;
  readonly requests: IMetric;
}

/** Errors in percent of all requests; requests that reached no target are not among those that were counted. */
export function shareOfErrors(label: string, counts: ErrorCounts, props: MetricOptions): MathExpression {
  const { expression, usingMetrics, requests } = counts;
  return new MathExpression({
    label,
    period: MINUTE,
    ...props,
    expression: `IF(errors >= ${LEAST_ERRORS}, 100 * errors / MAX([FILL(requests, 0), errors]), 0)`,
    usingMetrics: {
      errors: new MathExpression({ expression, period: props.period ?? MINUTE, usingMetrics }),
      requests,
    },
  });
}

/** Days until a certificate expires. Other names replace it, and so its ARN. */
export function certificateDaysToExpiry(certificate: ICertificate, names: string[]): Metric {
  const CertificateArn = crossStackName({
    name: 'CertificateArn',
    owner: certificate,
    value: certificate.certificateArn,
    replacedBy: names,
  });
  return certificate.metricDaysToExpiry().with({ dimensionsMap: { CertificateArn } });
}
