import { Token } from 'aws-cdk-lib';
import { minTasksOf } from './task-count';
import { Problem, problemIf } from '../../../core/private/checks/problems';
import { isWhole } from '../../../core/private/checks/values';
import type { ApiPlacementOptions } from '../../api-placement-options';
import type { ApiRolloutOptions } from '../../api-rollout-options';
import type { ApiTaskOptions } from '../../api-task-options';
import { FailureThreshold } from '../../failure-threshold';
import { LaunchPhase } from '../../launch-phase';
import { TaskScaling } from '../../task-scaling';
import { variablesOf } from '../task/variables';

type Options = ApiRolloutOptions & ApiTaskOptions & Pick<ApiPlacementOptions, 'database'>;

/** The most tasks that a service can have. */
const MOST_TASKS = 5000;

/** Counts that contradict each other, or the state that is claimed. */
export function rolloutProblems(props: Options): Array<Problem | undefined> {
  const { desiredCount, scaling, launchPhase, failureThreshold } = props;
  const secrets = Object.keys(variablesOf(props.settings, props.database).secrets);
  return [
    problemIf(desiredCount !== undefined && !isWhole(desiredCount, 0, MOST_TASKS), {
      code: 'api/not-a-count',
      prop: 'desiredCount',
      value: desiredCount,
      allowed: `a service has a whole number of tasks, up to ${MOST_TASKS}`,
      fix: 'give a number such as 2',
    }),
    ...(scaling ? scalingProblems(scaling, desiredCount) : []),
    problemIf(scaling !== undefined && desiredCount !== undefined && launchPhase === LaunchPhase.RUNNING, {
      code: 'api/count-against-scaling',
      prop: 'desiredCount',
      value: desiredCount,
      allowed: "every deploy would set the number of tasks back, and 'scaling' has made it fit the load",
      fix: "leave it out, or leave 'scaling' out",
    }),
    ...(failureThreshold ? thresholdProblems(failureThreshold) : []),
    problemIf(props.rollOnSecretChange === true && secrets.length === 0, {
      code: 'api/nothing-to-roll-on',
      prop: 'rollOnSecretChange',
      value: true,
      allowed: 'the service has no secrets that could change',
      fix: "pass 'settings' with secrets, or leave it out",
    }),
  ];
}

function scalingProblems(scaling: TaskScaling, desiredCount: number | undefined): Array<Problem | undefined> {
  const { maxTasks, requestsPerMinute } = scaling;
  const least = minTasksOf(scaling);
  const areKnown = ![least, maxTasks].some((count) => Token.isUnresolved(count));
  return [
    problemIf(!isWhole(least, 1, MOST_TASKS), {
      code: 'api/not-a-count',
      prop: 'scaling.minTasks',
      value: least,
      allowed: `a service that scales has one task at least and ${MOST_TASKS} at most: from 0 no metric leads back`,
      fix: 'give a number such as 2',
    }),
    problemIf(!isWhole(maxTasks, 1, MOST_TASKS) || (areKnown && maxTasks < least), {
      code: 'api/most-below-fewest',
      prop: 'scaling.maxTasks',
      value: maxTasks,
      allowed: `it has to be a whole number from the fewest tasks, ${least}, to ${MOST_TASKS}`,
      fix: "raise it, or lower 'scaling.minTasks'",
    }),
    problemIf(desiredCount !== undefined && areKnown && (desiredCount < least || desiredCount > maxTasks), {
      code: 'api/count-outside-scaling',
      prop: 'desiredCount',
      value: desiredCount,
      allowed: `scaling keeps the number of tasks from ${least} to ${maxTasks}`,
      fix: 'start with a number between, or leave it out to start with the fewest',
    }),
    ...(['cpuPercent', 'memoryPercent'] as const).map((name) =>
      problemIf(scaling[name] !== undefined && !(scaling[name] >= 10 && scaling[name] <= 90), {
        code: 'api/not-a-target',
        prop: `scaling.${name}`,
        value: scaling[name],
        allowed: 'it has to be from 10 to 90: below, tasks never leave, and above, they come too late',
        fix: 'give a number such as 60',
      }),
    ),
    problemIf(requestsPerMinute !== undefined && !isWhole(requestsPerMinute, 1, Number.MAX_SAFE_INTEGER), {
      code: 'api/not-a-target',
      prop: 'scaling.requestsPerMinute',
      value: requestsPerMinute,
      allowed: 'it has to be a whole number of requests, one at least',
      fix: 'measure what one task can answer in a minute, and give two thirds of it',
    }),
  ];
}

function thresholdProblems({ kind, value }: FailureThreshold): Array<Problem | undefined> {
  const isCount = kind === 'COUNT';
  return [
    problemIf(!isWhole(value, 1, isCount ? MOST_TASKS : 100), {
      code: 'api/not-a-threshold',
      prop: 'failureThreshold',
      value,
      allowed: isCount ? `it counts tasks, from 1 to ${MOST_TASKS}` : 'it is a whole percentage, from 1 to 100',
      fix: 'give such a number, or leave it out for what ECS does by itself',
    }),
  ];
}
