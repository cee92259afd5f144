import { Aws } from 'aws-cdk-lib';
import { cellIn } from '../../support/cell';
import { ACCOUNT, newApp } from '../../support/cloud';

const ID = '11111111-2222-3333-4444-555555555555';

describe('PC14e a sink is refused', () => {
  test.each<[string, unknown, unknown]>([
    ['cell/monitoring-sink', 'sink', 'sink'],
    [
      'cell/monitoring-sink',
      `arn:aws:oam:us-east-1:222222222222:link/${ID}`,
      `arn:aws:oam:us-east-1:222222222222:link/${ID}`,
    ],
    [
      'cell/monitoring-sink',
      `arn:aws:oam:us-west-2:222222222222:sink/${ID}`,
      `arn:aws:oam:us-west-2:222222222222:sink/${ID}`,
    ],
    [
      'cell/monitoring-sink',
      `arn:aws:oam:us-east-1:${ACCOUNT}:sink/${ID}`,
      `arn:aws:oam:us-east-1:${ACCOUNT}:sink/${ID}`,
    ],
    ['cell/monitoring-sink', 'a token', `arn:aws:oam:us-east-1:${Aws.ACCOUNT_ID}:sink/${ID}`],
    ['props/wrong-type', 1, 1],
  ])('%s: monitoringSinkArn is %j', (code, value, monitoringSinkArn) => {
    const props = { monitoringSinkArn: monitoringSinkArn as string };

    expect(() => cellIn(newApp(), props)).toThrowProblem(code, 'monitoringSinkArn', value, 'ProductCell');
  });
});

test('PC8 a protection that is neither true nor false is refused', () => {
  const props = { shieldProtection: 'yes' as unknown as boolean };

  expect(() => cellIn(newApp(), props)).toThrowProblem('props/wrong-type', 'shieldProtection', 'yes', 'ProductCell');
});
