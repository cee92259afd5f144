import { Token } from 'aws-cdk-lib';
import { minTasksOf } from './task-count';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isWhole } from '../../../core/private/checks/values';
import type { ApiScaling } from '../../api-scaling';
import { FailureThreshold } from '../../failure-threshold';
import { LaunchPhase } from '../../launch-phase';
import type { ServiceRolloutOptions } from '../../service-rollout-options';
import type { ServiceTaskOptions } from '../../service-task-options';
import { variablesOf } from '../task/variables';

type Options = ServiceRolloutOptions & ServiceTaskOptions & { readonly scaling?: ApiScaling };

/** Quota of ECS for the tasks of a service. */
const MOST_TASKS = 5000;

/** Problems of task counts, scaling and deployments. */
export function rolloutProblems(props: Options): Array<Problem | undefined> {
  const { desiredCount, scaling, launchPhase, failureThreshold } = props;
  const secrets = Object.keys(variablesOf(props).secrets);
  return [
    problemIf(desiredCount !== undefined && !isWhole(desiredCount, 0, MOST_TASKS), {
      code: 'service/not-a-count',
      prop: 'desiredCount',
      value: desiredCount,
      allowed: `must be a whole number from 0 to ${MOST_TASKS}`,
      fix: 'give a number such as 2',
    }),
    ...(scaling ? scalingProblems(scaling, desiredCount) : []),
    problemIf(scaling !== undefined && desiredCount !== undefined && launchPhase === LaunchPhase.RUNNING, {
      code: 'service/count-against-scaling',
      prop: 'desiredCount',
      value: desiredCount,
      allowed: "cannot be given beside 'scaling' once tasks run: each deployment would undo what scaling did",
      fix: "leave it out, or leave 'scaling' out",
    }),
    ...(failureThreshold ? thresholdProblems(failureThreshold) : []),
    problemIf(props.rollOnSecretChange === true && secrets.length === 0, {
      code: 'service/nothing-to-roll-on',
      prop: 'rollOnSecretChange',
      value: true,
      allowed: 'only has an effect with secrets, and the service has none',
      fix: "pass 'settings' or 'uses' with secrets, or leave it out",
    }),
  ];
}

function scalingProblems(scaling: ApiScaling, desiredCount: number | undefined): Array<Problem | undefined> {
  const { maxTasks, requestsPerMinute } = scaling;
  const least = minTasksOf(scaling);
  const areKnown = ![least, maxTasks].some((count) => Token.isUnresolved(count));
  return [
    problemIf(!isWhole(least, 1, MOST_TASKS), {
      code: 'service/not-a-count',
      prop: 'scaling.minTasks',
      value: least,
      allowed: `must be a whole number from 1 to ${MOST_TASKS}: with 0 tasks no metric scales out again`,
      fix: 'give a number such as 2',
    }),
    problemIf(!isWhole(maxTasks, 1, MOST_TASKS) || (areKnown && maxTasks < least), {
      code: 'service/max-below-min',
      prop: 'scaling.maxTasks',
      value: maxTasks,
      allowed: `must be a whole number from 'scaling.minTasks', ${least}, to ${MOST_TASKS}`,
      fix: "raise it, or lower 'scaling.minTasks'",
    }),
    problemIf(desiredCount !== undefined && areKnown && (desiredCount < least || desiredCount > maxTasks), {
      code: 'service/count-outside-scaling',
      prop: 'desiredCount',
      value: desiredCount,
      allowed: `must be from ${least} to ${maxTasks}, as scaling keeps it`,
      fix: "start with such a number, or leave it out to start with 'scaling.minTasks'",
    }),
    ...(['cpuPercent', 'memoryPercent'] as const).map((name) =>
      problemIf(scaling[name] !== undefined && !(scaling[name] >= 10 && scaling[name] <= 90), {
        code: 'service/not-a-target',
        prop: `scaling.${name}`,
        value: scaling[name],
        allowed: 'must be from 10 to 90: lower never scales in, higher scales out too late',
        fix: 'give a number such as 60',
      }),
    ),
    problemIf(requestsPerMinute !== undefined && !isWhole(requestsPerMinute, 1, Number.MAX_SAFE_INTEGER), {
      code: 'service/not-a-target',
      prop: 'scaling.requestsPerMinute',
      value: requestsPerMinute,
      allowed: 'must be a whole number of requests, at least 1',
      fix: 'measure what one task can answer in a minute, and give two thirds of it',
    }),
  ];
}

function thresholdProblems({ _kind, _value: value }: FailureThreshold): Array<Problem | undefined> {
  const isCount = _kind === 'COUNT';
  return [
    problemIf(!isWhole(value, 1, isCount ? MOST_TASKS : 100), {
      code: 'service/not-a-threshold',
      prop: 'failureThreshold',
      value,
      allowed: `must be ${isCount ? `a number of tasks from 1 to ${MOST_TASKS}` : 'a whole percentage from 1 to 100'}`,
      fix: 'give such a number, or leave it out for the default of ECS',
    }),
  ];
}
