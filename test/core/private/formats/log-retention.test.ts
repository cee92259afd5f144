import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { LOG_RETENTIONS } from '../../../../src/core/private/formats/log-retention';

test('the log retentions are those of the CDK that end, ascending', () => {
  const ending = Object.values(RetentionDays).filter((days) => typeof days === 'number' && days !== 9999) as number[];

  expect(LOG_RETENTIONS).toEqual(ending.sort((one, other) => one - other));
});
