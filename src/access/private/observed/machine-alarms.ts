import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { clientErrorRate, latency, serverErrorRate } from './machine-metrics';
import type { ObservedMachineApi, ObservedRoute } from './observed-machine-api';
import { AlarmDefinition, AlarmSeverity } from '../../../core';
import { certificateAlarm } from '../../../core/private/resources/certificate-alarm';

const ABOVE = {
  comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
  treatMissingData: TreatMissingData.NOT_BREACHING, // no request
};
const FIVE_MINUTES = Duration.minutes(5);

/** Alarm definitions of an API, most urgent first. */
export function machineAlarms(api: ObservedMachineApi): AlarmDefinition[] {
  const { url, routes, authorizerName, certificates } = api;
  return [
    {
      ...ABOVE,
      id: 'ServerErrors',
      metric: serverErrorRate(api),
      threshold: 1,
      evaluationPeriods: 1,
      severity: AlarmSeverity.PAGE,
      symptom: `More than 1 % of the requests to ${url} end in an error of the server.`,
      runbookAnchor: 'machine-api-server-errors',
    },
    ...routes.filter(({ hasAlarm }) => hasAlarm).map(routeAlarm),
    ...(authorizerName === undefined ? [] : [authorizerAlarm(url, authorizerName)]),
    {
      ...ABOVE,
      id: 'ClientErrors',
      metric: clientErrorRate(api),
      threshold: 25,
      evaluationPeriods: 3,
      severity: AlarmSeverity.TICKET,
      symptom: `More than 25 % of the requests to ${url} are refused: without a valid key, over their quota, or not valid.`,
      runbookAnchor: 'machine-api-client-errors',
    },
    {
      ...ABOVE,
      id: 'Latency',
      metric: latency(api),
      threshold: 5000,
      evaluationPeriods: 3,
      severity: AlarmSeverity.TICKET,
      symptom: `One request in a hundred to ${url} takes longer than 5 seconds.`,
      runbookAnchor: 'machine-api-latency',
    },
    ...certificates.map(({ id, daysToExpiry, name }) => ({ ...certificateAlarm(daysToExpiry, name), id })),
  ];
}

function routeAlarm({ id, metered }: ObservedRoute): AlarmDefinition {
  const { method, path } = metered.route!;
  return {
    ...ABOVE,
    id: `ServerErrorsOf${id}`,
    metric: serverErrorRate(metered),
    threshold: 1,
    evaluationPeriods: 1,
    severity: AlarmSeverity.PAGE,
    suppressedBy: ['ServerErrors'],
    symptom: `More than 1 % of the requests to ${method} ${path} end in an error of the server.`,
    runbookAnchor: 'machine-api-server-errors',
  };
}

/** API Gateway counts a failure of the authorizer as a server error among others. Lambda counts it by the function. */
function authorizerAlarm(url: string, FunctionName: string): AlarmDefinition {
  return {
    ...ABOVE,
    id: 'AuthorizerErrors',
    metric: new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'Errors',
      dimensionsMap: { FunctionName },
      period: FIVE_MINUTES,
      statistic: Stats.SUM,
    }),
    threshold: 0,
    evaluationPeriods: 1,
    severity: AlarmSeverity.TICKET,
    symptom: `The authorizer of ${url} fails: requests whose answer is not in the cache end in a 500.`,
    runbookAnchor: 'machine-api-authorizer-errors',
  };
}
