import { AlarmTarget } from '../../../../src/observability';
import { workloadStack } from '../../../support/cloud';

const HERE = 'arn:aws:sns:ap-southeast-1:222222222222:oncall';

test("topics of another account are called as those of a team's own target are", () => {
  const arns = [HERE, 'arn:aws:sns:us-east-1:222222222222:oncall', 'arn:aws-cn:sns:cn-north-1:222222222222:on_call'];

  expect(AlarmTarget.topics(...arns).bind(workloadStack(), [])).toEqual({ actionArns: arns });
});

test.each<[code: string, arns: string[], value: unknown]>([
  ['no-topics', [], []],
  ['topic-arn', ['oncall'], 'oncall'],
  ['topic-arn', [`${HERE}.fifo`], `${HERE}.fifo`],
  ['two-in-a-region', [HERE, `${HERE}-too`], [HERE, `${HERE}-too`]],
])('%s is refused: %j', (code, arns, value) => {
  expect(() => AlarmTarget.topics(...arns)).toThrowProblem(`alarm-target/${code}`, 'topicArns', value);
});
