import { Duration, Lazy, Token } from 'aws-cdk-lib';
import { ServiceLevel } from '../../src/observability';

const BOUND = Duration.millis(500);

test.each([0.95, 0.999, 0.9995])('an objective of %d is taken', (objective) => {
  expect(ServiceLevel.availability(objective)._objective).toBe(objective);
  expect(ServiceLevel.latency(objective, BOUND)._within).toBe(BOUND);
});

test.each([-1, 0, 0.5, 0.9499, 0.99951, 1, 99.9, 100.1, NaN])(
  'an objective of %d is refused, of both kinds',
  (objective) => {
    const problem = ['service-level/objective', 'objective', objective] as const;

    expect(() => ServiceLevel.availability(objective)).toThrowProblem(...problem, 'ServiceLevel.availability');
    expect(() => ServiceLevel.latency(objective, BOUND)).toThrowProblem(...problem, 'ServiceLevel.latency');
  },
);

test('an objective that is too low or too high is refused with the arithmetic of its burn rate', () => {
  expect(() => ServiceLevel.availability(0.9)).toThrow(
    'with all requests failing the budget burns at 1/(1 - objective) = 10 times its rate, and a page needs 14.4',
  );
  expect(() => ServiceLevel.availability(0.9999)).toThrow(
    'in 30 days it allows an outage of 4.3 minutes, and a page comes after about 3',
  );
});

test('what was meant is named: a share for percent, a plain alarm for a median, a budget for p99', () => {
  expect(() => ServiceLevel.availability(99.9)).toThrow('pass a share, 0.999 [');
  expect(() => ServiceLevel.availability(100)).toThrow('pass a share, 0.9995 ['); // 1 would be refused, too
  expect(() => ServiceLevel.availability(50)).toThrow('pass one such as 0.999 [');
  expect(() => ServiceLevel.latency(0.5, BOUND)).toThrow(
    'use ServiceLevel.percentile(50, Duration.millis(500)), a plain',
  );
  expect(() => ServiceLevel.percentile(99, BOUND)).toThrow(
    'use ServiceLevel.latency(0.99, Duration.millis(500)), which',
  );
  expect(() => ServiceLevel.percentile(0.5, BOUND)).toThrow('pass 50 [');
});

test.each([0, 0.5, 95, 99, 101, NaN])('a percentile of %d is refused', (percentile) => {
  expect(() => ServiceLevel.percentile(percentile, BOUND)).toThrowProblem(
    'service-level/percentile',
    'percentile',
    percentile,
    'ServiceLevel.percentile',
  );
});

test('an answer takes time', () => {
  const problem = ['service-level/within', 'within', '0 milliseconds'] as const;

  expect(() => ServiceLevel.latency(0.99, Duration.millis(0))).toThrowProblem(...problem);
  expect(() => ServiceLevel.percentile(50, Duration.millis(0))).toThrowProblem(...problem);
});

test.each<[prop: string, level: () => ServiceLevel]>([
  ['objective', () => ServiceLevel.availability(Token.asNumber({ Ref: 'Objective' }))],
  ['objective', () => ServiceLevel.latency(Token.asNumber({ Ref: 'Objective' }), BOUND)],
  ['within', () => ServiceLevel.latency(0.99, Duration.seconds(Lazy.number({ produce: () => 1 })))],
  ['percentile', () => ServiceLevel.percentile(Token.asNumber({ Ref: 'Percentile' }), BOUND)],
  ['within', () => ServiceLevel.percentile(50, Duration.seconds(Lazy.number({ produce: () => 1 })))],
])('%s is known at synthesis', (prop, level) => {
  expect(level).toThrowProblem('service-level/late-value', prop, 'a value that only CloudFormation knows');
});
