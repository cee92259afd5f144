import { BankMvpConfig } from '../../../src/bank';
import { adopt } from '../../../src/bank/private/adopt-keys';
import { changed, fixture } from '../../support/bank-configs';

const arn = (key: string) => `arn:aws:secretsmanager:ap-southeast-1:982233224911:secret:rl/bank/api/${key}-AbCdEf`;

test('RB24 what exists is named', () => {
  expect(adopt.form.kind).toBe('group');
  expect(BankMvpConfig.fromFile(fixture('open')).adopt).toEqual({
    repository: true,
    clusterName: 'shared',
    secretArns: { DB_URI: arn('DB_URI') },
    parameters: ['NODE_ENV'],
  });
});

test('secrets are in one order, whatever the order they are written in', () => {
  const secretArns = { MAILGUN_API_KEY: arn('MAILGUN_API_KEY'), API_KEY: arn('API_KEY') };
  const config = BankMvpConfig.of(changed('document', { 'adopt.secretArns': secretArns }));
  expect(Object.keys(config.adopt.secretArns)).toEqual(['API_KEY', 'MAILGUN_API_KEY']);
});
