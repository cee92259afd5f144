import { Traffic } from './traffic';

/** Four minutes: as usual, slow in part, without a request, and out of reach. */
const MINUTES = [{ requests: 10, failed: 1 }, { requests: 30, slow: 15 }, { requests: 0 }, { requests: 0, refused: 7 }];
const traffic = new Traffic(0, 4, (minute) => MINUTES[minute]);
const [balancer, distribution] = ['AWS/ApplicationELB', 'AWS/CloudFront'];

test.each([
  [balancer, 'RequestCount', 'Sum', [10, 30, undefined, undefined], 40],
  [balancer, 'HTTPCode_Target_5XX_Count', 'Sum', [1, undefined, undefined, undefined], 1],
  [balancer, 'HTTPCode_ELB_5XX_Count', 'Sum', [undefined, undefined, undefined, 7], 7],
  [balancer, 'TargetResponseTime', 'PR(:0.5)', [100, 50, undefined, undefined], 62.5],
  [balancer, 'TargetResponseTime', 'PR(:3)', [100, 100, undefined, undefined], 100],
  [balancer, 'TargetResponseTime', 'p50', [0.05, 0.05, undefined, undefined], 0.05],
  [balancer, 'TargetResponseTime', 'p51', [0.05, 2, undefined, undefined], 0.05],
  [distribution, 'Requests', 'Sum', [10, 30, undefined, undefined], 40],
  [distribution, '5xxErrorRate', 'Average', [10, 0, undefined, undefined], 2.5],
])('%s has %s with %s where there is something to count', (namespace, metricName, stat, minutes, all) => {
  const statistic = traffic.source({ namespace, metricName, dimensions: {}, stat });
  expect(MINUTES.map((_, minute) => statistic(minute, minute + 1))).toEqual(minutes);
  expect(statistic(-10, 10)).toBe(all);
});

test('a metric that is not simulated is refused', () => {
  const query = { namespace: balancer, metricName: 'RequestCount', dimensions: {}, stat: 'Maximum' };
  expect(() => traffic.source(query)).toThrow('RequestCount of AWS/ApplicationELB is not simulated with Maximum');
});
