import { App } from 'aws-cdk-lib';
import { BankMvp } from '../../../src/bank';
import { bankApp, bankOf, Changes, CLOSED, placeIn, resourcesIn, stacksOf, templatesOf } from '../../support/bank';

/** Names that one has in an account: nothing of this may be made twice. */
const NAMES = ['Name', 'RepositoryName', 'BucketName', 'RoleName', 'TopicName', 'LogGroupName', 'AlarmName'];
const ALONE = /^AWS::(?:SSM|SecretsManager|ECR|S3|IAM|SNS|Logs::LogGroup|CloudWatch|CloudFront|ElastiCache)/;

/** No chat channel: an account connects one once. */
const MAILS = { page: [{ email: 'oncall@bank.example' }], ticket: [{ email: 'platform@bank.example' }] };

const EXAMPLE_IMAGE = '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com/rl-bank-api:live';

/** What somebody writes who wants a second bank in the account. */
const SECOND: Changes = {
  alarms: MAILS,
  namePrefix: 'stg-rl-bank',
  'domain.apiSubdomain': 'stg-api',
  'domain.appSubdomain': 'stg-app',
  'domain.merchantSubdomain': 'stg-merchant',
  'api.image': '982233224911.dkr.ecr.ap-southeast-1.amazonaws.com/stg-bank-api:live',
  'api.settingsPath': 'stg/bank/api',
  'webapp.bucketName': 'stg-rl-bank-webapp',
  'merchantPortal.bucketName': 'stg-rl-bank-mp-webapp',
};

describe('RB24 a second bank in the app', () => {
  test('with names of its own is beside the first, and changes nothing of it', () => {
    const [first, second] = banksOf(SECOND);

    expect(Object.keys(templatesOf(second))).toHaveLength(9);
    expect(templatesOf(first)).toEqual(templatesOf(bankOf({ alarms: MAILS })));
    expect(stacksOf(second).map(({ stackName }) => stackName)).toEqual(
      stacksOf(first).map(({ stackName }) => stackName.replace('prd', 'stg')),
    );
    expect(takenTwice(first, second)).toEqual([]);
  });

  test('has a gate of its own', () => {
    const [first, second] = banksOf({ ...SECOND, ...CLOSED });
    const { stacks } = (first.node.root as App).synth();

    expect([first.gate.isOpen, second.gate.isOpen]).toEqual([true, false]);
    expect(stacks.map(({ hierarchicalId }) => hierarchicalId).filter((path) => path.startsWith('Bank2'))).toEqual([
      'Bank2/Gate/Plan',
    ]);
  });

  test.each<[string, Changes, string]>([
    [
      'the same prefix',
      { namePrefix: 'prd-rl-bank' },
      `'config.namePrefix' is "prd-rl-bank", but Bank makes what is called so, in the same account and region: give this bank another one [bank-mvp/name-taken at Bank2]`,
    ],
    [
      'the same name for the API',
      { 'domain.apiSubdomain': 'api' },
      `'recordName' is "api.bank.example", but Bank/api/bank-api/LoadBalancer has it already, and a name has one owner: give Bank2/api/bank-api/LoadBalancer another name, or take the name from Bank/api/bank-api/LoadBalancer [dns/name-taken at Bank2/settings/bank-dns]`,
    ],
    [
      'the same channel',
      {
        alarms: undefined,
        'alarms.page': [{ slack: { workspaceId: 'T0123ABCD', channelId: 'C0123ABCD' } }],
        'alarms.ticket': MAILS.ticket,
      },
      `'slack' is "T0123ABCD/C0123ABCD", but Bank/watch/`,
    ],
    [
      'an issuer made again',
      { 'deploy.oidcIssuerExists': false },
      `'url' is "https://token.actions.githubusercontent.com", but Bank/deploy-roles/github makes it already`,
    ],
  ])('with %s is refused', (_, changes, sentence) => {
    const app = bankApp();
    bankOf({ 'deploy.oidcIssuerExists': changes['deploy.oidcIssuerExists'] ?? true }, app);

    expect(() => bankOf({ ...SECOND, ...changes }, app, 'Bank2')).toThrow(sentence);
  });

  // CloudFormation would refuse each of these in the middle of a deployment.
  test.each<[string, Changes, string]>([
    ['settings', { 'api.settingsPath': undefined }, 'rl/bank/api'],
    ['repository', { 'api.image': EXAMPLE_IMAGE }, 'rl-bank-api'],
    ['bucket', { 'webapp.bucketName': 'prd-rl-bank-webapp' }, 'prd-rl-bank-webapp'],
  ])('with the same %s is refused', (_, changes, name) => {
    expect(() => (banksOf({ ...SECOND, ...changes })[0].node.root as App).synth()).toThrow(name);
  });
});

test('RB24 a name that is taken twice would be seen', () => {
  const [first, second] = banksOf(SECOND);

  expect(takenTwice(first, first).length).toBeGreaterThan(20);
  expect(placeIn(second, second.parts!.api)).toBe('api/bank-api');
});

function banksOf(second: Changes): [BankMvp, BankMvp] {
  const app = bankApp();
  return [bankOf({ alarms: MAILS }, app), bankOf(second, app, 'Bank2')];
}

/** The names, with their types and regions, that both have. */
function takenTwice(...banks: [BankMvp, BankMvp]): string[] {
  const [first, second] = banks.map((bank) => {
    const named = resourcesIn(bank).filter(({ Type }) => ALONE.test(Type));
    return named.flatMap(({ stack, Type, Properties }) =>
      NAMES.flatMap((key) => (typeof Properties?.[key] === 'string' ? [`${stack} ${Type} ${Properties[key]}`] : [])),
    );
  });
  return first.filter((name) => second.includes(name));
}
