import { CfnParameter } from 'aws-cdk-lib';
import { ServiceSecret } from '../../../../src/core';
import { LaunchPhase, ImageRepository, FailureThreshold, ApiScaling } from '../../../../src/service';
import { rolloutProblems } from '../../../../src/service/private/rollout/rollout-problems';
import { ApiProps, IMAGE, saidBy, testRules } from '../../../support/api';
import { bindingWith } from '../../../support/binding';
import { workloadStack } from '../../../support/cloud';
import { scaffoldIn } from '../../../support/scaffold';

const { RUNNING, FIRST_START, NOT_READY } = LaunchPhase;
const stack = workloadStack();
const image = new ImageRepository(stack, 'Image', { image: IMAGE });
const settings = scaffoldIn(stack);
const late = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
const problems = (props: ApiProps) => rolloutProblems({ image, settings, ...props });
const scaled = (scaling: Partial<ApiScaling>, props: ApiProps = {}): ApiProps => ({
  scaling: { maxTasks: 6, ...scaling },
  ...props,
});

const target = (name: string) => ({
  prop: `scaling.${name}`,
  code: 'service/not-a-target',
  refused: [9, 91, 9.9, 90.1, 0],
  taken: [10, 62.5, 90, late],
  props: (percent: number) => scaled({ [name]: percent }),
});
const threshold = (kind: 'tasks' | 'percent' | 'boundedPercent', most: number) => ({
  title: `\`failureThreshold\` in ${kind}`,
  prop: 'failureThreshold',
  code: 'service/not-a-threshold',
  refused: [0, 1.5, most + 1],
  taken: [1, most, late],
  props: (value: number) => ({ failureThreshold: FailureThreshold[kind](value) }),
});

testRules(problems, [
  {
    prop: 'desiredCount',
    code: 'service/not-a-count',
    refused: [-1, 1.5, 5001],
    taken: [0, 1, 5000, late],
    props: (desiredCount) => ({ desiredCount, launchPhase: RUNNING }),
  },
  {
    prop: 'scaling.minTasks',
    code: 'service/not-a-count',
    refused: [0, -1, 1.5, 5001],
    taken: [1, 5000, late],
    props: (minTasks) => scaled({ minTasks, maxTasks: minTasks === 5001 ? late : 5000 }),
  },
  {
    title: 'beside two tasks at least, `scaling.maxTasks`',
    prop: 'scaling.maxTasks',
    code: 'service/max-below-min',
    refused: [1, 4.5, 5001],
    taken: [2, 5000, late],
    props: (maxTasks) => scaled({ maxTasks }),
  },
  {
    title: 'where scaling keeps 2 to 6 tasks, `desiredCount`',
    prop: 'desiredCount',
    code: 'service/count-outside-scaling',
    refused: [1, 7],
    taken: [2, 6],
    props: (desiredCount) => scaled({}, { desiredCount, launchPhase: FIRST_START }),
  },
  {
    title: '`desiredCount` beside `scaling`, by readiness,',
    prop: 'desiredCount',
    code: 'service/count-against-scaling',
    refused: [RUNNING],
    taken: [FIRST_START, NOT_READY, undefined],
    props: (launchPhase) => scaled({}, { desiredCount: 4, launchPhase }),
    shown: () => 4,
  },
  target('cpuPercent'),
  target('memoryPercent'),
  {
    prop: 'scaling.requestsPerMinute',
    code: 'service/not-a-target',
    refused: [0, -1, 0.5],
    taken: [1, 100_000, late],
    props: (requestsPerMinute) => scaled({ requestsPerMinute }),
  },
  threshold('tasks', 5000),
  threshold('percent', 100),
  threshold('boundedPercent', 100),
  {
    title: 'where there are no secrets, `rollOnSecretChange`',
    prop: 'rollOnSecretChange',
    code: 'service/nothing-to-roll-on',
    refused: [true],
    taken: [false, undefined],
    props: (rollOnSecretChange) => ({ rollOnSecretChange, settings: undefined }),
  },
]);

test('secrets to roll on are those of the settings, and of what the service uses', () => {
  const database = bindingWith({ secrets: { DB_URI: ServiceSecret.fromSecret(settings.secrets.DB_URI) } });

  expect(saidBy(problems, { rollOnSecretChange: true })).toEqual([]);
  expect(saidBy(problems, { rollOnSecretChange: true, settings: undefined, uses: [database] })).toEqual([]);
});

test('a number of tasks is not judged by limits that only CloudFormation knows', () => {
  expect(saidBy(problems, scaled({ maxTasks: late }, { desiredCount: 3, launchPhase: FIRST_START }))).toEqual([]);
  expect(saidBy(problems, scaled({ minTasks: late }, { desiredCount: 3, launchPhase: FIRST_START }))).toEqual([]);
});
