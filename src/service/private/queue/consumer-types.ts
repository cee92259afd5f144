import { DURATION } from '../../../core/private/checks/cdk-types';
import { throwOnProblems } from '../../../core/private/checks/problems';
import { requireProps } from '../../../core/private/checks/required-props';
import { NUMBER, OPTIONS, requireTypes, typeProblems } from '../../../core/private/checks/types';
import type { BacklogScaling, EcsConsumerOptions, LambdaConsumerOptions } from '../../queue-consumer';

/** Throws if an option is of another type. */
export function requireLambdaConsumer(place: string, options: LambdaConsumerOptions): void {
  requireTypes(place, options, { batchSize: NUMBER, batchWindow: DURATION, maxConcurrency: NUMBER });
}

/** Throws if an option is missing or of another type, but for those that the service itself checks. */
export function requireEcsConsumer(place: string, options: EcsConsumerOptions): void {
  requireProps(place, options, { vpc: true, image: true, longestJob: true });
  requireTypes(place, options, { longestJob: DURATION, scaling: OPTIONS });
  const { scaling } = options;
  if (scaling !== undefined) {
    const types = { minTasks: NUMBER, maxTasks: NUMBER, messagesPerTask: NUMBER };
    requireProps<BacklogScaling>(place, scaling, { maxTasks: true, messagesPerTask: true });
    throwOnProblems(place, ...typeProblems<BacklogScaling>(scaling, types, 'scaling.'));
  }
}
