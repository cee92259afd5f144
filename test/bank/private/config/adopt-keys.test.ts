import { BankMvpConfig } from '../../../../src/bank';
import { adopt } from '../../../../src/bank/private/config/adopt-keys';
import { changed } from '../../../support/bank-configs';

test('RB24 what exists is named, and secrets are in one order, whatever the order they are written in', () => {
  const secretArns = Object.fromEntries(
    ['MAILGUN_API_KEY', 'API_KEY'].map((key) => [
      key,
      `arn:aws:secretsmanager:ap-southeast-1:982233224911:secret:${key}-AbCdEf`,
    ]),
  );
  const written = { repository: true, clusterName: 'shared', secretArns, parameters: ['NODE_ENV'] };
  const read = BankMvpConfig.fromObject(changed('document', { adopt: written })).adopt;

  expect(adopt.form.kind).toBe('group');
  expect(read).toEqual({ ...written, secretKeyArns: {} });
  expect(Object.keys(read.secretArns)).toEqual(['API_KEY', 'MAILGUN_API_KEY']);
});
