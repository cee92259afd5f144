import { Duration } from 'aws-cdk-lib';
import { WaveApproval } from '../../src/delivery';

test('an approval is by a person, or by none', () => {
  expect([WaveApproval.manual().isManual, WaveApproval.none().isManual]).toEqual([true, false]);
});

test('an approval refuses a timeout that CodePipeline does not have, and a long comment', () => {
  expect(() => WaveApproval.manual({ timeout: Duration.minutes(1) })).toThrowProblem(
    ...(['pipeline/not-minutes', 'timeout', 'Duration.minutes(1)'] as const),
  );
  expect(() => WaveApproval.manual({ comment: 'x'.repeat(1001) })).toThrowProblem(
    ...(['pipeline/long-comment', 'comment', '1001 characters'] as const),
  );
  expect(() => WaveApproval.manual({ comment: 1 } as any)).toThrowProblem('props/wrong-type', 'comment', 1);
});
