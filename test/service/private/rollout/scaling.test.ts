import { Stack } from 'aws-cdk-lib';
import { LaunchPhase, TaskScaling } from '../../../../src/service';
import { apiStack, changesBetween, propertiesOf, serviceOf } from '../../../support/api';
import { resourcesOf, templateOf } from '../../../support/cloud';

const { NOT_READY, FIRST_START, RUNNING } = LaunchPhase;
const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';

const stackIn = (launchPhase: LaunchPhase, scaling?: TaskScaling) => {
  return apiStack({ launchPhase, scaling, deletionProtection: false });
};
const all = { maxTasks: 10, minTasks: 3, cpuPercent: 50, memoryPercent: 70, requestsPerMinute: 1000 };
const [waiting, starting, running] = [NOT_READY, FIRST_START, RUNNING].map((launchPhase) => stackIn(launchPhase, all));

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

test('the number of tasks follows a CPU of 60 %, from two tasks to what the team says', () => {
  const stack = stackIn(RUNNING, { maxTasks: 10 });

  expect(propertiesOf(stack, TARGET)).toMatchObject({
    MinCapacity: 2,
    MaxCapacity: 10,
    ScalableDimension: 'ecs:service:DesiredCount',
  });
  expect(policiesOf(stack)).toEqual([['ECSServiceAverageCPUUtilization', 60]]);
});

test('it follows CPU, memory and requests at the own targets as the team says', () => {
  const requests = propertiesOf(running, POLICY, 'ApiServiceTaskCountTargetRequests');
  const { ResourceLabel } = requests.TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification;

  expect(propertiesOf(running, TARGET)).toMatchObject({ MinCapacity: 3, MaxCapacity: 10 });
  expect(policiesOf(running)).toEqual([
    ['ECSServiceAverageCPUUtilization', 50],
    ['ECSServiceAverageMemoryUtilization', 70],
    ['ALBRequestCountPerTarget', 1000],
  ]);
  expect(JSON.stringify(ResourceLabel)).toMatch(/"Fn::GetAtt":\["ApiTargets\w+","TargetGroupFullName"\]/);
});

describe('RB22 the three states of a service that scales', () => {
  test.each([
    ['waiting, it has 0 tasks, and nothing that would start one', waiting, 0, 0],
    ['starting, its template writes the fewest tasks once, and scaling is there', starting, 3, 3],
    ['running, its template names no count, so no deployment undoes what scaling did', running, undefined, 3],
  ])('%s', (_, stack, count, policies) => {
    expect(serviceOf(stack).DesiredCount).toBe(count);
    expect(resourcesOf(stack, TARGET)).toHaveLength(Math.sign(policies));
    expect(resourcesOf(stack, POLICY)).toHaveLength(policies);
  });

  test('differ in the count and in scaling, and in nothing else, as without scaling', () => {
    const fixed = stackIn(RUNNING);

    expect(resourcesOf(fixed, TARGET)).toEqual([]);
    for (const stack of [starting, running, fixed]) {
      expect(withoutScaling(stack)).toEqual(withoutScaling(waiting));
    }
  });

  test('starting and running differ in the count alone', () => {
    expect(changesBetween(starting, running)).toEqual([expect.stringMatching(/^ApiService\w{8}$/)]);
  });
});
