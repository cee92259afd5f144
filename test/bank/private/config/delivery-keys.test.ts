import { BankMvpConfig } from '../../../../src/bank';
import { alarms, deploy, objectives } from '../../../../src/bank/private/config/delivery-keys';
import { changed, fixture } from '../../../support/bank-configs';

test('RB12c targets are read as they are written', () => {
  expect(alarms.form.kind).toBe('group');
  expect(BankMvpConfig.fromFile(fixture('open')).alarms).toEqual({
    page: [
      { slack: { workspaceId: 'T0123ABCDE', channelId: 'C0123ABCDE' } },
      { topicArns: ['arn:aws:sns:ap-southeast-1:982233224911:on-call', 'arn:aws:sns:us-east-1:982233224911:on-call'] },
    ],
    ticket: [{ email: 'platform@bank.example' }],
  });
});

test('RB12b objectives have defaults, and are read as they are written', () => {
  expect(objectives.missing).toEqual({ kind: 'default', value: {} });
  expect(BankMvpConfig.fromFile(fixture('document')).objectives).toEqual({
    ...{ disabled: false, apiAvailability: 99.9, apiLatencyMilliseconds: 500, siteAvailability: 99.9 },
  });
  expect(BankMvpConfig.fromFile(fixture('open')).objectives).toEqual({
    ...{ disabled: false, apiAvailability: 99.5, apiLatencyMilliseconds: 800, siteAvailability: 99.95 },
  });
});

test('RB24 numbers of GitHub may be numbers or texts', () => {
  expect(deploy.missing).toEqual({ kind: 'optional', effect: 'no roles for CI' });
  const subjects = [2, '2'].map((repositoryId) => {
    const api = { repository: 'rl-bank/rl-bank-api', repositoryId };
    const config = BankMvpConfig.fromObject(changed('document', { deploy: { ownerId: 1, api } }));
    return config.deploy!.api!.repository.subjectsForBranch('main')[0].subject;
  });
  expect(new Set(subjects)).toEqual(new Set(['repo:rl-bank@1/rl-bank-api@2:ref:refs/heads/main']));
});
