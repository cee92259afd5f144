import { RequestMetrics } from '../../../../src/core';
import { ServiceLevel, ServiceLevelObjective } from '../../../../src/observability';
import { workloadStack } from '../../../support/cloud';
import { countOf } from '../../../support/observability';

const objective = (requests: string | undefined, failed: string | undefined, region?: string) => () => {
  const metrics: RequestMetrics = {
    requests: countOf('Orders', requests),
    failed: countOf('Declined', failed),
    region,
  };
  return new ServiceLevelObjective(workloadStack(), 'Orders', { metrics, level: ServiceLevel.AVAILABILITY_99_9 });
};

test('metrics of another region than the alarms are refused, with the region to pass', () => {
  const problem = ['service-level/region', 'metrics.region'] as const;

  expect(objective('eu-west-1', 'eu-west-1')).toThrowProblem(...problem, 'ap-southeast-1', 'Web/Orders');
  expect(objective('eu-west-1', undefined, 'us-east-1')).toThrowProblem(...problem, 'us-east-1');
  expect(objective('eu-west-1', undefined)).toThrow("pass 'eu-west-1'");
  expect(objective('eu-west-1', 'eu-west-1', 'eu-west-1')).not.toThrow();
});

test('metrics of two regions are refused', () => {
  const regions = ['eu-west-1', 'us-east-1'];

  expect(objective('eu-west-1', 'us-east-1')).toThrowProblem('service-level/regions', 'metrics', regions);
});
