import { AlarmTarget } from '../../../../src/observability';
import { workloadStack } from '../../../support/cloud';

const HERE = 'arn:aws:sns:ap-southeast-1:222222222222:oncall';

test("topics of another account are called as those of a team's own target are", () => {
  const arns = [HERE, 'arn:aws:sns:us-east-1:222222222222:oncall', 'arn:aws-cn:sns:cn-north-1:222222222222:on_call'];

  expect(AlarmTarget.topics(...arns).bind(workloadStack(), [])).toEqual({ actionArns: arns });
});

const FORM =
  'must be the ARN of a standard topic, because CloudWatch cannot publish to FIFO topics: pass one such as arn:aws:sns:us-east-1:111111111111:oncall';

test.each<[code: string, arns: string[], value: unknown, reason: string]>([
  ['no-topics', [], [], 'must have at least one ARN: pass the ARN of a topic for each region that has alarms'],
  ['topic-arn', ['oncall'], 'oncall', FORM],
  ['topic-arn', [`${HERE}.fifo`], `${HERE}.fifo`, FORM],
  [
    'two-in-a-region',
    [HERE, `${HERE}-too`],
    [HERE, `${HERE}-too`],
    'must have one topic per region: create a target for each topic',
  ],
])('%s is refused: %j', (code, arns, value, reason) => {
  expect(messageOf(() => AlarmTarget.topics(...arns))).toBe(
    `'topicArns' is ${JSON.stringify(value)}, but ${reason} [alarm-target/${code} at AlarmTarget]`,
  );
});
