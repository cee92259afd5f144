import { IServiceFunction } from './i-service-function';
import { IStandaloneTask } from './i-standalone-task';
import { FUNCTION } from './private/function/function-types';
import { throwOnProblems } from '../core/private/checks/problems';
import { entryProblems, requireArgument } from '../core/private/checks/required-props';
import { instance, OPTIONS, requireTypes, TEXT } from '../core/private/checks/types';

/** What a schedule passes to a Lambda function. */
export interface ScheduledFunctionOptions {
  /**
   * Event of the function: texts by their names.
   * @default - an empty object
   */
  readonly payload?: Record<string, string>;
}

/**
 * What a schedule starts: a Lambda function, or a standalone task.
 *
 * @example
 * import { ScheduledTarget, StandaloneTask } from 'rl-bank-constructs/service';
 *
 * declare const report: StandaloneTask;
 *
 * const target = ScheduledTarget.task(report);
 */
export class ScheduledTarget {
  /**
   * A Lambda function, invoked asynchronously. One function is the target of one schedule: how often Lambda tries again is a
   * setting of the function.
   * @param lambdaFunction function of the region of the schedule
   * @param options what it is passed
   */
  public static lambdaFunction(
    lambdaFunction: IServiceFunction,
    options: ScheduledFunctionOptions = {},
  ): ScheduledTarget {
    const place = 'ScheduledTarget.lambdaFunction';
    requireArgument(place, 'lambdaFunction', lambdaFunction, FUNCTION);
    requireTypes(place, options, { payload: OPTIONS });
    throwOnProblems(place, ...entryProblems('payload', options.payload, TEXT));
    return new ScheduledTarget(lambdaFunction, undefined, options);
  }

  /**
   * A task of ECS on Fargate.
   * @param task task that runs once each time
   */
  public static task(task: IStandaloneTask): ScheduledTarget {
    requireArgument('ScheduledTarget.task', 'task', task, instance('an IStandaloneTask', 'rolePath'));
    return new ScheduledTarget(undefined, task, {});
  }

  private constructor(
    /** @internal */
    public readonly _function: IServiceFunction | undefined,
    /** @internal */
    public readonly _task: IStandaloneTask | undefined,
    /** @internal */
    public readonly _options: ScheduledFunctionOptions,
  ) {}
}
