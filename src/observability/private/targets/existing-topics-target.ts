import { problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { matches } from '../../../core/private/checks/values';
import type { IAlarmTarget } from '../../alarm-target';

/** Adds existing topics as alarm actions: a topic cannot subscribe to a topic. */
export function existingTopicsTarget(topicArns: string[]): IAlarmTarget {
  const regions = topicArns.map((arn) => String(arn).split(':')[3]);
  throwOnProblems(
    'AlarmTarget',
    problemIf(topicArns.length === 0, {
      code: 'alarm-target/no-topics',
      prop: 'topicArns',
      value: topicArns,
      allowed: 'must have at least one ARN',
      fix: 'pass the ARN of a topic for each region that has alarms',
    }),
    ...topicArns.map((arn) =>
      problemIf(!matches(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/, arn), {
        code: 'alarm-target/topic-arn',
        prop: 'topicArns',
        value: arn,
        allowed: 'must be the ARN of a standard topic, because CloudWatch cannot publish to FIFO topics',
        fix: 'pass one such as arn:aws:sns:us-east-1:111111111111:oncall',
      }),
    ),
    problemIf(new Set(regions).size < regions.length, {
      code: 'alarm-target/two-in-a-region',
      prop: 'topicArns',
      value: topicArns,
      allowed: 'must have one topic per region',
      fix: 'create a target for each topic',
    }),
  );
  return { bind: () => ({ actionArns: topicArns }) };
}
