import { AlarmTarget } from '../../../../src/observability';
import { workloadStack } from '../../../support/cloud';
import { messageOf } from '../../../support/observability';

const HERE = 'arn:aws:sns:ap-southeast-1:222222222222:oncall';

test("topics of another account are called as those of a team's own target are", () => {
  const arns = [HERE, 'arn:aws:sns:us-east-1:222222222222:oncall', 'arn:aws-cn:sns:cn-north-1:222222222222:on_call'];

  expect(AlarmTarget.topics(...arns).bind(workloadStack(), [])).toEqual({ actionArns: arns });
});

const FORM =
  'alarms call topics by their ARN, and FIFO topics not at all: pass an ARN such as arn:aws:sns:us-east-1:111111111111:oncall';

test.each<[code: string, arns: string[], value: unknown, reason: string]>([
  ['no-topics', [], [], 'then it calls nobody: pass the ARN of a topic for each region that has alarms'],
  ['topic-arn', ['oncall'], 'oncall', FORM],
  ['topic-arn', [`${HERE}.fifo`], `${HERE}.fifo`, FORM],
  [
    'two-in-a-region',
    [HERE, `${HERE}-too`],
    [HERE, `${HERE}-too`],
    'an alarm calls one topic of a target, the one of its region: make a target of each of them',
  ],
])('%s is refused: %j', (code, arns, value, reason) => {
  expect(messageOf(() => AlarmTarget.topics(...arns))).toBe(
    `'topicArns' is ${JSON.stringify(value)}, but ${reason} [alarm-target/${code} at AlarmTarget]`,
  );
});
