import { Stack } from 'aws-cdk-lib';
import { ApiReadiness, TaskScaling } from '../../../src/service';
import { apiIn, ApiProps, propertiesOf, serviceOf } from '../../support/api';
import { resourcesOf, templateOf, workloadStack } from '../../support/cloud';

const { WAITING, STARTING, RUNNING } = ApiReadiness;
const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';

const stackWith = (props: ApiProps) => {
  const stack = workloadStack();
  apiIn(stack, props);
  return stack;
};
const scaledBy = (scaling: Partial<TaskScaling> = {}) => {
  return stackWith({ readiness: RUNNING, scaling: { maxTasks: 10, ...scaling } });
};
const policiesOf = (stack: Stack) => {
  return resourcesOf(stack, POLICY).map(({ Properties }) => {
    const { PredefinedMetricSpecification, TargetValue } = Properties.TargetTrackingScalingPolicyConfiguration;
    return [PredefinedMetricSpecification.PredefinedMetricType, TargetValue];
  });
};

/** The template without what belongs to scaling, and without the count. */
const withoutScaling = (stack: Stack) => {
  const resources = Object.entries<any>(structuredClone(templateOf(stack).Resources));
  const others = resources.filter(([, { Type }]) => ![TARGET, POLICY].includes(Type));
  others.forEach(([, { Type, Properties }]) => Type === 'AWS::ECS::Service' && delete Properties.DesiredCount);
  return Object.fromEntries(others);
};

test('without scaling the number of tasks is fixed', () => {
  expect(resourcesOf(stackWith({ readiness: RUNNING }), TARGET)).toEqual([]);
});

test('the number of tasks follows a CPU of 60 %, from two tasks to what the team says', () => {
  const stack = scaledBy();

  expect(propertiesOf(stack, TARGET)).toMatchObject({
    MinCapacity: 2,
    MaxCapacity: 10,
    ScalableDimension: 'ecs:service:DesiredCount',
  });
  expect(policiesOf(stack)).toEqual([['ECSServiceAverageCPUUtilization', 60]]);
});

test('it follows CPU, memory and requests as the team says', () => {
  const stack = scaledBy({ minTasks: 3, cpuPercent: 50, memoryPercent: 70, requestsPerMinute: 1000 });

  expect(propertiesOf(stack, TARGET).MinCapacity).toBe(3);
  expect(policiesOf(stack)).toEqual([
    ['ECSServiceAverageCPUUtilization', 50],
    ['ECSServiceAverageMemoryUtilization', 70],
    ['ALBRequestCountPerTarget', 1000],
  ]);
});

test('requests are counted at the own targets', () => {
  const { TargetTrackingScalingPolicyConfiguration } = propertiesOf(
    scaledBy({ requestsPerMinute: 1000 }),
    POLICY,
    'ApiServiceTaskCountTargetRequests',
  );
  const { ResourceLabel } = TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification;

  expect(JSON.stringify(ResourceLabel)).toMatch(/"Fn::GetAtt":\["ApiTargets\w+","TargetGroupFullName"\]/);
});

describe('RB22 the three states of a service that scales', () => {
  const scaling = { maxTasks: 10, memoryPercent: 70, requestsPerMinute: 1000 };
  const inState = (readiness: ApiReadiness) => stackWith({ readiness, scaling, withoutDeletionProtection: true });

  test('waiting, it has 0 tasks, and nothing that would start one', () => {
    const stack = inState(WAITING);

    expect(serviceOf(stack).DesiredCount).toBe(0);
    expect(resourcesOf(stack, TARGET)).toEqual([]);
    expect(resourcesOf(stack, POLICY)).toEqual([]);
  });

  test('starting, its template writes the fewest tasks once, and scaling is there', () => {
    const stack = inState(STARTING);

    expect(serviceOf(stack).DesiredCount).toBe(2);
    expect(resourcesOf(stack, TARGET)).toHaveLength(1);
    expect(resourcesOf(stack, POLICY)).toHaveLength(3);
  });

  test('starting, it has as many tasks as are stated', () => {
    const stack = stackWith({ readiness: STARTING, scaling: { minTasks: 3, maxTasks: 10 }, desiredCount: 6 });

    expect(serviceOf(stack).DesiredCount).toBe(6);
  });

  test('running, its template names no count, so no deployment undoes what scaling did', () => {
    const stack = inState(RUNNING);

    expect(Object.keys(serviceOf(stack))).not.toContain('DesiredCount');
    expect(resourcesOf(stack, TARGET)).toHaveLength(1);
    expect(resourcesOf(stack, POLICY)).toHaveLength(3);
  });

  test('differ in the count and in scaling, and in nothing else', () => {
    const [waiting, starting, running] = [WAITING, STARTING, RUNNING].map((it) => withoutScaling(inState(it)));

    expect(starting).toEqual(waiting);
    expect(running).toEqual(waiting);
    expect(withoutScaling(stackWith({ readiness: RUNNING, withoutDeletionProtection: true }))).toEqual(waiting);
  });

  test('starting and running differ in the count alone', () => {
    const [{ Resources: starting }, { Resources: running }] = [STARTING, RUNNING].map((it) => templateOf(inState(it)));
    const changed = Object.keys(running).filter((id) => JSON.stringify(running[id]) !== JSON.stringify(starting[id]));

    expect(changed).toEqual([expect.stringMatching(/^ApiService\w{8}$/)]);
    expect(Object.keys(running)).toEqual(Object.keys(starting));
  });
});
