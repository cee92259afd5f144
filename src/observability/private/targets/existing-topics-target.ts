import { problemIf, throwOnProblems } from '../../../core/private/checks/problems';
import { matches } from '../../../core/private/checks/values';
import type { IAlarmTarget } from '../../alarm-target';

/** Topics that alarms call beside ours: a topic cannot subscribe to a topic. */
export function existingTopicsTarget(topicArns: string[]): IAlarmTarget {
  const regions = topicArns.map((arn) => String(arn).split(':')[3]);
  throwOnProblems(
    'AlarmTarget',
    problemIf(topicArns.length === 0, {
      code: 'alarm-target/no-topics',
      prop: 'topicArns',
      value: topicArns,
      allowed: 'then it calls nobody',
      fix: 'pass the ARN of a topic for each region that has alarms',
    }),
    ...topicArns.map((arn) =>
      problemIf(!matches(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/, arn), {
        code: 'alarm-target/topic-arn',
        prop: 'topicArns',
        value: arn,
        allowed: 'alarms call topics by their ARN, and FIFO topics not at all',
        fix: 'pass an ARN such as arn:aws:sns:us-east-1:111111111111:oncall',
      }),
    ),
    problemIf(new Set(regions).size < regions.length, {
      code: 'alarm-target/two-in-a-region',
      prop: 'topicArns',
      value: topicArns,
      allowed: 'an alarm calls one topic of a target, the one of its region',
      fix: 'make a target of each of them',
    }),
  );
  return { bind: () => ({ actionArns: topicArns }) };
}
