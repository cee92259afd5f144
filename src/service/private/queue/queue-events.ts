import { CfnRule, EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { throwOnProblems, problemIf } from '../../../core/private/checks/problems';
import { requireArgument } from '../../../core/private/checks/required-props';
import { OPTIONS, TEXT } from '../../../core/private/checks/types';
import type { QueueWorker } from '../../queue-worker';

/** Creates the rule that sends events to the queue. Events that the queue does not take become dead letters. */
export function ruleToQueue(worker: QueueWorker & Construct, ruleId: string, eventPattern: EventPattern): void {
  requireArgument(worker, 'ruleId', ruleId, TEXT);
  requireArgument(worker, 'eventPattern', eventPattern, OPTIONS);
  throwOnProblems(
    worker,
    problemIf(worker.isFifo, {
      code: 'queue-worker/events-to-fifo',
      prop: 'fifo',
      value: true,
      allowed: 'cannot be true for a queue that receives events: they come in no order that a group could keep',
      fix: 'leave it out',
    }),
  );
  const rule = new Rule(worker, ruleId, { description: `Events for ${worker.node.path}`, eventPattern });
  (rule.node.defaultChild as CfnRule).targets = [
    { id: 'Queue', arn: worker.queue.queueArn, deadLetterConfig: { arn: worker.deadLetterQueue.queueArn } },
  ];
  worker.allowService('events.amazonaws.com', rule.ruleArn);
}
